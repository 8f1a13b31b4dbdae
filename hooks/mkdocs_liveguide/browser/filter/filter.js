/**
 * `<live-filter items=".finding" noun="findings">`: narrows a list that stands after it in the page.
 *
 * Inside is a form. Each select names an attribute of the items (`name="year"` is `data-year`); the
 * field "words" looks for words in their text. A heading with nothing left under it is hidden. The
 * choice stands in the page's address, so that it can be sent to somebody.
 */

import { decode, LiveElement, setAddress, tell } from "../dom.js";

/** The field that looks in the items' text. */
const WORDS = "words";
/** So many items are opened at most, for what was looked for in them may not stand in their headings. */
const OPENED = 10;

class LiveFilter extends LiveElement {
  /** @param {AbortSignal} signal */
  connect(signal) {
    const form = this.querySelector("form");
    if (!form) return;
    this.#restore(form);
    form.addEventListener("input", () => this.#changed(form), { signal });
    form.addEventListener("submit", (event) => event.preventDefault(), { signal });
    // The fields are emptied after the event.
    form.addEventListener("reset", () => setTimeout(() => signal.aborted || this.#changed(form)), { signal });
    window.addEventListener("hashchange", () => this.#reveal(form)?.scrollIntoView(), { signal });
    this.#narrow(form);
    const target = this.#reveal(form);
    // The browser went there before this came, and the reader may have gone on; instant navigation points at nothing.
    if (!target?.matches(":target")) target?.scrollIntoView();
  }

  /** @returns {HTMLElement[]} */
  get #items() {
    const list = this.closest("article") ?? document.body;
    return [...list.querySelectorAll(this.getAttribute("items") ?? "")].filter(
      (item) => item instanceof HTMLElement,
    );
  }

  /** @param {HTMLFormElement} form */
  #restore(form) {
    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = form.elements.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = value;
      if (field instanceof HTMLSelectElement) {
        const offered = [...field.options].some((option) => option.value === value);
        if (offered) field.value = value;
      }
    }
  }

  /** @param {HTMLFormElement} form */
  #changed(form) {
    this.#narrow(form);
    const chosen = new URLSearchParams(choices(form)).toString();
    const address = new URL(location.href);
    address.search = chosen;
    // It may point at what is hidden now.
    if (chosen) address.hash = "";
    setAddress(address);
  }

  /** @param {HTMLFormElement} form */
  #narrow(form) {
    const chosen = choices(form);
    const items = this.#items;
    for (const item of items) item.hidden = !chosen.every(([name, value]) => matches(item, name, value));
    hideEmptyHeadings(items);
    const shown = items.filter((item) => !item.hidden);
    const left = shown.length;
    if (left <= OPENED && chosen.some(([name]) => name === WORDS)) open(shown);
    const noun = this.getAttribute("noun") ?? "";
    const count = this.querySelector("[role=status]");
    if (count) {
      const none = `No ${noun} match. Take one of the choices back, or show all.`;
      const some = left === items.length ? `${left} ${noun}` : `${left} of ${items.length} ${noun}`;
      tell(count, left ? some : none);
    }
  }

  /**
   * Shows all again when the page's address points at an item that is hidden.
   * @param {HTMLFormElement} form
   * @returns {Element | undefined} what it points at, if that was hidden
   */
  #reveal(form) {
    const target = document.getElementById(decode(location.hash.slice(1)) ?? "");
    if (target && this.#items.some((item) => item.hidden && item.contains(target))) {
      form.reset();
      this.#narrow(form);
      return target;
    }
    return undefined;
  }
}

/**
 * The fields that are not empty, with their values.
 * @param {HTMLFormElement} form
 * @returns {[string, string][]}
 */
function choices(form) {
  return [...new FormData(form)]
    .map(([name, value]) => /** @type {[string, string]} */ ([name, String(value).trim()]))
    .filter(([, value]) => value);
}

/**
 * @param {HTMLElement} item
 * @param {string} name
 * @param {string} value
 */
function matches(item, name, value) {
  if (name !== WORDS) return item.dataset[name] === value;
  const text = (item.textContent ?? "").toLowerCase();
  return value
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Opens what a list has folded, as the browser's own search does. @param {HTMLElement[]} items */
function open(items) {
  // When the page begins, what folds them comes after this.
  queueMicrotask(() => items.forEach((item) => item.dispatchEvent(new Event("beforematch", { bubbles: true }))));
}

/** @param {HTMLElement[]} items */
function hideEmptyHeadings(items) {
  /** @type {Map<HTMLElement, boolean>} */
  const empty = new Map();
  for (const item of items) {
    let before = item.previousElementSibling;
    while (before && !/^H[1-6]$/.test(before.tagName)) before = before.previousElementSibling;
    if (before instanceof HTMLElement) {
      empty.set(before, (empty.get(before) ?? true) && Boolean(item.hidden));
    }
  }
  for (const [heading, hidden] of empty) heading.hidden = hidden;
}

customElements.define("live-filter", LiveFilter);
