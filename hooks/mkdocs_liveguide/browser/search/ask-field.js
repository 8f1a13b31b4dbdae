/**
 * `<live-ask-field data-search="…">`: a field on any page that leads to the page for asking. `data-search` is
 * that page's address, up to where the question stands in it. Nothing is searched here, and no Python starts.
 */

import { encode, LiveElement, part } from "../dom.js";

class LiveAskField extends LiveElement {
  /** @param {AbortSignal} signal */
  connect(signal) {
    const input = /** @type {HTMLInputElement} */ (part(this, "input"));
    const ask = (/** @type {Event} */ event) => {
      event.preventDefault();
      const question = input.value.trim();
      if (question) location.assign((this.dataset.search ?? "") + encode(question));
      else input.focus();
    };
    part(this, "form").addEventListener("submit", ask, { signal });
    part(this, "button").removeAttribute("disabled");
  }
}

customElements.define("live-ask-field", LiveAskField);
