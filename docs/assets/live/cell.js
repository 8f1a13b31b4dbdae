/**
 * `<live-cell>`: a snippet that a reader can edit and run in place. The HTML that is there already
 * shows the code and what it prints; this adds the buttons.
 *
 * @typedef {{code: string, setup: string, setupName: string, group: string, id: string}} CellData
 */

import { keepDraft, readDraft } from "./drafts.js";
import { OutputView } from "./output.js";
import { Status } from "./progress.js";
import { PythonError, python } from "./python.js";

/** A cell that works longer is ended; milliseconds. */
const TIME_LIMIT = 30_000;
/** A longer text is not run: it is no program that somebody typed. */
const CODE_LIMIT = 500_000;
const KEEP_AFTER = 300;

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

class LiveCell extends HTMLElement {
  /** @type {CellData} */
  data = { code: "", setup: "", setupName: "", group: "", id: "" };
  /** @type {import("./editor.js").Editor | undefined} */
  #editor;
  /** @type {Promise<void> | undefined} */
  #opening;
  /** @type {AbortController | undefined} */
  #running;
  /** The code as it last ran to its end, and in which interpreter. */
  #done = { code: "", generation: -1 };
  /** @type {Node[]} */
  #builtOutput = [];
  /** @type {Node[]} */
  #builtCode = [];
  #typed = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #keeping;

  connectedCallback() {
    if (!this.#buttons) this.#upgrade();
    addEventListener("pagehide", this.#keepNow);
  }

  disconnectedCallback() {
    removeEventListener("pagehide", this.#keepNow);
    this.#keepNow();
    // Nobody sees what it would print, and the next page wants Python.
    if (this.#running) this.#stop();
  }

  /** @type {Record<string, HTMLButtonElement> | undefined} */
  #buttons;
  /** @type {OutputView} */ // @ts-expect-error made when the element is first connected
  #output;
  /** @type {Status} */ // @ts-expect-error see above
  #status;
  /** @type {HTMLElement} */ // @ts-expect-error see above
  #code;

  #upgrade() {
    this.data = JSON.parse(this.querySelector("script")?.textContent ?? "{}");
    this.#code = this.#part(".cell-code");
    this.#output = new OutputView(this.#part(".cell-output"));
    this.#status = new Status(this.#part(".cell-status"));
    this.#builtOutput = [...this.#output.place.childNodes];
    this.#builtCode = [...this.#code.childNodes];
    this.#typed = this.data.code;
    const actions = this.#part(".cell-actions");
    this.#buttons = {
      run: button("run", "Run"),
      stop: button("stop", "Stop"),
      edit: button("edit", "Edit"),
      reset: button("reset", "Reset"),
      copy: button("copy", "Copy"),
    };
    const { run, stop, edit, reset, copy } = this.#buttons;
    stop.hidden = true;
    reset.hidden = true;
    run.addEventListener("click", () => this.run());
    run.addEventListener("pointerenter", () => python.warm());
    run.addEventListener("focus", () => python.warm());
    stop.addEventListener("click", () => this.#stop());
    edit.addEventListener("click", () => this.#edit(true));
    reset.addEventListener("click", () => this.#reset());
    copy.addEventListener("click", () => this.#copy());
    this.#code.addEventListener("click", () => this.#edit(true));
    this.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.defaultPrevented) {
        event.preventDefault();
        this.run();
      }
    });
    actions.replaceChildren(...Object.values(this.#buttons));
    actions.hidden = false;
    const draft = readDraft(this.data.id);
    if (draft !== undefined && draft !== this.data.code) this.#showCode(draft);
  }

  /**
   * @param {string} selector
   * @returns {HTMLElement}
   */
  #part(selector) {
    return /** @type {HTMLElement} */ (this.querySelector(selector));
  }

  /** What the reader sees in the cell. */
  get code() {
    return this.#editor?.read() ?? this.#typed;
  }

  /** @param {string} code */
  #showCode(code) {
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
    this.#code.replaceChildren(pre);
    this.#changed();
  }

  #changed() {
    if (this.#buttons) this.#buttons.reset.hidden = this.code === this.data.code && !this.#hasRun;
  }
  #hasRun = false;

  /** @param {boolean} focus */
  async #edit(focus) {
    if (this.#editor) return;
    this.#opening ??= this.#open().finally(() => (this.#opening = undefined));
    await this.#opening;
    if (focus) /** @type {Editor | undefined} */ (this.#editor)?.focus();
  }

  async #open() {
    const options = {
      label: "Python code",
      onChange: () => {
        clearTimeout(this.#keeping);
        this.#keeping = setTimeout(this.#keepNow, KEEP_AFTER);
        this.#changed();
      },
      onRun: () => void this.run(),
    };
    const code = this.code;
    const place = document.createElement("div");
    place.className = "cell-editor";
    try {
      const { openEditor } = await import("./editor.js");
      this.#editor = openEditor(place, code, options);
    } catch {
      this.#editor = openPlainEditor(place, code, options);
    }
    this.#code.replaceChildren(place);
  }

  #keepNow = () => {
    clearTimeout(this.#keeping);
    if (!this.#editor) return;
    const code = this.code;
    const kept = keepDraft(this.data.id, code === this.data.code ? undefined : code);
    if (!kept) this.#status.say("This browser keeps no drafts: copy your code before you leave.");
  };

  #reset() {
    clearTimeout(this.#keeping);
    if (this.#running) this.#stop();
    this.#editor?.remove();
    this.#editor = undefined;
    keepDraft(this.data.id, undefined);
    this.#typed = this.data.code;
    this.#code.replaceChildren(...this.#builtCode);
    this.#mark(0);
    this.#output.clear();
    this.#output.place.replaceChildren(...this.#builtOutput);
    this.#status.clear();
    this.#hasRun = false;
    this.#done = { code: "", generation: -1 };
    this.#changed();
    this.#buttons?.run.focus();
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.code);
      this.#status.say("Copied.");
    } catch {
      this.#status.say("This browser does not let the page copy: select the code instead.");
    }
  }

  #stop() {
    // A cell that still waits has not begun: it is enough to take it from the queue.
    this.#running?.abort();
  }

  /** @param {number} line 1-based; 0 for none */
  #mark(line) {
    if (this.#editor) return this.#editor.markLine(line);
    const lines = this.#code.querySelectorAll(".cell-line");
    for (const [index, each] of [...lines].entries()) {
      each.classList.toggle("cell-line--error", index === line - 1);
    }
  }

  /** The cells of the group that stand before this one. */
  #before() {
    if (!this.data.group) return [];
    const cells = /** @type {LiveCell[]} */ ([...document.querySelectorAll("live-cell")]);
    const group = cells.filter((each) => each.data?.group === this.data.group);
    return group.slice(0, group.indexOf(this));
  }

  /** Runs the cell, after those of its group that it needs. */
  async run() {
    if (this.#running) return;
    for (const cell of this.#before()) {
      const { code, generation } = cell.#done;
      if (code === cell.code && generation === python.generation) continue;
      if (!(await cell.runAlone())) {
        this.#status.say("A cell above, which this one needs, did not come to its end.");
        return;
      }
    }
    await this.runAlone();
  }

  /**
   * Runs this cell only.
   * @returns {Promise<boolean>} whether it came to its end
   */
  async runAlone() {
    if (this.#running) return false;
    const code = this.code;
    if (code.length > CODE_LIMIT) {
      this.#status.say("This is too long to run here: more than 500,000 characters.");
      return false;
    }
    const controller = new AbortController();
    this.#begin(controller);
    let started = false;
    controller.signal.addEventListener("abort", () => started && python.stop());
    try {
      const { setup, setupName, group } = this.data;
      const { ok } = await python.call(
        "cell.run",
        { code, setup, setup_name: setupName, namespace: group },
        {
          signal: controller.signal,
          timeLimit: TIME_LIMIT,
          onProgress: (progress) => this.#status.progress(progress),
          onStart: () => {
            started = true;
            this.#output.clear();
            this.#status.begin("Running");
          },
          onOutput: (piece) => {
            this.#output.add(piece);
            if (piece.kind === "error") this.#mark(piece.line);
          },
        },
      );
      if (ok) this.#done = { code, generation: python.generation };
      this.#end(ok ? "Done." : "Ended with an error.");
      return ok;
    } catch (error) {
      this.#end("");
      this.#explain(error);
      return false;
    }
  }

  /** @param {AbortController} controller */
  #begin(controller) {
    this.#running = controller;
    this.#hasRun = true;
    this.#mark(0);
    this.toggleAttribute("data-running", true);
    this.#status.begin("Starting Python");
    if (!this.#buttons) return;
    const focused = document.activeElement === this.#buttons.run;
    this.#buttons.run.hidden = true;
    this.#buttons.stop.hidden = false;
    if (focused) this.#buttons.stop.focus();
  }

  /** @param {string} text for screen readers, who do not see that the buttons changed */
  #end(text) {
    this.#running = undefined;
    this.#output.flush();
    this.toggleAttribute("data-running", false);
    this.#status.clear();
    this.#changed();
    if (!this.#buttons) return;
    const focused = document.activeElement === this.#buttons.stop;
    this.#buttons.stop.hidden = true;
    this.#buttons.run.hidden = false;
    if (focused) this.#buttons.run.focus();
    if (text && !this.#output.place.childElementCount) this.#status.say(`${text} It printed nothing.`);
  }

  /** @param {unknown} error */
  #explain(error) {
    const known = error instanceof PythonError;
    const kind = known ? error.kind : "broken";
    if (kind === "aborted" || kind === "stopped") return this.#status.say("Stopped. Run starts it afresh.");
    const text = known ? error.message : "Something went wrong in this page. Reload it and try again.";
    if (kind === "timeout") return this.#status.say(`${text} Run starts it afresh.`);
    const again = kind === "unsupported" ? " Above is what the code printed when this page was built." : "";
    this.#status.say(text + again);
    if (!known || error.detail) console.info("live-cell:", known ? error.detail : error);
  }
}

/** @typedef {import("./editor.js").Editor} Editor */

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

customElements.define("live-cell", LiveCell);
