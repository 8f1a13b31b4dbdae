/**
 * `<live-ask-field data-page="…">`: a field on any page that leads to the page for asking, with the question in
 * its address. Nothing is searched here, and no Python starts.
 */

import { LiveElement } from "../dom.js";
import { searchForm } from "./field.js";
import { linkTo } from "./question-link.js";

class LiveAskField extends LiveElement {
  /** @param {AbortSignal} signal */
  connect(signal) {
    const { input } = searchForm(this, () => this.#ask(input), signal);
  }

  /** @param {HTMLInputElement} input */
  #ask(input) {
    const question = input.value.trim();
    if (question) location.assign(`${this.dataset.page}${linkTo(question)}`);
    else input.focus();
  }
}

customElements.define("live-ask-field", LiveAskField);
