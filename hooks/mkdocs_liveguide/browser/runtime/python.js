/**
 * Python, as the page's live parts call it. Each has an interpreter of its own, started on first use, begun anew
 * after a stop. Calls wait in a queue and run one at a time.
 *
 *     import { python } from "./python.js";
 *     const result = await python.call("quiz.recommend", { answers }, { artefacts: ["quiz.json"] });
 *
 * `python` is that of the site's own engines (quiz, search), kept across instant navigation. Readers' code
 * never runs there: `readers.js` has the others.
 *
 * @typedef {import("./errors.js").Kind} Kind
 * @typedef {{step: string, loaded: number, total: number}} Progress
 *   step: words for the reader; loaded and total in bytes, total 0 where unknown
 * @typedef {object} CallOptions
 * @property {string[]} [artefacts] files of the manifest that the function reads
 * @property {AbortSignal} [signal] ends the waiting; a call that already runs goes on unheard
 * @property {boolean} [endsPython] the signal ends the interpreter with the call, if it is at work
 * @property {number} [generation] the one that the call is for; in another one it is refused
 * @property {(progress: Progress) => void} [onProgress] while Python or artefacts load for this call
 * @property {(output: import("../cells/types.js").Output) => void} [onOutput] what the function prints,
 *   as it is printed
 * @property {() => void} [onStart] the call is at work now
 * @property {number} [timeLimit] milliseconds of work, not of loading; then the interpreter is ended
 */

import { inPlainWords, PythonError } from "./errors.js";
import { atFirstSign } from "./first-sign.js";
import { keepOffline } from "./offline.js";
import { findArtefact } from "./site.js";
import { supply } from "./supply.js";

// From here, so that all come in one file.
export { inPlainWords, PythonError };
export { Status } from "./progress.js";

/** @typedef {import("./interpreter.js").Interpreter} Interpreter */

/**
 * @typedef {object} Call
 * @property {number} number
 * @property {string} name
 * @property {string} args JSON
 * @property {CallOptions} options
 * @property {(value: any) => void} resolve
 * @property {(error: unknown) => void} reject
 */

/** When nothing at all has come for so long, nothing more is waited for; milliseconds. */
const PATIENCE = 60_000;
const NOT_WHOLE = "A file of this site arrived damaged. Try again, or reload the page.";
const NOT_STARTED = "Python could not be started. Try again, or reload the page.";

/** How many interpreters there have been. */
let generations = 0;

/** Does a piece of work when the page has nothing else to do. @param {() => void} work */
export const whenIdle = (work) => void (globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 200)))(work);

export class Python {
  /** @type {"idle" | "loading" | "ready" | "failed"} */
  state = "idle";
  /** What Python held in memory is gone when this has changed. No two interpreters have the same. */
  generation = ++generations;

  /** @type {import("./supply.js").Supply} */
  #supply;
  /** @type {Interpreter | undefined} */
  #interpreter;
  /** Something has run in it. */
  #used = false;
  /** @type {Call[]} */
  #queue = [];
  /** @type {Call | undefined} */
  #running;
  #calls = 0;
  /** Ends a call that takes too long. @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** Ends a start that does not arrive. @type {ReturnType<typeof setTimeout> | undefined} */
  #waiting;

  /** @param {import("./supply.js").Supply} supply where its interpreters come from */
  constructor(supply) {
    this.#supply = supply;
  }

  /** Whether it has an interpreter. */
  get alive() {
    return this.#interpreter !== undefined;
  }

  /**
   * Calls a function of `live.runtime.api`.
   * @param {string} name
   * @param {Record<string, unknown>} [args] plain data
   * @param {CallOptions} [options]
   * @returns {Promise<any>} plain data
   * @throws {PythonError}
   */
  call(name, args = {}, options = {}) {
    return new Promise((resolve, reject) => {
      const { signal, endsPython } = options;
      const aborted = () => reject(new PythonError("aborted", "This was called off."));
      if (signal?.aborted) return aborted();
      /** @type {Call} */
      const call = { number: ++this.#calls, name, args: JSON.stringify(args), options, resolve, reject };
      signal?.addEventListener("abort", () => {
        this.#queue = this.#queue.filter((each) => each !== call);
        if (endsPython && this.#running === call) this.stop();
        aborted();
      });
      this.#queue.push(call);
      this.warm();
      this.#next();
    });
  }

  /** Starts Python if it is not there yet; does not wait, never fails. */
  warm() {
    if (this.#interpreter) return;
    const interpreter = this.#supply.take();
    this.#interpreter = interpreter;
    this.#used = false;
    this.#setState("loading");
    interpreter.receive = (message) => this.#receive(message);
    if (interpreter.ready) this.#receive(interpreter.ready);
  }

  /**
   * Starts Python at the first sign that a reader is about to use a live part, unless the reader saves data.
   * @param {Element} element the live part
   * @param {AbortSignal} signal it was taken out of the page
   */
  warmAtFirstSign(element, signal) {
    atFirstSign(element, signal, () => this.warm());
  }

  /**
   * Ends the interpreter at once, whatever it does. The running call is rejected; calls that wait are kept, and
   * for them a fresh one is started. Everything that Python held in memory is gone.
   * @param {Kind} [kind]
   * @param {string} [message]
   */
  stop(kind = "stopped", message = "Stopped.") {
    this.#abandon(new PythonError(kind, message));
  }

  /** @param {PythonError} reason */
  #abandon(reason) {
    const call = this.#running;
    this.#end();
    call?.reject(reason);
    if (this.#queue.length) this.warm();
  }

  /** @param {import("./interpreter.js").FromInterpreter} message */
  #receive(message) {
    const call = this.#running;
    switch (message.type) {
      case "progress":
        return this.#progress(message);
      case "ready":
        this.#setState("ready");
        keepOffline();
        return this.#next();
      case "not begun":
        return this.#fail(message.error);
      case "failed":
        if (this.#fallBack(message.message)) return;
        return this.#fail(
          new PythonError(message.kind, message.kind === "network" ? message.message : NOT_STARTED, message.detail),
        );
      case "started":
        if (call?.options.timeLimit) {
          this.#timer = setTimeout(() => this.#timeOut(), call.options.timeLimit);
        }
        return call?.options.onStart?.();
      case "output":
        // What a task prints when its own call has ended belongs to no other one.
        if (call?.number === message.call) call.options.onOutput?.(message.output);
        return;
      case "result":
        this.#finish();
        call?.resolve(JSON.parse(message.json));
        return this.#next();
      case "not fetched":
        // What is wrong with a file, in bytes and hashes, is for developers.
        return this.#reject(
          message.kind === "network"
            ? new PythonError("network", message.message)
            : new PythonError("broken", NOT_WHOLE, message.message),
        );
      case "raised":
        return this.#reject(new PythonError("python", "Python stopped with an error.", message.detail));
      case "crashed":
        return this.#crash(message.detail);
    }
  }

  /** Takes the next call from the queue, if Python has nothing to do. */
  async #next() {
    const interpreter = this.#interpreter;
    if (this.#running || this.state !== "ready") return;
    const call = this.#queue.shift();
    if (!call) return;
    const { number, name, args, options } = call;
    this.#running = call;
    try {
      if ((options.generation ?? this.generation) !== this.generation) {
        throw new PythonError("outdated", "Python has been started afresh meanwhile.");
      }
      const files = await Promise.all((options.artefacts ?? []).map(findArtefact));
      if (interpreter !== this.#interpreter) return;
      this.#used = true;
      interpreter?.send({ type: "call", call: number, name, args, files });
    } catch (error) {
      call.reject(error);
      if (this.#running === call) this.#finish();
      this.#next();
    }
  }

  /** The running call failed. @param {PythonError} error */
  #reject(error) {
    this.#running?.reject(error);
    this.#finish();
    this.#next();
  }

  #finish() {
    clearTimeout(this.#timer);
    this.#running = undefined;
  }

  #end() {
    this.#finish();
    // An interpreter that is as it was at its start serves another one.
    const clean = !this.#used && (this.state === "loading" || this.state === "ready");
    if (this.#interpreter && clean) this.#supply.giveBack(this.#interpreter);
    else this.#interpreter?.end();
    this.#interpreter = undefined;
    this.generation = ++generations;
    this.#setState("idle");
  }

  #timeOut() {
    const seconds = Math.round((this.#running?.options.timeLimit ?? 0) / 1000);
    this.stop("timeout", `Stopped: it ran for more than ${seconds} seconds.`);
  }

  /** @param {string} detail */
  #crash(detail) {
    if (this.state === "loading") {
      if (this.#fallBack(detail)) return;
      return this.#fail(new PythonError("broken", NOT_STARTED, detail));
    }
    this.#used = true;
    this.#abandon(new PythonError("crashed", "Python ended unexpectedly. It starts afresh.", detail));
  }

  /**
   * Starts Python another way.
   * @param {string} reason that the start broke
   * @returns {boolean} whether there is another way
   */
  #fallBack(reason) {
    if (!this.#interpreter || !this.#supply.fallBack(this.#interpreter, reason)) return false;
    this.#setState("failed");
    this.#end();
    this.warm();
    return true;
  }

  /** Python could not be started. @param {unknown} error */
  #fail(error) {
    const known = error instanceof PythonError;
    const reason = known ? error : new PythonError("broken", NOT_STARTED, String(error));
    this.#supply.reset();
    this.#setState("failed");
    const waiting = this.#queue;
    if (this.#running) waiting.unshift(this.#running);
    this.#queue = [];
    this.#end();
    this.#setState("failed");
    for (const call of waiting) call.reject(reason);
  }

  /** While Python starts: waits for a sign of it, so long and no longer. */
  #wait() {
    clearTimeout(this.#waiting);
    if (this.state !== "loading") return;
    this.#waiting = setTimeout(() => {
      this.#fail(new PythonError("network", "Python does not arrive. Check the connection and try again."));
    }, PATIENCE);
  }

  /** @param {Progress} progress */
  #progress({ step, loaded, total }) {
    this.#wait();
    const waiting = this.#running ? [this.#running] : this.#queue;
    for (const { options } of waiting) options.onProgress?.({ step, loaded, total });
  }

  /** @param {Python["state"]} state */
  #setState(state) {
    this.state = state;
    this.#wait();
  }
}

export const python = new Python(supply);
