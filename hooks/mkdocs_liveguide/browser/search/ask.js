/**
 * `<live-ask>`: the reader asks the guide; passages come while they type.
 *
 * The element holds the field, and examples that the build found passages for. This module answers the
 * one, and turns the questions of the others into buttons. `data-copy-title` stands above the text to copy,
 * `data-about` says what the guide is about.
 */

import { LiveElement, make, part } from "../dom.js";
import { python } from "../runtime/python.js";
import { find } from "./api.js";
import { AnswerView } from "./answer-view.js";
import { followQuestion, putQuestion, SearchField, searchForm, sendQuestion } from "./field.js";
import { OwnText } from "./own-text.js";

class LiveAsk extends LiveElement {
  /** @param {AbortSignal} signal */
  connect(signal) {
    followQuestion(this.#build(signal), signal);
    // Be ready before the first word is typed.
    python.warmAtFirstSign(this, signal);
  }

  /** @param {AbortSignal} signal */
  #build(signal) {
    const tool = part(this, ".ask-tool");
    const { input, line } = searchForm(tool, () => sendQuestion(field), signal);
    const view = new AnswerView(this.dataset.copyTitle ?? "", this.dataset.about ?? "");
    const ownText = part(tool, ".ask-own");
    const own = new OwnText(ownText, () => field.ask(), signal);
    /** @type {SearchField<{answer: import("./types.js").Answer, milliseconds: number}>} */
    const field = new SearchField(input, line, signal, {
      find: (query, onProgress) => {
        // What stands below gives way now, not when the answer comes.
        if (view.empty) this.dataset.waiting = "";
        return this.#find(query, own, onProgress).finally(() => delete this.dataset.waiting);
      },
      show: ({ answer, milliseconds }, query) => {
        putQuestion(query);
        return view.show(answer, milliseconds);
      },
      clear: () => {
        view.hide();
        putQuestion(input.value);
      },
      otherwise: "The examples below and the search box at the top still work.",
    });
    ownText.before(view.verdict, view.found);
    signal.addEventListener("abort", () => {
      view.verdict.remove();
      view.found.remove();
    });
    const take = (/** @type {string} */ question) => {
      input.focus({ preventScroll: true });
      tool.scrollIntoView({ block: "start" });
      input.value = question;
      sendQuestion(field);
    };
    for (const text of this.querySelectorAll("[data-question]")) {
      const question = text.textContent ?? "";
      text.replaceChildren(make("button.ask-example", { type: "button", onclick: () => take(question) }, question));
    }
    return field;
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
