/**
 * What `<live-cell>` and `<live-lab>` have in common: code that a reader can edit, run and stop, and a
 * line of status. The HTML that is there already shows the code and what it comes to.
 */

import { LiveElement, part } from "../dom.js";
import { PythonError, Status } from "../runtime/python.js";
import { readers } from "../runtime/readers.js";
import { CodePanel } from "./code-panel.js";

/** Elements that share their Python with no other have a number for a name. */
let alone = 0;

/**
 * @typedef {object} Kind of an element's code
 * @property {string} id of the code in its page
 * @property {string} group elements with the same one share their names; "" for none
 * @property {boolean} lasting whether what Python holds in memory outlives a run
 */

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
  /** Where the code runs, while the element stands in a page. @type {import("../runtime/readers.js").Owner} */ // @ts-expect-error see above
  owner;
  /** @type {Kind} */ // @ts-expect-error see above
  #kind;
  /** The name of the owner. */
  #name = "";
  /** @type {AbortController | undefined} */
  #running;

  /** @param {AbortSignal} signal */
  connect(signal) {
    if (!this.data) this.#upgrade();
    this.owner = readers.enter(this, this.#name, this.#kind.lasting);
    addEventListener("pagehide", () => this.panel.keep(), { signal });
    signal.addEventListener("abort", () => {
      this.panel.keep();
      // Nobody sees what it would print.
      this.stop();
      readers.leave(this, this.#name);
    });
  }

  #upgrade() {
    /** @type {Data} */
    const data = JSON.parse(/** @type {HTMLTemplateElement} */ (part(this, "template")).content.textContent ?? "");
    this.data = data;
    this.status = new Status(part(this, ".cell-status"));
    const { id, group } = (this.#kind = this.upgrade(data));
    this.#name = group ? `group ${group}` : `alone ${++alone}`;
    this.panel = new CodePanel(this, {
      id,
      code: data.code,
      onPoint: () => readers.warm(this.owner),
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
   * @returns {Kind}
   */
  upgrade(_data) {
    return { id: "", group: "", lasting: false };
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
    this.#running = controller;
    this.#show(true);
    this.status.begin("Starting Python");
    try {
      return await readers.call(this.#name, name, args, {
        ...options,
        signal: controller.signal,
        onProgress: (progress) => this.status.progress(progress),
        onStart: () => {
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
