/**
 * `<live-quiz>`: the questions that stand in the page, one at a time, and what the answers come to.
 *
 * The page's own HTML has every question. This element hides all but one, asks Python which comes
 * next, and shows the result. Until Python is there the questions come in the page's order, and
 * what is answered meanwhile is kept. Where Python cannot start, all of the page's HTML comes back.
 */

import { warmWhenIdle } from "../runtime/idle.js";
import { button, make, percent } from "../dom.js";
import { nextQuestion, readCases, readLink, readQuiz, recommend, similarCases } from "./engine.js";
import { RouteMap } from "./map.js";
import { ResultView } from "./result.js";
import { shareBar } from "./share.js";
import { forget, keep, restore } from "./store.js";
import { python } from "../runtime/python.js";

/** @typedef {import("./engine.js").Answers} Answers */
/** @typedef {import("./engine.js").Result} Result */
/** @typedef {import("./engine.js").Flip} Flip */

const NOT_SURE = "not-sure";
const RESULT = "result";
const ALL = "all";
const KEYS = "Keys: a number chooses an answer, Enter goes on, Backspace goes back.";
/** After a tap, long enough to see which answer was taken. Milliseconds. */
const SEEN = 220;

class LiveQuiz extends HTMLElement {
  /** @type {AbortController} */
  #listening = new AbortController();
  /** @type {Answers} */
  #answers = {};
  /** Question id, "result", "all", or "" before the start. */
  #view = "";
  /** Questions that the engine would still ask, for the present answers. */
  #left = 0;
  /** Counts what was asked of Python, so that a late reply to an older state is dropped. */
  #turn = 0;
  /** Whether the answers came by a link and are not the reader's yet. */
  #borrowed = false;
  /** @type {RouteMap | undefined} */
  #map;
  /** @type {{bar: HTMLElement, count: HTMLElement, fill: HTMLElement, nav: HTMLElement, back: HTMLButtonElement, next: HTMLButtonElement, now: HTMLElement, result: HTMLElement, message: HTMLElement, tools: HTMLElement, confirm: HTMLDialogElement} | undefined} */
  #parts;

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const svg = this.querySelector("svg.quiz-map");
    if (!this.#questions.length || !(svg instanceof SVGSVGElement)) return;
    this.#map = new RouteMap(svg);
    this.#build();
    this.addEventListener("click", (event) => this.#clicked(event), { signal });
    this.addEventListener("change", (event) => this.#changed(event), { signal });
    this.addEventListener("keydown", (event) => this.#pressed(event), { signal });
    for (const sign of ["pointerenter", "focusin", "touchstart"]) {
      this.addEventListener(sign, () => python.warm(), { signal, once: true, passive: true });
    }
    warmWhenIdle(this);
    window.addEventListener("hashchange", () => void this.#openLink(), { signal });
    const kept = restore(this.#known());
    this.#answers = kept.answers;
    this.dataset.live = "";
    if (location.hash.startsWith("#a=")) {
      void this.#openLink();
    } else if (Object.keys(this.#answers).length) {
      this.#tick();
      void this.#open(kept.view || RESULT, false);
    } else {
      this.#show(this.#questions[0].dataset.question ?? "", false);
    }
  }

  disconnectedCallback() {
    this.#listening.abort();
    this.#turn += 1;
    this.#map?.remove();
    for (const part of this.querySelectorAll(".quiz-made")) part.remove();
    delete this.dataset.live;
  }

  /** @returns {HTMLFieldSetElement[]} */
  get #questions() {
    return [...this.querySelectorAll("fieldset.quiz-question")].filter(
      (each) => each instanceof HTMLFieldSetElement,
    );
  }

  /** @param {string} id */
  #question(id) {
    return this.#questions.find((each) => each.dataset.question === id);
  }

  #known() {
    return new Map(
      this.#questions.map((each) => [
        each.dataset.question ?? "",
        new Set([...each.querySelectorAll("input")].map((input) => input.value)),
      ]),
    );
  }

  #build() {
    const count = make("p", { class: "quiz-count", role: "status" });
    const fill = make("span", {});
    const meter = make("div", { class: "quiz-progress", "aria-hidden": "true" }, fill);
    const bar = make("div", { class: "quiz-bar quiz-made" }, count, meter);
    const back = button("Back", () => this.#back());
    const next = button("Next", () => void this.#next(), { class: "md-button md-button--primary quiz-button" });
    const nav = make("div", { class: "quiz-nav quiz-made" }, back, next);
    const now = make("p", { class: "quiz-now quiz-made" });
    const message = make("p", { class: "quiz-message quiz-made", role: "alert" });
    const result = make("div", { class: "quiz-result quiz-made" });
    const tools = make("div", { class: "quiz-tools quiz-made" });
    const confirm = make("dialog", { class: "quiz-confirm quiz-made", "aria-label": "Start over?" });
    confirm.append(
      make("p", {}, "Start over? Your answers will be removed from this browser."),
      make(
        "div",
        { class: "quiz-buttons" },
        button("Keep my answers", () => confirm.close()),
        button("Start over", () => this.#startOver(), { class: "md-button md-button--primary quiz-button" }),
      ),
    );
    this.querySelector(".quiz-scope")?.after(message, bar);
    const keys = make("p", { class: "quiz-keys quiz-made" }, KEYS);
    this.querySelector(".quiz-form")?.append(nav, keys);
    this.querySelector(".quiz-map-frame")?.append(now);
    this.append(result, tools, confirm);
    this.#parts = { bar, count, fill, nav, back, next, now, result, message, tools, confirm };
  }

  /** Puts the answers into the page's own controls. */
  #tick() {
    for (const question of this.#questions) {
      const answer = this.#answers[question.dataset.question ?? ""];
      for (const input of question.querySelectorAll("input")) input.checked = input.value === answer;
    }
  }

  #keep() {
    if (!this.#borrowed) keep({ answers: this.#answers, view: this.#view });
  }

  /** The reader changed something: from now on the answers are the reader's own. */
  #own() {
    if (!this.#borrowed && !location.hash.startsWith("#a=")) return;
    this.#borrowed = false;
    history.replaceState(history.state, "", location.pathname + location.search);
  }

  async #openLink() {
    if (!location.hash.startsWith("#a=")) return;
    this.#say("Opening the answers in this link …");
    const turn = ++this.#turn;
    try {
      const { answers, problem } = await readLink(location.hash.slice(1));
      if (turn !== this.#turn) return;
      this.#say(problem ?? "");
      this.#answers = problem ? {} : answers;
      this.#borrowed = !problem;
      this.#tick();
      if (problem) {
        history.replaceState(history.state, "", location.pathname + location.search);
        this.#show(this.#questions[0].dataset.question ?? "", false);
      } else {
        await this.#open(RESULT, true);
      }
    } catch (error) {
      this.#failed(error);
    }
  }

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #goingOn;

  /** @param {MouseEvent} event */
  #clicked(event) {
    const target = event.target instanceof Element ? event.target : null;
    // `detail` counts presses of a pointer; arrow keys give 0, and go on with Enter or Next.
    if (event.detail < 1 || !target?.closest("label.quiz-answer") || !this.#question(this.#view)) return;
    const view = this.#view;
    clearTimeout(this.#goingOn);
    this.#goingOn = setTimeout(() => {
      if (this.isConnected && this.#view === view) void this.#next();
    }, SEEN);
  }

  /** @param {Event} event */
  #changed(event) {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || input.type !== "radio") return;
    this.#own();
    this.#answers[input.name] = input.value;
    this.#keep();
    python.warm();
    if (this.#parts) this.#parts.next.disabled = false;
    void this.#update();
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const question = this.#question(this.#view);
    if (!question) return;
    const inside = event.target instanceof Element ? event.target : null;
    if (inside?.closest("a, button, summary, textarea, dialog") && event.key !== "Backspace") return;
    const inputs = [...question.querySelectorAll("input")];
    const number = Number.parseInt(event.key, 10);
    if (number >= 1 && number <= inputs.length) {
      inputs[number - 1].checked = true;
      inputs[number - 1].focus();
      inputs[number - 1].dispatchEvent(new Event("change", { bubbles: true }));
    } else if (event.key === "Enter") {
      void this.#next();
    } else if (event.key === "Backspace") {
      this.#back();
    } else if (event.key === "ArrowDown" && inside === question) {
      inputs[0].focus();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  #back() {
    const asked = Object.keys(this.#answers);
    const at = asked.indexOf(this.#view);
    const to = at < 0 ? asked.at(-1) : asked[at - 1];
    if (to) this.#show(to, true);
  }

  /** Goes on: to the next question that was asked before, else to the one that the engine picks. */
  async #next() {
    const asked = Object.keys(this.#answers);
    const at = asked.indexOf(this.#view);
    if (at < 0) return;
    if (at < asked.length - 1) return this.#show(asked[at + 1], true);
    if (python.state !== "ready") {
      const following = this.#questions.find((each) => !this.#answers[each.dataset.question ?? ""]);
      if (following && python.state !== "failed") {
        return this.#show(following.dataset.question ?? "", true);
      }
    }
    const turn = ++this.#turn;
    this.#wait();
    try {
      const { question } = await nextQuestion(this.#answers);
      if (turn === this.#turn) await this.#open(question ?? RESULT, true);
    } catch (error) {
      this.#failed(error);
    }
  }

  /**
   * @param {string} view
   * @param {boolean} focus
   */
  async #open(view, focus) {
    if (view === RESULT || view === ALL || !this.#question(view)) {
      await this.#showResult(view === ALL ? ALL : RESULT, focus);
    } else {
      this.#show(view, focus);
    }
  }

  /**
   * Shows one question.
   * @param {string} id
   * @param {boolean} focus
   */
  #show(id, focus) {
    const parts = this.#parts;
    const question = this.#question(id);
    if (!parts || !question) return;
    this.#view = id;
    this.dataset.view = "question";
    for (const each of this.#questions) each.classList.toggle("quiz-current", each === question);
    const asked = Object.keys(this.#answers);
    const at = asked.indexOf(id);
    parts.back.disabled = asked.length === 0 || at === 0;
    parts.next.disabled = !(id in this.#answers);
    parts.result.replaceChildren();
    this.#tools();
    this.#count();
    if (at >= 0 || asked.length) this.#keep();
    if (focus) {
      question.tabIndex = -1;
      question.focus({ preventScroll: true });
      if (parts.bar.getBoundingClientRect().top < 0) parts.bar.scrollIntoView({ block: "start" });
    }
    void this.#update();
  }

  /** Asks the engine where the answers lead now, and shows it: dot, progress, or the open result. */
  async #update() {
    if (!Object.keys(this.#answers).length) return;
    const turn = ++this.#turn;
    try {
      const [result, next] = await Promise.all([
        recommend(this.#answers),
        nextQuestion(this.#answers),
      ]);
      if (turn !== this.#turn) return;
      this.#left = next.likely_left;
      this.#say("");
      if (this.#view === ALL) return await this.#fill(result, next.left);
      this.#map?.show(result);
      this.#count();
      if (this.#parts) {
        const { name } = (await readQuiz()).routes[result.route];
        this.#parts.now.textContent = `So far: ${name}, ${percent(result.confidence)} sure`;
      }
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Says that the engine is not there yet, where it is not. */
  #wait() {
    if (!this.#parts || python.state === "ready") return;
    this.#parts.count.textContent = "Your answers are kept. The quiz's engine is starting …";
  }

  #count() {
    if (!this.#parts) return;
    const asked = Object.keys(this.#answers);
    const at = asked.indexOf(this.#view);
    const number = at < 0 ? asked.length + 1 : at + 1;
    // Known to the engine only: before it is there nothing is promised.
    const after = asked.length - number + this.#left;
    const knows = python.state === "ready" && asked.length > 0;
    const more = at < 0 ? Math.max(0, this.#left - 1) : Math.max(0, after);
    const rest = more === 0 ? "perhaps the last" : `about ${more} more`;
    this.#parts.count.textContent = knows ? `Question ${number} · ${rest}` : `Question ${number}`;
    const share = knows ? (number - 1) / (number + more) : (number - 1) / this.#questions.length;
    this.#parts.fill.style.width = `${Math.round(share * 100)}%`;
  }

  #tools() {
    const parts = this.#parts;
    if (!parts) return;
    const some = Object.keys(this.#answers).length > 0;
    const items = [];
    if (this.#view !== RESULT && this.#view !== ALL && some) {
      items.push(button("See the result now", () => void this.#open(RESULT, true), { class: "quiz-link" }));
    }
    if (this.#view === ALL) {
      items.push(button("One at a time", () => void this.#oneByOne(), { class: "quiz-link" }));
    } else {
      items.push(button("Show all questions", () => void this.#open(ALL, true), { class: "quiz-link" }));
    }
    if (some) {
      items.push(button("Start over", () => parts.confirm.showModal(), { class: "quiz-link" }));
    }
    parts.tools.replaceChildren(...items);
  }

  async #oneByOne() {
    const open = this.#questions.find((each) => !this.#answers[each.dataset.question ?? ""]);
    try {
      const some = Object.keys(this.#answers).length > 0;
      const { question } = some ? await nextQuestion(this.#answers) : { question: null };
      await this.#open(question ?? open?.dataset.question ?? RESULT, true);
    } catch (error) {
      this.#failed(error);
    }
  }

  #startOver() {
    this.#parts?.confirm.close();
    this.#own();
    this.#answers = {};
    this.#left = 0;
    this.#turn += 1;
    forget();
    this.#tick();
    this.#map?.show(undefined);
    if (this.#parts) this.#parts.now.textContent = "";
    this.#show(this.#questions[0].dataset.question ?? "", true);
  }

  /**
   * @param {typeof RESULT | typeof ALL} view
   * @param {boolean} focus
   */
  async #showResult(view, focus) {
    const turn = ++this.#turn;
    this.#view = view;
    this.dataset.view = view;
    for (const each of this.#questions) each.classList.remove("quiz-current");
    this.#tools();
    this.#keep();
    if (!Object.keys(this.#answers).length) return;
    this.#wait();
    try {
      const [result, next] = await Promise.all([
        recommend(this.#answers),
        nextQuestion(this.#answers),
      ]);
      if (turn !== this.#turn) return;
      await this.#fill(result, next.left);
      if (focus && view === RESULT) {
        this.scrollIntoView({ block: "start" });
        const heading = this.querySelector(".quiz-route");
        if (heading instanceof HTMLElement) heading.focus({ preventScroll: true });
      }
    } catch (error) {
      this.#failed(error);
    }
  }

  /**
   * Shows a result.
   * @param {Result} result
   * @param {number} left questions that were not asked
   * @param {Flip} [tried] the answer that is only tried
   */
  async #fill(result, left, tried) {
    const parts = this.#parts;
    if (!parts) return;
    const turn = this.#turn;
    const view = new ResultView(await readQuiz(), this.dataset.base ?? "", this.dataset.quality ?? "");
    if (turn !== this.#turn) return;
    const answers = tried ? { ...this.#answers, [tried.dimension]: tried.answer } : this.#answers;
    this.#map?.show(result, true);
    parts.now.textContent = "";
    parts.count.textContent = "";
    const [first, ...others] = view.advice(result);
    const similar = make("div", {});
    const foot = make("div", { class: "quiz-buttons" });
    if (left > 0 && this.#view === RESULT) {
      const label = left === 1 ? "Answer the other question" : `Answer the other ${left} questions`;
      foot.append(button(label, () => void this.#open(ALL, true)));
    }
    parts.result.replaceChildren(
      ...(tried ? [this.#trying(view, tried)] : []),
      view.head(result),
      ...(first ? [first] : []),
      view.reasons(result),
      view.changes(result, answers, (flip) => void this.#try(flip, left)),
      view.steps(result),
      ...others,
      similar,
      view.answers(answers, (question) => this.#show(question, true)),
      shareBar(answers),
      foot,
    );
    const [found, cases] = await Promise.all([similarCases(answers), readCases()]);
    if (turn === this.#turn) similar.replaceChildren(view.similar(found, cases));
  }

  /** @param {ResultView} view @param {Flip} tried */
  #trying(view, tried) {
    const short = view.dimensions.get(tried.dimension)?.short ?? "";
    return make(
      "div",
      { class: "quiz-trying", role: "status" },
      make("p", {}, "You are trying ", make("strong", {}, `${short}: `), `“${view.answerText(tried.dimension, tried.answer)}”.`),
      make(
        "div",
        { class: "quiz-buttons" },
        button("Put it back", () => void this.#open(RESULT, true)),
        button("Keep it", () => {
          this.#own();
          this.#answers[tried.dimension] = tried.answer;
          this.#tick();
          void this.#open(RESULT, true);
        }),
      ),
    );
  }

  /** @param {Flip} flip @param {number} left */
  async #try(flip, left) {
    const turn = ++this.#turn;
    try {
      const result = await recommend({ ...this.#answers, [flip.dimension]: flip.answer });
      if (turn !== this.#turn) return;
      await this.#fill(result, left, flip);
      this.querySelector(".quiz-trying")?.scrollIntoView({ block: "center" });
    } catch (error) {
      this.#failed(error);
    }
  }

  /** @param {string} text */
  #say(text) {
    if (this.#parts) this.#parts.message.textContent = text;
  }

  /** Python is not to be had: the page's own HTML comes back, answers ticked. @param {unknown} error */
  #failed(error) {
    const parts = this.#parts;
    if (!parts || !this.isConnected) return;
    const kind = /** @type {{kind?: string}} */ (error).kind;
    if (kind === "aborted" || kind === "stopped") return;
    const reason = error instanceof Error ? ` ${error.message}` : "";
    delete this.dataset.view;
    this.dataset.live = "failed";
    parts.message.replaceChildren(
      `The quiz cannot compute a result here.${reason} All questions and their points stand below, and your answers are kept. `,
      button("Try again", () => this.#again(), { class: "quiz-link" }),
    );
  }

  #again() {
    this.dataset.live = "";
    this.#say("");
    python.warm();
    const first = this.#questions[0].dataset.question ?? "";
    void this.#open(Object.keys(this.#answers).length ? RESULT : first, true);
  }
}

customElements.define("live-quiz", LiveQuiz);
