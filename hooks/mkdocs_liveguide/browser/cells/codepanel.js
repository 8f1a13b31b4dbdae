/**
 * Code that can be edited, with its buttons: what cells and labs have in common. The HTML shows the
 * code already; the editor is fetched when a reader first wants it, and what is typed is kept.
 *
 * @typedef {object} Owner
 * @property {string} id of the code in its page, for the draft
 * @property {string} code as the author wrote it
 * @property {() => void} onRun
 * @property {() => void} onStop
 * @property {() => void} onReset the author's code is back
 * @property {(text: string) => void} say tells the reader
 */

import { draftKey, keepDraft, readDraft } from "./drafts.js";
import { python } from "../runtime/python.js";

const KEEP_AFTER = 300;

/** @typedef {import("./editor.js").Editor} Editor */

export class CodePanel {
  /** @type {Editor | undefined} */
  #editor;
  /** @type {Promise<void> | undefined} */
  #opening;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #keeping;
  #typed;
  #draft;
  #ran = false;

  /**
   * @param {HTMLElement} element has `.cell-code` and `.cell-actions`
   * @param {Owner} owner
   */
  constructor(element, owner) {
    this.owner = owner;
    this.#typed = owner.code;
    this.#draft = draftKey(owner.id);
    this.place = /** @type {HTMLElement} */ (element.querySelector(".cell-code"));
    this.built = [...this.place.childNodes];
    this.buttons = {
      run: button("run", "Run"),
      stop: button("stop", "Stop"),
      edit: button("edit", "Edit"),
      reset: button("reset", "Reset"),
      copy: button("copy", "Copy"),
    };
    const { run, stop, edit, reset, copy } = this.buttons;
    stop.hidden = true;
    reset.hidden = true;
    run.addEventListener("click", () => owner.onRun());
    // Who points at Run is likely to press it.
    run.addEventListener("pointerenter", () => python.warm());
    run.addEventListener("focus", () => python.warm());
    stop.addEventListener("click", () => owner.onStop());
    edit.addEventListener("click", () => this.edit());
    reset.addEventListener("click", () => this.#reset());
    copy.addEventListener("click", () => this.#copy());
    this.place.addEventListener("click", () => {
      // A reader who selects some of the code wants to copy it.
      if (getSelection()?.isCollapsed !== false) this.edit();
    });
    element.addEventListener("keydown", (event) => {
      const wanted = event.key === "Enter" && (event.ctrlKey || event.metaKey);
      if (!wanted || event.defaultPrevented) return;
      event.preventDefault();
      owner.onRun();
    });
    const actions = /** @type {HTMLElement} */ (element.querySelector(".cell-actions"));
    actions.replaceChildren(...Object.values(this.buttons));
    actions.hidden = false;
    const draft = readDraft(this.#draft);
    if (draft !== undefined && draft !== owner.code) this.#show(draft);
  }

  /** The code as the reader sees it. */
  get code() {
    return this.#editor?.read() ?? this.#typed;
  }

  /** @param {string} code */
  #show(code) {
    this.#typed = code;
    const block = document.createElement("code");
    for (const line of code.split("\n")) {
      const element = document.createElement("span");
      element.className = "cell-line";
      element.textContent = `${line}\n`;
      block.append(element);
    }
    const pre = document.createElement("pre");
    pre.append(block);
    this.place.replaceChildren(pre);
    this.#offerReset();
  }

  #offerReset() {
    this.buttons.reset.hidden = !this.#ran && this.code === this.owner.code;
  }

  /** Opens the editor and goes there. */
  async edit() {
    if (!this.#editor) {
      this.#opening ??= this.#open().finally(() => (this.#opening = undefined));
      await this.#opening;
    }
    /** @type {Editor | undefined} */ (this.#editor)?.focus();
  }

  async #open() {
    const options = {
      label: "Python code",
      onChange: () => {
        clearTimeout(this.#keeping);
        this.#keeping = setTimeout(() => this.keep(), KEEP_AFTER);
        this.#offerReset();
      },
      onRun: () => this.owner.onRun(),
    };
    const field = document.createElement("div");
    field.className = "cell-editor";
    try {
      const { openEditor } = await import("./editor.js");
      this.#editor = openEditor(field, this.code, options);
    } catch {
      this.#editor = openPlainEditor(field, this.code, options);
    }
    this.place.replaceChildren(field);
    this.buttons.edit.hidden = true;
  }

  /** Keeps what was typed, now. */
  keep() {
    clearTimeout(this.#keeping);
    if (!this.#editor) return;
    const kept = keepDraft(this.#draft, this.code === this.owner.code ? undefined : this.code);
    if (!kept) this.owner.say("This browser keeps no drafts: copy your code before you leave.");
  }

  #reset() {
    clearTimeout(this.#keeping);
    this.#editor?.remove();
    this.#editor = undefined;
    keepDraft(this.#draft, undefined);
    this.#typed = this.owner.code;
    this.place.replaceChildren(...this.built);
    this.mark(0);
    this.#ran = false;
    this.buttons.edit.hidden = false;
    this.#offerReset();
    this.buttons.run.focus();
    this.owner.onReset();
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.code);
      this.owner.say("Copied.");
    } catch {
      this.owner.say("This browser does not let the page copy: select the code instead.");
    }
  }

  /** Marks a line. @param {number} line 1-based; 0 for none */
  mark(line) {
    if (this.#editor) return this.#editor.markLine(line);
    for (const [index, each] of [...this.place.querySelectorAll(".cell-line")].entries()) {
      each.classList.toggle("cell-line--error", index === line - 1);
    }
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
 * @param {string} action
 * @param {string} text
 */
function button(action, text) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "cell-button";
  element.dataset.action = action;
  element.textContent = text;
  return element;
}

/**
 * A plain text field, for when the editor cannot be fetched.
 * @param {HTMLElement} parent
 * @param {string} code
 * @param {{label: string, onChange: () => void}} options
 * @returns {Editor}
 */
function openPlainEditor(parent, code, { label, onChange }) {
  const field = document.createElement("textarea");
  field.className = "cell-plain";
  field.value = code;
  field.spellcheck = false;
  field.rows = code.split("\n").length + 1;
  field.setAttribute("aria-label", label);
  field.addEventListener("input", onChange);
  parent.append(field);
  return {
    read: () => field.value,
    markLine: () => undefined,
    focus: () => field.focus(),
    remove: () => field.remove(),
  };
}
