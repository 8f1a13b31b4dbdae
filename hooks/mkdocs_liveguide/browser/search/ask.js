/**
 * `<live-ask>`: the reader asks the guide; passages come while they type.
 *
 * The element holds the field, and examples that the build found passages for. This module answers the
 * one, and turns the questions of the others into buttons. `data-copy-title` stands above the text to copy,
 * `data-about` says what the guide is about.
 */

import { decode, LiveElement, make, part, setFragment } from "../dom.js";
import { python } from "../runtime/python.js";
import { find } from "./api.js";
import { AnswerView } from "./answer-view.js";
import { SearchField, searchForm } from "./field.js";
import { OwnText } from "./own-text.js";
import { HASH, linkTo } from "./question-link.js";

class LiveAsk extends LiveElement {
  /** @type {HTMLElement | undefined} */
  #tool;
  /** @type {SearchField<{answer: import("./types.js").Answer, milliseconds: number}> | undefined} */
  #field;

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.#build(signal);
    addEventListener("hashchange", () => this.#readLink(), { signal });
    // What was typed before this could take it goes before what a link says.
    if (this.#field?.input.value) this.#field.ask();
    else this.#readLink();
    // Be ready before the first word is typed.
    python.warmAtFirstSign(this, signal);
  }

  /** @param {AbortSignal} signal */
  #build(signal) {
    const tool = (this.#tool = part(this, ".ask-tool"));
    const { input, line } = searchForm(tool, () => field.ask(), signal);
    const view = new AnswerView(this.dataset.copyTitle ?? "", this.dataset.about ?? "");
    const ownText = part(tool, ".ask-own");
    const own = new OwnText(ownText, () => field.ask(), signal);
    const field = (this.#field = new SearchField(input, line, signal, {
      find: (query, onProgress) => {
        // What stands below gives way now, not when the answer comes.
        if (view.empty) this.dataset.waiting = "";
        return this.#find(query, own, onProgress).finally(() => delete this.dataset.waiting);
      },
      show: ({ answer, milliseconds }, query) => {
        setFragment(linkTo(query));
        return view.show(answer, milliseconds);
      },
      clear: () => {
        view.hide();
        if (location.hash.startsWith(HASH)) setFragment();
      },
      otherwise: "The examples below and the search box at the top still work.",
    }));
    ownText.before(view.verdict, view.found);
    signal.addEventListener("abort", () => {
      view.verdict.remove();
      view.found.remove();
    });
    for (const text of this.querySelectorAll("[data-question]:not(:has(button))")) {
      const question = text.textContent ?? "";
      text.replaceChildren(
        make("button.ask-example", { type: "button", onclick: () => this.#takeExample(question) }, question),
      );
    }
  }

  /** @param {string} question */
  #takeExample(question) {
    this.#field?.input.focus({ preventScroll: true });
    this.#tool?.scrollIntoView({ block: "start" });
    this.#take(question);
  }

  #readLink() {
    if (!location.hash.startsWith(HASH)) return;
    const question = decode(location.hash.slice(HASH.length));
    if (question !== undefined && question !== this.#field?.input.value) this.#take(question);
  }

  /** Asks a question as if it had been typed. @param {string} question */
  #take(question) {
    if (!this.#field) return;
    this.#field.input.value = question;
    this.#field.ask();
  }

  /**
   * @param {string} query
   * @param {OwnText} own
   * @param {import("./api.js").OnProgress} onProgress
   */
  async #find(query, own, onProgress) {
    const began = performance.now();
    let answer = await find({ query, pasted: own.key }, onProgress);
    if (answer.notices.includes("paste-again") && (await own.hand(onProgress))) {
      answer = await find({ query, pasted: own.key }, onProgress);
    }
    return { answer, milliseconds: performance.now() - began };
  }
}

customElements.define("live-ask", LiveAsk);
