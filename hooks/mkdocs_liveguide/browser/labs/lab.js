/**
 * `<live-lab>`: an experiment with controls. Its result for the default values is in the HTML already;
 * this runs it again, in Python, when a reader moves a control or changes its code, or comes with an address that has
 * other values.
 */

import { CodeElement } from "../cells/code-element.js";
import { part } from "../dom.js";
import { readers } from "../runtime/readers.js";
import { changesOf, ofBefore, putValues, takeValues } from "./address.js";
import { mistakeIn, showValues, valuesOf } from "./controls.js";
import { partElement } from "./parts.js";

/** A move of a control is followed by others; milliseconds. */
const SETTLE = 150;
/** A lab that works longer is ended; milliseconds. */
const TIME_LIMIT = 120_000;

/** @extends {CodeElement<import("./types.js").LabData>} */
class LiveLab extends CodeElement {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** A control was moved while the lab ran. */
  #again = false;
  /** What differs from the defaults in what it was last asked to run with. */
  #ran = "";
  /** @type {HTMLFormElement} */ // @ts-expect-error made when the element is first connected
  #form;

  /** @param {AbortSignal} signal */
  connect(signal) {
    super.connect(signal);
    signal.addEventListener("abort", () => clearTimeout(this.#timer));
    // Python may as well be ready when a control has been moved.
    readers.warmAtFirstSign(this, this.owner, signal);
    addEventListener("hashchange", () => this.#follow(), { signal });
    takeValues(this.#form, ofBefore());
    this.#follow();
  }

  /** Runs the lab with the values of the page's address, if it has any, or with those that the reader had here. */
  #follow() {
    takeValues(this.#form);
    if (changesOf(this.#form) !== this.#ran) this.#changed();
  }

  /** @param {import("./types.js").LabData} data */
  upgrade({ name }) {
    const form = (this.#form = /** @type {HTMLFormElement} */ (part(this, "form")));
    part(form, "fieldset").removeAttribute("disabled");
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => this.#changed(putValues));
    // The fields have their default values only after this event.
    form.addEventListener("reset", () => setTimeout(() => this.#changed(putValues)));
    return { id: name, group: "", lasting: true };
  }

  reset() {
    readers.restart(this.owner);
    this.#changed();
  }

  /** Controls or code have changed: runs the lab when they come to rest. @param {() => void} [first] is done then, too */
  #changed(first) {
    showValues(this.#form);
    clearTimeout(this.#timer);
    if (!this.isConnected) return;
    this.#timer = setTimeout(() => {
      first?.();
      void this.run();
    }, SETTLE);
  }

  stop() {
    this.#again = false;
    super.stop();
  }

  /** Runs the lab with what the controls say now; while it runs, the latest wish waits. */
  async run() {
    if (!this.data) return;
    this.#ran = changesOf(this.#form);
    this.#again = this.running;
    if (this.running) return;
    const mistake = mistakeIn(this.#form);
    if (mistake) return this.status.say(`${mistake} The result below is still that of the values before.`);
    const { name, controls, before, after, artefacts } = this.data;
    const values = valuesOf(this.#form, controls);
    const { code } = this.panel;
    try {
      const options = { artefacts, timeLimit: TIME_LIMIT };
      this.#show(await this.callPython("lab.run", { code, values, name, before, after }, options));
    } catch (error) {
      this.status.say(this.explain(error));
    }
    if (this.#again) void this.run();
  }

  /** @param {import("./types.js").LabResult} result */
  #show({ parts }) {
    const error = parts.find((each) => each.kind === "error");
    this.panel.mark(error ? error.line : 0);
    part(this, ".lab-result").replaceChildren(...parts.map(partElement));
    if (error) this.status.say("The lab's code ended with an error; it is shown below.");
  }
}

customElements.define("live-lab", LiveLab);
