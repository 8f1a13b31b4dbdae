/**
 * The buttons of a cell or a lab, and what they do with its code. What a reader types is kept.
 *
 * @typedef {object} Owner
 * @property {string} id of the code in its page, for the draft
 * @property {string} code as the author wrote it
 * @property {() => void} onPoint the reader is about to press Run
 * @property {() => void} onRun
 * @property {() => void} onStop
 * @property {() => void} onReset the author's code is back
 * @property {(text: string) => void} say tells the reader
 */

import { copy, keep, make, pageName, part, recall } from "../dom.js";
import { CodeView } from "./code-view.js";

/** What is typed is kept after a pause of so long; milliseconds. */
const KEEP_AFTER = 300;

export class CodePanel {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #keeping;
  #view;
  /** The name under which what the reader typed is kept. */
  #draft;
  #ran = false;

  /**
   * @param {HTMLElement} element has `.cell-code` and `.cell-actions`
   * @param {Owner} owner
   */
  constructor(element, owner) {
    this.owner = owner;
    // Now, while the code's page is the one that is shown: under instant navigation the address is that
    // of the next page before this one is gone.
    this.#draft = `live-draft:${pageName()}:${owner.id}`;
    this.#view = new CodeView(part(element, ".cell-code"), owner.code);
    this.buttons = {
      run: button("Run", owner.onRun),
      stop: button("Stop", owner.onStop),
      edit: button("Edit", () => this.edit()),
      reset: button("Reset", () => this.#reset()),
      copy: button("Copy", () => this.#copy()),
    };
    const { run, stop } = this.buttons;
    stop.hidden = true;
    // Who points at Run is likely to press it.
    for (const sign of ["pointerenter", "focus"]) run.addEventListener(sign, owner.onPoint);
    this.#view.place.addEventListener("click", () => {
      // A reader who selects some of the code wants to copy it.
      if (getSelection()?.isCollapsed !== false) this.edit();
    });
    element.addEventListener("keydown", (event) => {
      const wanted = event.key === "Enter" && (event.ctrlKey || event.metaKey);
      if (!wanted || event.defaultPrevented) return;
      event.preventDefault();
      owner.onRun();
    });
    part(element, ".cell-actions").replaceChildren(...Object.values(this.buttons));
    const draft = recall(this.#draft);
    if (draft !== undefined && draft !== owner.code) this.#view.show(draft);
    this.#offerReset();
  }

  /** The code as the reader sees it. */
  get code() {
    return this.#view.code;
  }

  #offerReset() {
    this.buttons.reset.hidden = !this.#ran && this.#view.untouched;
  }

  /** Opens the editor and goes there. */
  async edit() {
    await this.#view.edit({
      label: "Python code",
      onChange: () => {
        clearTimeout(this.#keeping);
        this.#keeping = setTimeout(() => this.keep(), KEEP_AFTER);
        this.#offerReset();
      },
      onRun: this.owner.onRun,
    });
    this.buttons.edit.hidden = true;
  }

  /** Keeps what was typed, now. */
  keep() {
    clearTimeout(this.#keeping);
    if (!this.#view.editing) return;
    const kept = keep(this.#draft, this.#view.untouched ? undefined : this.code);
    if (!kept) this.owner.say("This browser keeps no drafts: copy your code before you leave.");
  }

  #reset() {
    clearTimeout(this.#keeping);
    keep(this.#draft);
    this.#view.restore();
    this.#ran = false;
    this.buttons.edit.hidden = false;
    this.#offerReset();
    this.buttons.run.focus();
    this.owner.onReset();
  }

  async #copy() {
    const text = "This browser does not let the page copy: select the code instead.";
    this.owner.say((await copy(this.code)) ? "Copied." : text);
  }

  /** Marks a line. @param {number} line 1-based; 0 for none */
  mark(line) {
    this.#view.mark(line);
  }

  /** Offers Stop in the place of Run, or Run again. @param {boolean} running */
  running(running) {
    const { run, stop } = this.buttons;
    const [from, to] = running ? [run, stop] : [stop, run];
    const focused = document.activeElement === from;
    from.hidden = true;
    to.hidden = false;
    if (focused) to.focus();
    this.#ran = true;
    this.#offerReset();
  }
}

/**
 * @param {string} text
 * @param {() => void} onclick
 */
const button = (text, onclick) =>
  make("button.cell-button", { type: "button", "data-action": text.toLowerCase(), onclick }, text);
