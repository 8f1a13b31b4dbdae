/**
 * Where interpreters come from. One that nobody has used may be kept ready: whoever needs an interpreter next gets
 * it, and waits for nothing.
 */

import { Interpreter } from "./interpreter.js";

/** @typedef {import("./interpreter.js").Way} Way */

export class Supply {
  /** @type {Interpreter | undefined} */
  #spare;
  /** How Python is started: once a start from the snapshot broke, without it. @type {Way} */
  #way = "snapshot";
  /** Why not from the snapshot. */
  #reason = "";

  /**
   * An interpreter in which nothing has run yet; it may still be starting.
   * @returns {Interpreter}
   */
  take() {
    const taken = this.#spare ?? new Interpreter(this.#way, this.#reason);
    this.#spare = undefined;
    return taken;
  }

  /** Keeps one ready. It does not wait and never fails: who takes one later is told what is wrong. */
  warm() {
    if (!this.#spare) this.#keep(new Interpreter(this.#way, this.#reason));
  }

  /** Takes one back in which nothing has run. @param {Interpreter} interpreter */
  giveBack(interpreter) {
    if (this.#spare || interpreter.way !== this.#way) interpreter.end();
    else this.#keep(interpreter);
  }

  /** Keeps none ready any more. */
  drop() {
    this.#spare?.end();
    this.#spare = undefined;
  }

  /**
   * A start broke.
   * @param {Interpreter} interpreter
   * @param {string} reason
   * @returns {boolean} whether there is another way, which is taken from now on
   */
  fallBack({ way }, reason) {
    if (way === "stock") return false;
    if (this.#way !== "stock") {
      console.warn("Python could not be started from its snapshot, and starts afresh:", reason);
      this.#begin("stock", reason);
    }
    return true;
  }

  /** No way is left. The next try begins as the first did: what was missing may be there again. */
  reset() {
    if (this.#way !== "snapshot") this.#begin("snapshot");
  }

  /** @param {Way} way @param {string} [reason] */
  #begin(way, reason = "") {
    this.drop();
    this.#way = way;
    this.#reason = reason;
  }

  /** @param {Interpreter} interpreter */
  #keep(interpreter) {
    this.#spare = interpreter;
    interpreter.receive = ({ type }) => {
      if (type === "not begun" || type === "failed" || type === "crashed") this.drop();
    };
  }
}

/** All of the page's. */
export const supply = new Supply();
