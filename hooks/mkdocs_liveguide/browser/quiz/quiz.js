/**
 * `<live-quiz>`: the questions that stand in the page, one at a time, and what the answers come to.
 *
 * The page's own HTML has every question. This element hides all but one, asks Python which comes
 * next, and shows the result. Until Python is there the questions come in the page's order, and
 * what is answered meanwhile is kept. Where Python cannot start, all of the page's HTML comes back.
 */

import { LiveElement, tell } from "../dom.js";
import { python } from "../runtime/python.js";
import { nextQuestion, readLink, readQuiz, recommend } from "./api.js";
import { Controls } from "./controls.js";
import { percent } from "./elements.js";
import { RouteMap } from "./map.js";
import { Questions } from "./questions.js";
import { ResultPanel } from "./result.js";
import { hasLink, Session } from "./session.js";
import { ALL, firstOpen, following, previous, progress, RESULT } from "./state.js";

class LiveQuiz extends LiveElement {
  /** Questions that the engine would still ask, for the present answers. */
  #left = 0;
  /** Counts what was asked of Python, so that a late reply to an older state is dropped. */
  #turn = 0;
  /** The reader has gone on to scroll since the last press or key: the page must not do it for them. */
  #scrolling = false;
  /** @type {Questions} */ // @ts-expect-error made when the element is connected
  #questions;
  /** @type {Session} */ // @ts-expect-error see above
  #session;
  /** @type {Controls} */ // @ts-expect-error see above
  #controls;
  /** @type {ResultPanel} */ // @ts-expect-error see above
  #result;
  /** @type {RouteMap} */ // @ts-expect-error see above
  #map;

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.#questions = new Questions(this);
    this.#session = new Session(this.#questions.known());
    this.#map = new RouteMap(this);
    this.#build(signal);
    this.#listen(signal);
    python.warmAtFirstSign(this, signal);
    if (hasLink()) {
      this.dataset.live = "";
      return void this.#openLink();
    }
    const view = this.#session.empty ? this.#first : this.#session.state.view;
    const early = this.#session.empty ? this.#questions.chosen : undefined;
    if (early) this.#session.answer(early.name, early.value);
    this.#questions.tick(this.#session.answers);
    const begin = () => {
      this.dataset.live = "";
      void this.#open(view, false);
    };
    if (view === this.#first) return begin();
    // The first question has been seen already. It gives way before another comes, so that nothing moves.
    this.#opening(true);
    requestAnimationFrame(() => requestAnimationFrame(() => signal.aborted || begin()));
  }

  /** Whether what was asked for is not there yet: meanwhile nothing stands in its place. @param {boolean} is */
  #opening(is) {
    this.toggleAttribute("data-opening", is);
  }

  /** @param {AbortSignal} signal */
  #build(signal) {
    const open = (/** @type {string} */ view) => void this.#open(view, true);
    const actions = {
      open,
      back: () => this.#back(),
      next: () => void this.#next(),
      oneByOne: () => void this.#oneByOne(),
      startOver: () => this.#startOver(),
    };
    this.#controls = new Controls(this, actions, signal);
    this.#result = new ResultPanel(this.dataset.base ?? "", this.dataset.quality ?? "", {
      open,
      adopt: ({ question, answer }) => {
        this.#session.answer(question, answer);
        this.#questions.tick(this.#session.answers);
        open(RESULT);
      },
      shown: (result, tried) => {
        this.#opening(false);
        this.#map.show(result, true);
        if (!tried) this.#session.cameTo(result.route);
        this.#controls.now.textContent = "";
        this.#controls.count.textContent = "";
      },
      failed: (error) => this.#failed(error),
    });
    this.#controls.tools.before(this.#result.element);
  }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    signal.addEventListener("abort", () => {
      this.#turn += 1;
      this.#map.show();
      this.#result.element.remove();
      delete this.dataset.live;
      delete this.dataset.view;
      this.#opening(false);
    });
    const actions = {
      answer: (/** @type {string} */ question, /** @type {string} */ answer) => this.#answer(question, answer),
      next: () => void this.#next(),
      back: () => this.#back(),
    };
    this.#questions.listen(actions, signal);
    for (const sign of ["pointerenter", "focusin", "touchstart"]) {
      this.addEventListener(sign, () => python.warm(), { signal, once: true, passive: true });
    }
    for (const act of ["click", "keydown"]) {
      this.addEventListener(act, () => (this.#scrolling = false), { signal, capture: true });
    }
    for (const sign of ["touchstart", "touchmove", "wheel"]) {
      addEventListener(sign, () => (this.#scrolling = true), { signal, passive: true });
    }
    addEventListener("hashchange", () => hasLink() && void this.#openLink(), { signal });
  }

  get #first() {
    return this.#questions.ids[0];
  }

  /**
   * Asks Python. What fails is told.
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<T | undefined>} undefined: it failed, or something newer was asked meanwhile
   */
  async #ask(work) {
    const turn = ++this.#turn;
    try {
      const found = await work();
      return turn === this.#turn ? found : undefined;
    } catch (error) {
      if (turn === this.#turn) this.#failed(error);
    }
  }

  /** Where the answers lead now. */
  #outcome() {
    const { answers } = this.#session;
    return this.#ask(() => Promise.all([recommend(answers), nextQuestion(answers), readQuiz()]));
  }

  async #openLink() {
    this.#scrolling = false;
    this.#opening(true);
    this.#say("Opening the answers in this link …");
    const found = await this.#ask(() => readLink(location.hash.slice(1)));
    if (!found) return;
    const { answers, problem } = found;
    this.#session.borrow(problem ? undefined : answers);
    this.#questions.tick(this.#session.answers);
    this.#say(problem ?? "");
    await this.#open(problem ? this.#first : RESULT, !problem);
  }

  /** @param {string} question @param {string} answer */
  #answer(question, answer) {
    this.#session.answer(question, answer);
    this.#session.open(this.#session.state.view);
    python.warm();
    this.#controls.next.disabled = false;
    void this.#update();
  }

  #back() {
    const to = previous(this.#session.state);
    if (to) void this.#open(to, true);
  }

  async #next() {
    const { answers, view } = this.#session.state;
    if (!(view in answers)) return;
    const alone = python.state !== "ready" && python.state !== "failed";
    const to = following(this.#session.state, this.#questions.ids, alone);
    if (to) return this.#open(to, true);
    this.#wait();
    const found = await this.#ask(() => nextQuestion(answers));
    if (found) await this.#open(found.question ?? RESULT, true);
  }

  async #oneByOne() {
    const { answers, empty } = this.#session;
    const found = empty ? { question: null } : await this.#ask(() => nextQuestion(answers));
    if (found) await this.#open(found.question ?? firstOpen(this.#questions.ids, answers) ?? RESULT, true);
  }

  #startOver() {
    this.#controls.confirm.close();
    this.#session.clear();
    this.#left = 0;
    this.#questions.tick({});
    this.#map.show();
    this.#controls.now.textContent = "";
    void this.#open(this.#first, true);
  }

  /**
   * @param {string} view a question; else the result
   * @param {boolean} focus whether the reader is led there
   */
  async #open(view, focus) {
    this.#turn += 1;
    if (focus) this.dataset.moved = "";
    const question = this.#questions.find(view);
    this.#session.open(question || view === ALL ? view : RESULT);
    this.dataset.view = question ? "question" : this.#session.state.view;
    this.#questions.show(question);
    this.#controls.offer(this.#session.state);
    if (question) this.#showQuestion(question, focus);
    else await this.#showResult(focus);
  }

  /** @param {HTMLFieldSetElement} question @param {boolean} focus */
  #showQuestion(question, focus) {
    const { state } = this.#session;
    const { back, next, bar } = this.#controls;
    back.disabled = previous(state) === undefined;
    next.disabled = !(state.view in state.answers);
    this.#result.clear();
    this.#opening(false);
    // Once: a line of status is read out at every change, and the engine is about to know more.
    if (python.state !== "ready" || this.#session.empty) this.#count();
    if (focus && this.#attended) {
      question.tabIndex = -1;
      question.focus({ preventScroll: true });
      if (!this.#scrolling && bar.getBoundingClientRect().top < 0) bar.scrollIntoView({ block: "start" });
    }
    void this.#update();
  }

  /** Whether the focus may be moved: it is here, or nowhere. Who waits for Python may have gone elsewhere. */
  get #attended() {
    const { activeElement } = document;
    return !activeElement || activeElement === document.body || this.contains(activeElement);
  }

  /** @param {boolean} focus */
  async #showResult(focus) {
    const all = this.#session.state.view === ALL;
    this.#opening(!all && this.#result.empty && !this.#session.empty);
    if (this.#session.empty) return;
    this.#wait();
    if (!(await this.#update()) || !focus || all || !this.#attended) return;
    if (!this.#scrolling) this.scrollIntoView({ block: "start" });
    this.#result.focus();
  }

  /**
   * Shows where the answers lead: the result, or while questions are asked the dot and how far it is.
   * @returns {Promise<boolean>} whether that is shown now
   */
  async #update() {
    const { answers, state, empty } = this.#session;
    const found = empty ? undefined : await this.#outcome();
    if (!found) return false;
    const [result, { likely_left, left }, quiz] = found;
    this.#left = likely_left;
    this.#say("");
    if (this.#questions.find(state.view)) {
      this.#map.show(result);
      this.#count();
      const { name } = quiz.routes[result.route];
      this.#controls.now.textContent = `So far: ${name}, ${percent(result.confidence)} sure`;
    } else {
      await this.#result.show({ result, answers, others: state.view === ALL ? 0 : left });
    }
    return true;
  }

  /** Says that the engine is not there yet, where it is not. */
  #wait() {
    if (python.state === "ready") return;
    const text = "Your answers are kept. The quiz's engine is starting …";
    if (this.#questions.find(this.#session.state.view)) tell(this.#controls.count, text);
    else if (this.hasAttribute("data-opening")) this.#say(text);
  }

  #count() {
    const left = python.state === "ready" ? this.#left : undefined;
    this.#controls.progress(progress(this.#session.state, this.#questions.ids.length, left));
  }

  /** @param {string} text */
  #say(text) {
    tell(this.#controls.message, text);
  }

  /** Python is not to be had: the page's own HTML comes back, answers ticked. @param {unknown} error */
  #failed(error) {
    const { kind } = /** @type {{kind?: string}} */ (error);
    if (!this.isConnected || kind === "aborted" || kind === "stopped") return;
    delete this.dataset.view;
    this.#opening(false);
    this.dataset.live = "failed";
    this.#controls.fail(error, () => {
      this.dataset.live = "";
      this.#say("");
      python.warm();
      if (hasLink()) return void this.#openLink();
      void this.#open(this.#session.empty ? this.#first : RESULT, true);
    });
  }
}

customElements.define("live-quiz", LiveQuiz);
