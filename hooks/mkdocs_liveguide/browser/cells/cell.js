/** `<live-cell>`: a snippet that a reader can edit and run in place. */

import { part } from "../dom.js";
import { PythonError } from "../runtime/python.js";
import { readers } from "../runtime/readers.js";
import { CodeElement } from "./code-element.js";
import { OutputView } from "./output.js";

/** A cell that works longer is ended; milliseconds. */
const TIME_LIMIT = 30_000;
/** A longer text is not run: it is no program that somebody typed. Characters. */
const CODE_LIMIT = 500_000;

const AFRESH = "Run starts it afresh.";
/** What a reader can do after an error, by its kind. @type {Record<string, string | undefined>} */
const ADVICE = {
  aborted: AFRESH,
  python: AFRESH,
  stopped: AFRESH,
  timeout: AFRESH,
  unsupported: "Below is what the code printed when this page was built.",
};

/** @typedef {"done" | "failed" | "outdated"} Outcome outdated: Python was begun afresh before it was its turn */

/** @extends {CodeElement<import("./types.js").CellData>} */
class LiveCell extends CodeElement {
  /** @type {OutputView} */ // @ts-expect-error made when the element is first connected
  #output;
  /** @type {Node[]} what the last build printed */
  #built = [];
  /** @type {Promise<Outcome> | undefined} */
  #run;
  /** Run was pressed, and is not yet done with. */
  #wanted = false;
  /** The code as it last ran to its end, and in which interpreter. */
  #done = { code: "", generation: -1 };

  /** @param {import("./types.js").CellData} data */
  upgrade({ id, group }) {
    this.#output = new OutputView(part(this, ".cell-output"));
    this.#built = [...this.#output.place.childNodes];
    return { id, group, lasting: group !== "" };
  }

  reset() {
    this.stop();
    this.#output.clear();
    this.#output.place.replaceChildren(...this.#built);
    this.status.clear();
    this.#done = { code: "", generation: -1 };
    readers.restart(this.owner);
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
      await readers.task(this.owner, () => this.#runInOrder());
    } finally {
      this.#wanted = false;
    }
  }

  async #runInOrder() {
    // Again from the beginning, as long as what was run before is gone when it is needed.
    while ((await this.#runInOne(this.owner.python.generation)) === "outdated");
  }

  /** @param {number} generation of the Python that all is run in @returns {Promise<Outcome>} */
  async #runInOne(generation) {
    for (const cell of this.#before()) {
      const { code, generation: last } = cell.#done;
      if (!cell.#run && code === cell.panel.code && last === generation) continue;
      const outcome = await cell.#runAlone(generation);
      if (outcome === "failed") this.status.say("A cell above, which this one needs, did not come to its end.");
      if (outcome !== "done") return outcome;
    }
    return this.#runAlone(generation);
  }

  /**
   * Runs this cell only; while it runs, one run serves all who ask.
   * @param {number} generation
   * @returns {Promise<Outcome>}
   */
  #runAlone(generation) {
    this.#run ??= this.#runNow(generation).finally(() => (this.#run = undefined));
    return this.#run;
  }

  /** @param {number} generation @returns {Promise<Outcome>} */
  async #runNow(generation) {
    const { code } = this.panel;
    if (!this.data) return "failed";
    if (code.length > CODE_LIMIT) {
      this.status.say("This is too long to run here: it has more than 500,000 characters.");
      return "failed";
    }
    const { setup, setupName, group } = this.data;
    this.panel.mark(0);
    try {
      /** @type {import("./types.js").CellResult} */
      const { ok } = await this.callPython(
        "cell.run",
        { code, setup, setup_name: setupName, grouped: group !== "" },
        {
          generation: group ? generation : undefined,
          timeLimit: TIME_LIMIT,
          onStart: () => this.#output.clear(),
          onOutput: (piece) => {
            this.#output.add(piece);
            if (piece.kind === "error") this.panel.mark(piece.line);
          },
        },
      );
      this.#output.flush();
      if (ok) this.#done = { code, generation };
      if (!this.#output.place.childElementCount) this.status.say("Done. It printed nothing.");
      return ok ? "done" : "failed";
    } catch (error) {
      if (error instanceof PythonError && error.kind === "outdated") return "outdated";
      this.#output.flush();
      this.status.say(this.explain(error));
      return "failed";
    }
  }

  /** @param {unknown} error */
  explain(error) {
    const advice = error instanceof PythonError ? ADVICE[error.kind] : "";
    return `${super.explain(error)} ${advice ?? ""}`.trim();
  }
}

customElements.define("live-cell", LiveCell);
