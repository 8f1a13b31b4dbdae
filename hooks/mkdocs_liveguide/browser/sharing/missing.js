/**
 * `<live-missing>`: on the page for unknown addresses, a field with the words of the address.
 *
 * `data-search` is the address of the search, up to where the question stands in it. Where that is a
 * fragment or a query, the rest of it is the question, encoded. `data-root` is the path of the site.
 */

import { encode, LiveElement, part } from "../dom.js";

/** What stands in addresses and says nothing of what is looked for. */
const NOISE = /\b(?:index|html?|md|php|aspx?)\b/gi;

/** What would end a value among those of a query, and half a byte at the end of what was cut. */
const NO_WORD = /[&+]|%[\da-f]?\/?$/gi;

/**
 * The words of an address. What of it cannot be decoded is left out.
 * @param {string} path
 */
export function wordsOf(path) {
  const text = new URLSearchParams(`=${path.replace(NO_WORD, " ")}`).get("") ?? "";
  return text
    .replace(/[^\p{Letter}\p{Mark}\p{Number}'’]+/gu, " ")
    .replace(NOISE, " ")
    .replace(/\s+/g, " ")
    .trim();
}

class LiveMissing extends LiveElement {
  /** @param {AbortSignal} signal */
  connect(signal) {
    const form = part(this, "form");
    const input = /** @type {HTMLInputElement} */ (part(this, "input"));
    const link = /** @type {HTMLAnchorElement} */ (part(this, "a"));
    const follow = () => {
      const words = input.value.trim();
      link.href = (this.dataset.search ?? "") + encode(words);
      link.textContent = `Search for “${words}”`;
      link.hidden = !words;
    };
    const { root = "/" } = this.dataset;
    const { pathname } = location;
    if (!input.value) input.value = wordsOf(pathname.startsWith(root) ? pathname.slice(root.length) : pathname);
    follow();
    input.addEventListener("input", follow, { signal });
    form.addEventListener(
      "submit",
      (event) => {
        event.preventDefault();
        if (!link.hidden) location.assign(link.href);
      },
      { signal },
    );
  }
}

customElements.define("live-missing", LiveMissing);
