/**
 * `<live-cell>`: a snippet that a reader can edit and run in place. The HTML that is there already
 * shows the code and what it prints; this adds the buttons.
 *
 * @typedef {{code: string, setup: string, setupName: string, group: string, id: string}} CellData
 */

import { CodePanel } from "./codepanel.js";
import { OutputView } from "./output.js";
import { Status } from "../runtime/progress.js";
import { PythonError, python } from "../runtime/python.js";

/** A cell that works longer is ended; milliseconds. */
const TIME_LIMIT = 30_000;
/** A longer text is not run: it is no program that somebody typed. Characters. */
const CODE_LIMIT = 500_000;

class LiveCell extends HTMLElement {
  /** @type {CellData | undefined} */
  data;
  /** @type {CodePanel} */ // @ts-expect-error made when the element is first connected
  #panel;
  /** @type {OutputView} */ // @ts-expect-error see above
  #output;
  /** @type {Status} */ // @ts-expect-error see above
  #status;
  /** @type {Node[]} what the last build printed */
  #built = [];
  /** @type {AbortController | undefined} */
  #running;
  /** @type {Promise<boolean> | undefined} */
  #run;
  /** Run was pressed, and is not yet done with. */
  #wanted = false;
  /** The code as it last ran to its end, and in which interpreter. */
  #done = { code: "", generation: -1 };

  connectedCallback() {
    if (!this.data) this.#upgrade();
    addEventListener("pagehide", this.#keep);
  }

  disconnectedCallback() {
    removeEventListener("pagehide", this.#keep);
    this.#keep();
    // Nobody sees what it would print, and the next page wants Python.
    this.#stop();
  }

  #keep = () => this.#panel.keep();

  #upgrade() {
    /** @type {CellData} */
    const data = JSON.parse(this.querySelector("script")?.textContent ?? "{}");
    this.data = data;
    this.#output = new OutputView(this.#part(".cell-output"));
    this.#status = new Status(this.#part(".cell-status"));
    this.#built = [...this.#output.place.childNodes];
    this.#panel = new CodePanel(this, {
      id: data.id,
      code: data.code,
      onRun: () => void this.run(),
      onStop: () => this.#stop(),
      onReset: () => this.#reset(),
      say: (text) => this.#status.say(text),
    });
  }

  /**
   * @param {string} selector
   * @returns {HTMLElement}
   */
  #part(selector) {
    return /** @type {HTMLElement} */ (this.querySelector(selector));
  }

  #reset() {
    this.#stop();
    this.#output.clear();
    this.#output.place.replaceChildren(...this.#built);
    this.#status.clear();
    this.#done = { code: "", generation: -1 };
  }

  #stop() {
    this.#running?.abort();
  }

  /** The cells of the group that stand before this one. */
  #before() {
    const group = this.data?.group;
    if (!group) return [];
    const cells = /** @type {LiveCell[]} */ ([...document.querySelectorAll("live-cell")]);
    const members = cells.filter((each) => each.data?.group === group);
    return members.slice(0, members.indexOf(this));
  }

  /** Runs the cell, after those of its group that it needs. */
  async run() {
    if (this.#wanted) return;
    this.#wanted = true;
    try {
      await this.#runInOrder();
    } finally {
      this.#wanted = false;
    }
  }

  async #runInOrder() {
    for (const cell of this.#before()) {
      const { code, generation } = cell.#done;
      if (!cell.#run && code === cell.#panel.code && generation === python.generation) continue;
      if (!(await cell.#runAlone())) {
        this.#status.say("A cell above, which this one needs, did not come to its end.");
        return;
      }
    }
    await this.#runAlone();
  }

  /**
   * Runs this cell only; while it runs, one run serves all who ask.
   * @returns {Promise<boolean>} whether it came to its end
   */
  #runAlone() {
    this.#run ??= this.#runNow().finally(() => (this.#run = undefined));
    return this.#run;
  }

  /** @returns {Promise<boolean>} */
  async #runNow() {
    const { code } = this.#panel;
    if (!this.data) return false;
    if (code.length > CODE_LIMIT) {
      this.#status.say("This is too long to run here: it has more than 500,000 characters.");
      return false;
    }
    const controller = new AbortController();
    this.#begin(controller);
    let started = false;
    // A call that waits is only taken from the queue; one that runs ends with its worker.
    controller.signal.addEventListener("abort", () => started && python.stop());
    const { setup, setupName, group } = this.data;
    try {
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
            if (piece.kind === "error") this.#panel.mark(piece.line);
          },
        },
      );
      if (ok) this.#done = { code, generation: python.generation };
      this.#end();
      if (!this.#output.place.childElementCount) this.#status.say("Done. It printed nothing.");
      return ok;
    } catch (error) {
      this.#end();
      this.#status.say(explain(error));
      return false;
    }
  }

  /** @param {AbortController} controller */
  #begin(controller) {
    this.#running = controller;
    this.toggleAttribute("data-running", true);
    this.#panel.mark(0);
    this.#panel.running(true);
    this.#status.begin("Starting Python");
  }

  #end() {
    this.#running = undefined;
    this.toggleAttribute("data-running", false);
    this.#output.flush();
    this.#status.clear();
    this.#panel.running(false);
  }
}

/**
 * What went wrong, for the reader.
 * @param {unknown} error
 */
function explain(error) {
  if (!(error instanceof PythonError)) {
    console.info("live-cell:", error);
    return "Something went wrong in this page. Reload it and try again.";
  }
  if (error.detail) console.info("live-cell:", error.detail);
  switch (error.kind) {
    case "aborted":
    case "stopped":
      return "Stopped. Run starts it afresh.";
    case "timeout":
      return `${error.message} Run starts it afresh.`;
    case "unsupported":
      return `${error.message} Below is what the code printed when this page was built.`;
    default:
      return error.message;
  }
}

customElements.define("live-cell", LiveCell);
