/**
 * What `<live-cell>` and `<live-lab>` have in common: code that a reader can edit, run and stop, and a
 * line of status. The HTML that is there already shows the code and what it comes to.
 */

import { LiveElement, part } from "../dom.js";
import { python, PythonError, Status } from "../runtime/python.js";
import { CodePanel } from "./code-panel.js";

/**
 * @template {{code: string}} Data what the page's template says
 * @abstract
 */
export class CodeElement extends LiveElement {
  /** @type {Data | undefined} there once the element has been connected */
  data;
  /** @type {CodePanel} */ // @ts-expect-error made when the element is first connected
  panel;
  /** @type {Status} */ // @ts-expect-error see above
  status;
  /** @type {AbortController | undefined} */
  #running;

  /** @param {AbortSignal} signal */
  connect(signal) {
    if (!this.data) this.#upgrade();
    addEventListener("pagehide", () => this.panel.keep(), { signal });
    signal.addEventListener("abort", () => {
      this.panel.keep();
      // Nobody sees what it would print, and the next page wants Python.
      this.stop();
    });
  }

  #upgrade() {
    /** @type {Data} */
    const data = JSON.parse(part(this, "script").textContent ?? "");
    this.data = data;
    this.status = new Status(part(this, ".cell-status"));
    this.panel = new CodePanel(this, {
      id: this.upgrade(data),
      code: data.code,
      onRun: () => void this.run(),
      onStop: () => this.stop(),
      onReset: () => this.reset(),
      say: (text) => this.status.say(text),
    });
  }

  /**
   * Called once, when the element is first connected.
   * @abstract
   * @param {Data} _data
   * @returns {string} id of the code in its page
   */
  upgrade(_data) {
    return "";
  }

  /** Runs the code. @abstract */
  async run() {}

  /** The author's code is back. @abstract */
  reset() {}

  get running() {
    return this.#running !== undefined;
  }

  stop() {
    this.#running?.abort();
  }

  /**
   * Calls Python, and shows meanwhile that it is at work.
   * @param {string} name
   * @param {Record<string, unknown>} args
   * @param {import("../runtime/python.js").CallOptions} options
   * @returns {Promise<any>}
   * @throws {PythonError}
   */
  async callPython(name, args, options) {
    const controller = new AbortController();
    const { signal } = controller;
    let started = false;
    // A call that waits is only taken from the queue; one that runs ends with its worker.
    signal.addEventListener("abort", () => started && python.stop());
    this.#running = controller;
    this.#show(true);
    this.status.begin("Starting Python");
    try {
      return await python.call(name, args, {
        ...options,
        signal,
        onProgress: (progress) => this.status.progress(progress),
        onStart: () => {
          started = true;
          options.onStart?.();
          this.status.begin("Running");
        },
      });
    } finally {
      this.#running = undefined;
      this.status.clear();
      this.#show(false);
    }
  }

  /** @param {boolean} running */
  #show(running) {
    this.toggleAttribute("data-running", running);
    this.panel.running(running);
  }

  /**
   * What went wrong, for the reader.
   * @param {unknown} error
   */
  explain(error) {
    const known = error instanceof PythonError;
    const detail = known ? error.detail : error;
    if (detail) console.info(`${this.localName}:`, detail);
    if (!known) return "Something went wrong in this page. Reload it and try again.";
    return error.kind === "aborted" || error.kind === "stopped" ? "Stopped." : error.message;
  }
}
