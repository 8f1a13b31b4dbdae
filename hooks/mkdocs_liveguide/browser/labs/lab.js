/**
 * `<live-lab>`: an experiment with controls. Its result for the default values is in the HTML already;
 * this runs it again, in Python, when a reader moves a control or changes its code.
 *
 * @typedef {{name: string, kind: string, value: string | number | boolean}} Control
 * @typedef {object} LabData
 * @property {string} name
 * @property {string} before
 * @property {string} code
 * @property {string} after
 * @property {Control[]} controls
 * @property {string[]} artefacts files of the manifest that the module reads
 * @typedef {{kind: "text", text: string}
 *   | {kind: "table", head: string[], rows: string[][], caption: string}
 *   | import("../runtime/messages.js").Output} Part
 */

import { CodePanel } from "../cells/codepanel.js";
import { warmWhenIdle } from "../runtime/idle.js";
import { pieceElement } from "../cells/output.js";
import { Status } from "../runtime/progress.js";
import { PythonError, python } from "../runtime/python.js";

/** A move of a control is followed by others; milliseconds. */
const SETTLE = 150;
const TIME_LIMIT = 120_000;

class LiveLab extends HTMLElement {
  /** @type {LabData | undefined} */
  #data;
  /** @type {CodePanel | undefined} */
  #panel;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {AbortController | undefined} */
  #running;
  #again = false;

  connectedCallback() {
    if (!this.#data) this.#upgrade();
    addEventListener("pagehide", this.#keep);
    // The page is here for this: Python may as well be ready when the reader is.
    warmWhenIdle(this);
  }

  disconnectedCallback() {
    removeEventListener("pagehide", this.#keep);
    this.#keep();
    clearTimeout(this.#timer);
    if (this.#running) this.#stop();
  }

  #keep = () => this.#panel?.keep();

  #upgrade() {
    /** @type {LabData} */
    const data = JSON.parse(this.querySelector("script")?.textContent ?? "{}");
    this.#data = data;
    this.#status = new Status(this.#part(".cell-status"));
    this.#result = this.#part(".lab-result");
    this.#form = /** @type {HTMLFormElement} */ (this.querySelector("form"));
    /** @type {HTMLFieldSetElement} */ (this.querySelector("fieldset")).disabled = false;
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    this.#form.addEventListener("input", () => this.#settle());
    // The fields have their default values only after this event.
    this.#form.addEventListener("reset", () => setTimeout(() => this.#settle()));
    this.#panel = new CodePanel(this, {
      id: data.name,
      code: data.code,
      onRun: () => void this.run(),
      onStop: () => this.#stop(),
      onReset: () => this.#settle(),
      say: (text) => this.#status.say(text),
    });
  }

  /** @type {Status} */ // @ts-expect-error made when the element is first connected
  #status;
  /** @type {HTMLElement} */ // @ts-expect-error see above
  #result;
  /** @type {HTMLFormElement} */ // @ts-expect-error see above
  #form;

  /**
   * @param {string} selector
   * @returns {HTMLElement}
   */
  #part(selector) {
    return /** @type {HTMLElement} */ (this.querySelector(selector));
  }

  #settle() {
    for (const output of this.#form.querySelectorAll("output")) {
      const field = this.#form.querySelector(`#${CSS.escape(output.htmlFor.value)}`);
      if (field instanceof HTMLInputElement) output.value = field.value;
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.run(), SETTLE);
  }

  /** @returns {Record<string, string | number | boolean> | undefined} undefined: a field is not filled in */
  #values() {
    /** @type {Record<string, string | number | boolean>} */
    const values = {};
    for (const { name, kind } of this.#data?.controls ?? []) {
      const field = this.#form.elements.namedItem(name);
      if (field instanceof HTMLInputElement && kind === "checkbox") values[name] = field.checked;
      else if (field instanceof HTMLInputElement && (kind === "range" || kind === "number")) {
        if (!field.checkValidity() || field.value === "") return void field.reportValidity();
        values[name] = field.valueAsNumber;
      } else if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) {
        values[name] = field.value;
      }
    }
    return values;
  }

  #stop() {
    this.#again = false;
    this.#running?.abort();
  }

  /** Runs the lab with what the controls say now; while it runs, the latest wish waits. */
  async run() {
    const values = this.#values();
    if (!values || !this.#data || !this.#panel) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    const controller = new AbortController();
    let started = false;
    controller.signal.addEventListener("abort", () => started && python.stop());
    this.#running = controller;
    this.toggleAttribute("data-running", true);
    this.#panel.running(true);
    this.#status.begin("Starting Python");
    const { name, before, after, artefacts } = this.#data;
    try {
      const { parts } = await python.call(
        "lab.run",
        { code: this.#panel.code, values, name, before, after },
        {
          artefacts,
          signal: controller.signal,
          timeLimit: TIME_LIMIT,
          onProgress: (progress) => this.#status.progress(progress),
          onStart: () => {
            started = true;
            this.#status.begin("Running");
          },
        },
      );
      this.#show(parts);
    } catch (error) {
      this.#explain(error);
    } finally {
      this.#running = undefined;
      this.toggleAttribute("data-running", false);
      this.#panel.running(false);
    }
    if (this.#again) {
      this.#again = false;
      void this.run();
    }
  }

  /** @param {Part[]} parts */
  #show(parts) {
    const error = parts.find((part) => part.kind === "error");
    this.#panel?.mark(error && "line" in error ? error.line : 0);
    this.#result.replaceChildren(...parts.map(partElement));
    this.#status.say(error ? "The lab's code ended with an error; it is shown below." : "");
  }

  /** @param {unknown} error */
  #explain(error) {
    if (error instanceof PythonError) {
      const stopped = error.kind === "aborted" || error.kind === "stopped";
      this.#status.say(stopped ? "Stopped." : error.message);
    } else {
      this.#status.say("Something went wrong in this page. Reload it and try again.");
      console.info("live-lab:", error);
    }
  }
}

/**
 * @param {Part} part
 * @returns {HTMLElement}
 */
function partElement(part) {
  if (part.kind === "table") return tableElement(part);
  if (part.kind !== "text") return pieceElement(part);
  const paragraph = document.createElement("p");
  paragraph.textContent = part.text;
  return paragraph;
}

/** @param {{head: string[], rows: string[][], caption: string}} part */
function tableElement({ head, rows, caption }) {
  const table = document.createElement("table");
  table.createCaption().textContent = caption;
  const headings = table.createTHead().insertRow();
  for (const text of head) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = text;
    headings.append(cell);
  }
  const body = table.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const text of row) line.insertCell().textContent = text;
  }
  const region = document.createElement("div");
  region.className = "lab-table";
  region.tabIndex = 0;
  region.setAttribute("role", "region");
  region.setAttribute("aria-label", caption);
  region.append(table);
  return region;
}

customElements.define("live-lab", LiveLab);
