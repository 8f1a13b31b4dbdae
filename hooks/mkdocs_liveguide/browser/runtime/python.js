/**
 * Python, as the page's live parts call it: one interpreter for the whole site, started on first use,
 * kept across instant navigation, begun anew after a stop. Calls wait in one queue and run one at a time.
 *
 *     import { python } from "./python.js";
 *     const result = await python.call("quiz.recommend", { answers }, { artefacts: ["quiz.json"] });
 *
 * @typedef {import("./errors.js").Kind} Kind
 * @typedef {import("./interpreter.js").Way} Way
 * @typedef {{step: string, loaded: number, total: number}} Progress
 *   step: words for the reader; loaded and total in bytes, total 0 where unknown
 * @typedef {object} CallOptions
 * @property {string[]} [artefacts] files of the manifest that the function reads
 * @property {AbortSignal} [signal] ends the waiting; a call that already runs goes on unheard
 * @property {(progress: Progress) => void} [onProgress] while Python or artefacts load for this call
 * @property {(output: import("../cells/types.js").Output) => void} [onOutput] what the function prints,
 *   as it is printed
 * @property {() => void} [onStart] the call is at work now
 * @property {number} [timeLimit] milliseconds of work, not of loading; then the interpreter is ended
 */

import { inPlainWords, PythonError } from "./errors.js";
import { Interpreter } from "./interpreter.js";
import { keepOffline, savesData } from "./offline.js";
import { findArtefact } from "./site.js";

// From here, so that all come in one file.
export { inPlainWords, PythonError };
export { Status } from "./progress.js";

/**
 * @typedef {object} Call
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

class Python {
  /** @type {"idle" | "loading" | "ready" | "failed"} */
  state = "idle";
  /** Counts interpreters: what Python held in memory is gone when this has changed. */
  generation = 0;

  /** @type {Interpreter | undefined} */
  #interpreter;
  /** How Python is started: once a start from the snapshot broke, without it. @type {Way} */
  #way = "snapshot";
  /** Why not from the snapshot. */
  #reason = "";
  /** @type {Call[]} */
  #queue = [];
  /** @type {Call | undefined} */
  #running;
  /** Ends a call that takes too long. @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** Ends a start that does not arrive. @type {ReturnType<typeof setTimeout> | undefined} */
  #waiting;

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
      const { signal } = options;
      const aborted = () => reject(new PythonError("aborted", "This was called off."));
      if (signal?.aborted) return aborted();
      /** @type {Call} */
      const call = { name, args: JSON.stringify(args), options, resolve, reject };
      signal?.addEventListener("abort", () => {
        this.#queue = this.#queue.filter((each) => each !== call);
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
    const interpreter = new Interpreter((message) => this.#receive(message));
    this.#interpreter = interpreter;
    this.#setState("loading");
    interpreter.start(this.#way).catch((error) => {
      if (interpreter === this.#interpreter) this.#fail(error);
    });
  }

  /**
   * Starts Python as soon as the page has nothing else to do, unless the reader saves data: for pages
   * whose purpose is live.
   * @param {Element} element the live part; when it is gone by then, Python is not started
   */
  warmWhenIdle(element) {
    if (savesData()) return;
    const idle = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 200));
    idle(() => element.isConnected && this.warm());
  }

  /**
   * Ends the interpreter at once, whatever it does, and starts a fresh one. The running call is
   * rejected; calls that wait are kept. Everything that Python held in memory is gone.
   * @param {Kind} [kind]
   * @param {string} [message]
   */
  stop(kind = "stopped", message = "Stopped.") {
    const call = this.#running;
    this.#end();
    call?.reject(new PythonError(kind, message));
    this.warm();
  }

  /** @param {import("./messages.js").FromWorker} message */
  #receive(message) {
    const call = this.#running;
    switch (message.type) {
      case "progress":
        return this.#progress(message);
      case "ready":
        // For those who measure or look after the site: how it started, and why not from the snapshot.
        performance.mark("python-ready", {
          detail: { boot: this.#way, reason: this.#reason, steps: message.steps },
        });
        this.#setState("ready");
        keepOffline();
        return this.#next();
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
        return call?.options.onOutput?.(message.output);
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
    this.#running = call;
    try {
      const files = await Promise.all((call.options.artefacts ?? []).map(findArtefact));
      if (interpreter !== this.#interpreter) return;
      interpreter?.send({ type: "call", name: call.name, args: call.args, files });
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
    this.#interpreter?.end();
    this.#interpreter = undefined;
    this.generation += 1;
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
    const call = this.#running;
    this.#end();
    call?.reject(new PythonError("crashed", "Python ended unexpectedly. It starts afresh.", detail));
    if (this.#queue.length) this.warm();
  }

  /**
   * Starts stock Pyodide where the start from the snapshot broke.
   * @param {string} reason
   * @returns {boolean} whether there is another way
   */
  #fallBack(reason) {
    if (this.#way === "stock") return false;
    console.warn("Python could not be started from its snapshot, and starts afresh:", reason);
    this.#way = "stock";
    this.#reason = reason;
    this.#end();
    this.warm();
    return true;
  }

  /** Python could not be started. @param {unknown} error */
  #fail(error) {
    const known = error instanceof PythonError;
    const reason = known ? error : new PythonError("broken", NOT_STARTED, String(error));
    // The next try begins as the first did: what was missing may be there again.
    this.#way = "snapshot";
    this.#reason = "";
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

export const python = new Python();
