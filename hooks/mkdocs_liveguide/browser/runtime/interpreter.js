/** One Python in a worker of its own, from its start to its end. */

import { PythonError } from "./errors.js";
import { findArtefact, readManifest } from "./site.js";
import { snapshots } from "./snapshot-store.js";

/** @typedef {import("./messages.js").FromWorker} FromWorker */
/** @typedef {import("./messages.js").ToWorker} ToWorker */
/** @typedef {FromWorker | {type: "not begun", error: unknown}} FromInterpreter not begun: there is no worker */

/**
 * The two ways to start Python: from the snapshot, and stock Pyodide, for readers whose start from the
 * snapshot broke. They share no file.
 * @typedef {"snapshot" | "stock"} Way
 */

/**
 * Names, in the manifest, of the worker's script and of what it may fetch.
 * @type {Record<Way, {worker: string, parts: Record<string, string>}>}
 */
const WAYS = {
  snapshot: {
    worker: "python/worker.js",
    parts: {
      glue: "python/pyodide.asm.js",
      stdlib: "python/stdlib.zip",
      snippets: "python/snippets.zip",
      snapshot: "python/snapshot.bin",
    },
  },
  stock: {
    worker: "python/fallback.js",
    parts: {
      loader: "python/stock/pyodide.mjs",
      glue: "python/stock/pyodide.asm.js",
      wasm: "python/stock/pyodide.asm.wasm",
      stdlib: "python/stock/python_stdlib.zip",
      lock: "python/stock/pyodide-lock.json",
      live: "python/live-1.0.0-cp313-none-any.whl",
      snippets: "python/snippets.zip",
    },
  },
};
/** Scripts and files that prepare the start from the snapshot, by their names in the manifest. */
const PREPARING = {
  keeper: "python/keeper.js",
  compiler: "python/compiler.js",
  core: "python/pyodide.core.wasm",
};
/** A wasm file with nothing in it: its mark and its version. */
const EMPTY_MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

export class Interpreter {
  /** Takes what it says, until its end. @type {(message: FromInterpreter) => void} */
  receive = () => undefined;
  /** What it said when it had started. @type {import("./messages.js").Ready | undefined} */
  ready;
  #ended = new AbortController();
  /** @type {Worker | undefined} */
  #worker;

  /**
   * Starts it.
   * @param {Way} way
   * @param {string} reason why not another way
   */
  constructor(way, reason) {
    this.way = way;
    this.reason = reason;
    this.#start().catch((error) => this.#tell({ type: "not begun", error }));
  }

  /** @param {FromInterpreter} message */
  #tell(message) {
    if (this.#ended.signal.aborted) return;
    if (message.type === "ready") {
      this.ready = message;
      // For those who measure or look after the site: how it started, and why not from the snapshot.
      const { way: boot, reason } = this;
      performance.mark("python-ready", { detail: { boot, reason, steps: message.steps } });
    }
    this.receive(message);
  }

  /**
   * Starts the worker, and hands it what it starts Python from. Whether that works it says itself.
   * @throws {PythonError} there is no worker
   */
  async #start() {
    if (typeof Worker === "undefined" || typeof WebAssembly === "undefined") {
      throw new PythonError("unsupported", "This browser cannot run Python: it has no WebAssembly.");
    }
    try {
      new WebAssembly.Instance(new WebAssembly.Module(EMPTY_MODULE)); // some forbid the one, some the other
    } catch (error) {
      // No way to start would come round that, and some engines would wait for ever.
      const reason = "Python could not be started: this site's host, or a setting, forbids WebAssembly.";
      throw new PythonError("unsupported", reason, String(error));
    }
    const { way } = this;
    const { artefacts } = await readManifest();
    const names = Object.entries(WAYS[way].parts).filter(([, name]) => name in artefacts);
    const parts = await findAll(names);
    const { url } = await findArtefact(WAYS[way].worker);
    const preparing = way === "snapshot" ? await findAll(Object.entries(PREPARING)) : undefined;
    const { signal } = this.#ended;
    if (signal.aborted) return;
    // As its name, because it can begin with that before its first message.
    const worker = (this.#worker = new Worker(url, { type: "module", name: JSON.stringify(parts) }));
    worker.addEventListener("message", ({ data }) => this.#tell(data));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      // There is no message where the script itself cannot be had.
      this.#tell({ type: "crashed", detail: event.message || `${WAYS[way].worker} could not be started` });
    });
    if (!preparing) return;
    snapshots.give({ snapshot: parts.snapshot, ...preparing }, {
      send: (message, moved) => this.send(message, moved),
      onProgress: (loaded, total) => this.#tell({ type: "progress", step: "Fetching Python", loaded, total }),
      signal,
    });
  }

  /** @param {ToWorker} message @param {Transferable[]} [moved] */
  send(message, moved = []) {
    this.#worker?.postMessage(message, moved);
  }

  /** Ends Python at once, whatever it does; nothing more is heard of it. */
  end() {
    this.#ended.abort();
    this.#worker?.terminate();
  }
}

/**
 * @param {[string, string][]} names each with its name in the manifest
 * @returns {Promise<Record<string, import("./files.js").Part>>}
 */
async function findAll(names) {
  return Object.fromEntries(await Promise.all(names.map(async ([part, name]) => [part, await findArtefact(name)])));
}
