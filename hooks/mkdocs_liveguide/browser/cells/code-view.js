/**
 * The code of a cell or a lab, as it is shown: as the page's template wrote it, as the reader left it, or
 * in the editor, which is fetched when a reader first wants it.
 *
 * @typedef {import("./editor.js").Editor} Editor
 * @typedef {import("./editor.js").EditorOptions} EditorOptions
 */

import { make } from "../dom.js";

export class CodeView {
  /** @type {Editor | undefined} */
  #editor;
  /** @type {Promise<void> | undefined} */
  #opening;
  #shown;

  /**
   * @param {HTMLElement} place holds the code
   * @param {string} code as the author wrote it
   */
  constructor(place, code) {
    this.place = place;
    this.authored = code;
    this.#shown = code;
    this.built = [...place.childNodes];
  }

  /** The code as the reader sees it. */
  get code() {
    return this.#editor?.read() ?? this.#shown;
  }

  get editing() {
    return this.#editor !== undefined;
  }

  /** Whether the code is the author's. */
  get untouched() {
    return this.code === this.authored;
  }

  /** Shows code, without the editor. @param {string} code */
  show(code) {
    this.#shown = code;
    // Long lines scroll, by keyboard too; the theme sees to that only for code that was there when the page came.
    const block = make("code", { tabindex: "0" });
    // One by one: there may be more lines than a call can have arguments.
    for (const line of code.split("\n")) block.append(make("span.cell-line", `${line}\n`));
    this.place.replaceChildren(make("pre", block));
  }

  /** Shows the author's code again. */
  restore() {
    this.#editor?.remove();
    this.#editor = undefined;
    this.#shown = this.authored;
    this.place.replaceChildren(...this.built);
    this.mark(0);
  }

  /** Opens the editor and goes there. @param {EditorOptions} options */
  async edit(options) {
    if (!this.#editor) {
      this.#opening ??= this.#open(options).finally(() => (this.#opening = undefined));
      await this.#opening;
    }
    /** @type {Editor | undefined} */ (this.#editor)?.focus();
  }

  /** @param {EditorOptions} options */
  async #open(options) {
    const field = make("div.cell-editor");
    try {
      const { openEditor } = await import("./editor.js");
      this.#editor = openEditor(field, this.code, options);
    } catch {
      this.#editor = openPlainEditor(field, this.code, options);
    }
    this.place.replaceChildren(field);
  }

  /** Marks a line. @param {number} line 1-based; 0 for none */
  mark(line) {
    if (this.#editor) return this.#editor.markLine(line);
    for (const [index, each] of [...this.place.querySelectorAll(".cell-line")].entries()) {
      each.classList.toggle("cell-line--error", index === line - 1);
    }
  }
}

/**
 * A plain text field, for when the editor cannot be fetched.
 * @param {HTMLElement} parent
 * @param {string} code
 * @param {EditorOptions} options
 * @returns {Editor}
 */
function openPlainEditor(parent, code, { label, onChange }) {
  const field = make("textarea", {
    class: "cell-plain",
    spellcheck: "false",
    rows: `${code.split("\n").length + 1}`,
    "aria-label": label,
  });
  field.value = code;
  field.addEventListener("input", onChange);
  parent.append(field);
  return {
    read: () => field.value,
    markLine: () => undefined,
    focus: () => field.focus(),
    remove: () => field.remove(),
  };
}
