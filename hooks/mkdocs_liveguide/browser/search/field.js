/**
 * The field in which a reader asks: what is typed is sent after a pause, or at once with Enter; a line
 * beneath says how far it is. The search page, the FAQ and the search box each have one.
 *
 * @typedef {import("./api.js").OnProgress} OnProgress
 */

// From here, so that both come in one file.
export { followQuestion, putQuestion, sendQuestion } from "./question-link.js";

import { make, part } from "../dom.js";
import { inPlainWords, Status } from "../runtime/python.js";
import { Latest } from "./latest.js";

/** Milliseconds without a key before a question is asked. */
const PAUSE = 200;

/**
 * @template T
 * @typedef {object} Owner who asks, and shows what is found
 * @property {(query: string, onProgress: OnProgress) => Promise<T>} find
 * @property {(found: T, query: string) => string} show returns what there is to say of it
 * @property {() => void} clear there is nothing to ask
 * @property {(query: string) => boolean} [wants] whether to ask this; else all but an empty field is asked
 * @property {string} [otherwise] what still works: said when the search does not
 */

/** @template T */
export class SearchField {
  #latest = new Latest();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {HTMLInputElement} input
   * @param {HTMLElement} line of status
   * @param {AbortSignal} signal from when on nothing more is asked or shown
   * @param {Owner<T>} owner
   */
  constructor(input, line, signal, owner) {
    this.input = input;
    this.status = new Status(line);
    this.signal = signal;
    this.owner = owner;
    /** Stands beside the line of status when something failed. */
    this.again = make("button.ask-again", { type: "button", onclick: () => this.#tryAgain() }, "Try again");
    const typed = () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.ask(), PAUSE);
    };
    input.addEventListener("input", typed, { signal });
    // A Clear button changes the field without a word; it is empty only after this event.
    input.form?.addEventListener("reset", typed, { signal });
    signal.addEventListener("abort", () => {
      clearTimeout(this.#timer);
      this.again.remove();
      this.status.clear();
    });
  }

  /** Asks what stands in the field, now. */
  ask() {
    clearTimeout(this.#timer);
    this.again.remove();
    const query = this.input.value;
    // Paper has it whole, where the field would end it at its edge.
    this.input.closest(".ask-field")?.setAttribute("data-asked", query);
    const { wants = (/** @type {string} */ text) => text.trim() } = this.owner;
    if (wants(query)) return void this.#latest.ask(() => this.#send(query));
    // What is still on its way is outdated by this.
    void this.#latest.ask(async () => {});
    this.status.clear();
    this.owner.clear();
  }

  /** @param {string} query */
  async #send(query) {
    this.status.wait("Looking");
    try {
      const found = await this.owner.find(query, (progress) => this.status.progress(progress));
      if (!this.signal.aborted && !this.#latest.outdated) this.status.say(this.owner.show(found, query));
    } catch (error) {
      if (this.signal.aborted || this.#latest.outdated) return;
      // What is shown answers another question.
      this.owner.clear();
      this.status.say(`${inPlainWords(error)} ${this.owner.otherwise ?? ""}`.trim());
      this.status.line.after(this.again);
    }
  }

  #tryAgain() {
    // The button that was pressed is about to go.
    this.input.focus({ preventScroll: true });
    this.ask();
  }
}

/**
 * The form that the page's template made: its field, and its line of status. Before this it can be typed
 * into, and not be sent.
 * @param {Element} root
 * @param {() => void} onSubmit
 * @param {AbortSignal} signal
 */
export function searchForm(root, onSubmit, signal) {
  const form = part(root, ".ask-form");
  const onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    onSubmit();
  };
  form.addEventListener("submit", onsubmit, { signal });
  part(form, "button").removeAttribute("disabled");
  const input = /** @type {HTMLInputElement} */ (part(form, "input"));
  return { input, line: part(root, ".ask-status") };
}
