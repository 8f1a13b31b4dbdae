/**
 * The door to Python: one worker for the whole site, started on first use, kept across instant
 * navigation, begun anew after a stop. Calls wait in one queue and run one at a time.
 *
 *     import { python } from "./python.js";
 *     const result = await python.call("quiz.recommend", { answers }, { artefacts: ["quiz.json"] });
 *
 * @typedef {import("./messages.js").Output} Output
 * @typedef {{step: string, loaded: number, total: number}} Progress
 *   step: words for the reader; loaded and total in bytes, total 0 where unknown
 * @typedef {object} CallOptions
 * @property {string[]} [artefacts] files of the manifest that the function reads
 * @property {AbortSignal} [signal] ends the waiting; a call that already runs goes on unheard
 * @property {(progress: Progress) => void} [onProgress] while Python or artefacts load for this call
 * @property {(output: Output) => void} [onOutput] what the function prints, as it is printed
 * @property {() => void} [onStart] the call is at work now
 * @property {number} [timeLimit] milliseconds of work, not of loading; then the worker is ended
 */

import { compile } from "./compile.js";
import { PythonError } from "./errors.js";
import { keepOffline } from "./offline.js";
import { findArtefact, readJSON, readManifest } from "./site.js";
import { sendSnapshot } from "./unpack.js";

export { PythonError };

/** @typedef {"idle" | "loading" | "ready" | "failed"} State */

/**
 * @typedef {object} Job
 * @property {string} name
 * @property {string} args JSON
 * @property {CallOptions} options
 * @property {(value: any) => void} resolve
 * @property {(error: unknown) => void} reject
 */

/** Names, in the manifest, of what the worker boots from. */
const PARTS = {
  glue: "python/pyodide.asm.js",
  wasm: "python/pyodide.asm.wasm",
  stdlib: "python/stdlib.zip",
  lock: "python/pyodide-lock.json",
  wheel: "python/live-1.0.0-cp313-none-any.whl",
  snippets: "python/snippets.zip",
  snapshot: "python/snapshot.bin",
};
const FETCHING = "Fetching Python";
/** When nothing at all has come for so long, nothing more is waited for; milliseconds. */
const PATIENCE = 60_000;
const NOT_STARTED = "Python could not be started. Try again, or reload the page.";
const WORKER = "python/worker.js";
/** The module that works with the snapshot. */
const CORE = "python/pyodide.core.wasm";

class Python extends EventTarget {
  /** @type {State} */
  state = "idle";
  /** How the running interpreter was started: "snapshot" or "ordinary"; "" before that. */
  boot = "";

  /** @type {Worker | undefined} */
  #worker;
  /** A start broke: the next ones do without the snapshot. */
  #cautious = false;
  /** Ends what was begun for the present worker. */
  #dropped = new AbortController();
  /** @type {Promise<WebAssembly.Module> | undefined} */
  #core;
  /** @type {Job[]} */
  #queue = [];
  /** @type {Job | undefined} */
  #running;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #patience;
  /** Counts interpreters: what Python held in memory is gone when this has changed. */
  generation = 0;

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
      /** @type {Job} */
      const job = { name, args: JSON.stringify(args), options, resolve, reject };
      signal?.addEventListener("abort", () => {
        this.#queue = this.#queue.filter((each) => each !== job);
        aborted();
      });
      this.#queue.push(job);
      this.warm();
      this.#next();
    });
  }

  /** Starts Python if it is not there yet; does not wait, never fails. */
  warm() {
    if (this.#worker || this.state === "loading") return;
    this.#setState("loading");
    const generation = ++this.generation;
    this.#start(generation).catch((error) => {
      if (generation === this.generation) this.#fail(error);
    });
  }

  /**
   * Ends the interpreter at once, whatever it does, and starts a fresh one. The running call is
   * rejected; calls that wait are kept. Everything that Python held in memory is gone.
   * @param {import("./errors.js").Kind} [kind]
   * @param {string} [message]
   */
  stop(kind = "stopped", message = "Stopped.") {
    const job = this.#running;
    this.#drop();
    job?.reject(new PythonError(kind, message));
    this.warm();
  }

  /** See `site.js`. */
  readJSON = readJSON;

  /** @param {number} generation */
  async #start(generation) {
    if (typeof Worker === "undefined" || typeof WebAssembly === "undefined") {
      throw new PythonError("unsupported", "This browser cannot run Python: it has no WebAssembly.");
    }
    this.#progress({ step: FETCHING, loaded: 0, total: 0 });
    const { artefacts } = await readManifest();
    /** @type {Record<string, import("./files.js").Part>} */
    const parts = {};
    for (const [part, name] of Object.entries(PARTS)) {
      if (name in artefacts) parts[part] = await findArtefact(name);
    }
    if (this.#cautious) delete parts.snapshot;
    const { url } = await findArtefact(WORKER);
    const core = await findArtefact(CORE);
    if (generation !== this.generation) return;
    // As its name, because a message would wait for this thread, which is about to be busy.
    const worker = new Worker(url, { type: "module", name: JSON.stringify(parts) });
    this.#worker = worker;
    worker.addEventListener("message", (event) => {
      if (worker === this.#worker) this.#receive(event.data);
    });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      if (worker === this.#worker) this.#crash(event.message);
    });
    const onProgress = (/** @type {number} */ loaded, /** @type {number} */ total) =>
      this.#progress({ step: FETCHING, loaded, total });
    void sendSnapshot(parts.snapshot, worker, onProgress, this.#dropped.signal);
    this.#core ??= compile(core.url).catch((error) => {
      this.#core = undefined;
      throw error;
    });
    worker.postMessage(
      await this.#core.then(
        (module) => ({ type: "core", module }),
        (error) => ({ type: "core", error: String(error) }),
      ),
    );
  }

  /** @param {import("./messages.js").FromWorker} message */
  #receive(message) {
    const job = this.#running;
    switch (message.type) {
      case "progress":
        return this.#progress(message);
      case "ready":
        this.boot = message.boot;
        // For those who measure or look after the site: how it started, and why not from the snapshot.
        performance.mark("python-ready", {
          detail: { boot: message.boot, reason: message.reason, steps: message.steps },
        });
        this.#setState("ready");
        keepOffline();
        return this.#next();
      case "failed":
        return this.#fail(new PythonError(message.kind, message.message, message.detail));
      case "started":
        if (job?.options.timeLimit) {
          this.#timer = setTimeout(() => this.#timeOut(), job.options.timeLimit);
        }
        return job?.options.onStart?.();
      case "output":
        return job?.options.onOutput?.(message.output);
      case "result":
        this.#finish();
        job?.resolve(JSON.parse(message.json));
        return this.#next();
      case "error":
        this.#finish();
        job?.reject(new PythonError(message.kind, message.message, message.detail));
        return this.#next();
      case "crashed":
        return this.#crash(message.detail);
    }
  }

  async #next() {
    if (this.#running || this.state !== "ready" || !this.#worker) return;
    const job = this.#queue.shift();
    if (!job) return;
    this.#running = job;
    const worker = this.#worker;
    try {
      const files = await Promise.all((job.options.artefacts ?? []).map(findArtefact));
      if (worker !== this.#worker) return;
      worker.postMessage({ type: "call", name: job.name, args: job.args, files });
    } catch (error) {
      job.reject(error);
      if (this.#running === job) this.#finish();
      this.#next();
    }
  }

  #finish() {
    clearTimeout(this.#timer);
    this.#running = undefined;
  }

  #drop() {
    this.#finish();
    this.#dropped.abort();
    this.#dropped = new AbortController();
    this.#worker?.terminate();
    this.#worker = undefined;
    this.generation += 1;
    this.boot = "";
    this.#setState("idle");
  }

  #timeOut() {
    const seconds = Math.round((this.#running?.options.timeLimit ?? 0) / 1000);
    this.stop("timeout", `Stopped: it ran for more than ${seconds} seconds.`);
  }

  /** @param {string} detail */
  #crash(detail) {
    if (this.state === "loading") {
      return this.#fail(new PythonError("broken", NOT_STARTED, detail));
    }
    const job = this.#running;
    this.#drop();
    job?.reject(new PythonError("crashed", "Python ended unexpectedly. It starts afresh.", detail));
    if (this.#queue.length) this.warm();
  }

  /** @param {unknown} error */
  #fail(error) {
    const known = error instanceof PythonError;
    const reason = known ? error : new PythonError("broken", NOT_STARTED, String(error));
    if (reason.kind === "broken" && !this.#cautious) {
      console.info("Python broke while it started:", reason.message, reason.detail);
      this.#cautious = true;
      this.#drop();
      return this.warm();
    }
    const waiting = this.#queue;
    if (this.#running) waiting.unshift(this.#running);
    this.#queue = [];
    this.#drop();
    this.#setState("failed");
    for (const job of waiting) job.reject(reason);
  }

  #wait() {
    clearTimeout(this.#patience);
    if (this.state !== "loading") return;
    this.#patience = setTimeout(() => {
      this.#fail(new PythonError("network", "Python does not arrive. Check the connection and try again."));
    }, PATIENCE);
  }

  /** @param {Progress} progress */
  #progress({ step, loaded, total }) {
    this.#wait();
    const detail = { step, loaded, total };
    this.dispatchEvent(new CustomEvent("progress", { detail }));
    const waiting = this.#running ? [this.#running] : this.#queue;
    for (const job of waiting) job.options.onProgress?.(detail);
  }

  /** @param {State} state */
  #setState(state) {
    if (this.state === state) return;
    this.state = state;
    this.#wait();
    this.dispatchEvent(new CustomEvent("state", { detail: state }));
  }
}

export const python = new Python();
