/**
 * Says, in one line, what a reader waits for. Nothing is said while it is quick.
 */

import { tell } from "../dom.js";

/** Shorter waits are not worth a word; milliseconds. */
const QUICK = 400;
/** Screen readers are told only so often; milliseconds. */
const PAUSE = 1500;

/** @param {number} bytes */
const megabytes = (bytes) => (bytes / 1e6).toFixed(1);

/** @param {import("./python.js").Progress} progress */
export function inWords({ step, loaded, total }) {
  if (!total) return `${step}…`;
  return `${step}: ${megabytes(Math.min(loaded, total))} of ${megabytes(total)} MB`;
}

/** A line of status (`role="status"`): short waits are not told, long ones at intervals. */
export class Status {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #next = "";
  #shown = 0;

  /** @param {HTMLElement} line */
  constructor(line) {
    this.line = line;
  }

  /** A wait begins, after which something else is to be said. @param {string} text */
  begin(text) {
    this.clear();
    this.wait(text);
  }

  /** A wait begins, after which the same may be to be said: until it is long, that stays. @param {string} text */
  wait(text) {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#shown = performance.now() + QUICK - PAUSE;
    this.#later(text);
  }

  /** @param {import("./python.js").Progress} progress */
  progress(progress) {
    this.#later(inWords(progress));
  }

  /** @param {string} text */
  #later(text) {
    this.#next = text;
    this.#timer ??= setTimeout(
      () => {
        this.#timer = undefined;
        this.#shown = performance.now();
        tell(this.line, this.#next);
      },
      Math.max(0, this.#shown + PAUSE - performance.now()),
    );
  }

  /** Says something now. @param {string} text */
  say(text) {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    tell(this.line, text);
  }

  clear() {
    this.say("");
  }
}
