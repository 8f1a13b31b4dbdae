/**
 * `<live-ask>`: the reader asks the guide; passages come while they type.
 *
 * The element holds examples that the build found passages for. This module puts the field above
 * them and turns their questions into buttons. Words that differ from guide to guide are its
 * attributes: `data-placeholder` of the field, and `data-copy-title` of the text to copy.
 */

import { decode, encode, LiveElement, make, setFragment } from "../dom.js";
import { python } from "../runtime/python.js";
import { find } from "./api.js";
import { AnswerView } from "./answer-view.js";
import { SearchField, searchForm } from "./field.js";
import { OwnText } from "./own-text.js";

/** A question in the page's address. */
const HASH = "#q=";
/** Longer questions are cut in the address; characters. */
const LONGEST_LINK = 500;

class LiveAsk extends LiveElement {
  /** @type {HTMLElement | undefined} */
  #tool;
  /** @type {SearchField<{answer: import("./types.js").Answer, milliseconds: number}> | undefined} */
  #field;

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.#build(signal);
    addEventListener("hashchange", () => this.#readLink(), { signal });
    this.#readLink();
    // The page's purpose is live: be ready before the first word is typed.
    python.warmWhenIdle(this);
  }

  /** @param {AbortSignal} signal */
  #build(signal) {
    const { placeholder, copyTitle = "" } = this.dataset;
    const words = { id: "ask", title: "Ask this guide", label: "Your question", placeholder };
    const { form, input, line } = searchForm(words, () => field.ask());
    const view = new AnswerView(copyTitle);
    const own = new OwnText(() => field.ask());
    const field = (this.#field = new SearchField(input, line, signal, {
      find: (query, onProgress) => this.#find(query, own, onProgress),
      show: ({ answer, milliseconds }, query) => {
        setFragment(HASH + encode(query.slice(0, LONGEST_LINK)));
        return view.show(answer, milliseconds);
      },
      clear: () => {
        view.hide();
        if (location.hash.startsWith(HASH)) setFragment();
      },
      otherwise: "The examples below and the search box at the top still work.",
    }));
    const tool = (this.#tool = make("div.ask-tool", form, line, view.verdict, view.found, own.element));
    signal.addEventListener("abort", () => tool.remove());
    this.prepend(tool);
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
