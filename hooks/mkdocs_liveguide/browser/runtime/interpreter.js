/** One Python in a worker of its own, from its start to its end. */

import { compile } from "./compile.js";
import { PythonError, inDetail } from "./errors.js";
import { findArtefact, readManifest } from "./site.js";
import { sendSnapshot } from "./unpack.js";

/** @typedef {import("./messages.js").FromWorker} FromWorker */
/** @typedef {import("./messages.js").ToWorker} ToWorker */

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
/** The module that works with the snapshot. */
const CORE = "python/pyodide.core.wasm";

export class Interpreter {
  #ended = new AbortController();
  /** @type {Worker | undefined} */
  #worker;

  /** @param {(message: FromWorker) => void} receive takes what the worker says, until the end */
  constructor(receive) {
    this.receive = receive;
  }

  /** @param {FromWorker} message */
  #tell(message) {
    if (!this.#ended.signal.aborted) this.receive(message);
  }

  /**
   * Starts the worker, and hands it what it starts Python from. Whether that works it says itself.
   * @param {Way} way
   * @throws {PythonError} there is no worker
   */
  async start(way) {
    if (typeof Worker === "undefined" || typeof WebAssembly === "undefined") {
      throw new PythonError("unsupported", "This browser cannot run Python: it has no WebAssembly.");
    }
    const onProgress = (/** @type {number} */ loaded, /** @type {number} */ total) =>
      this.#tell({ type: "progress", step: "Fetching Python", loaded, total });
    onProgress(0, 0);
    const { artefacts } = await readManifest();
    /** @type {Record<string, import("./files.js").Part>} */
    const parts = {};
    for (const [part, name] of Object.entries(WAYS[way].parts)) {
      if (name in artefacts) parts[part] = await findArtefact(name);
    }
    const { url } = await findArtefact(WAYS[way].worker);
    const core = way === "snapshot" && (await findArtefact(CORE));
    const { signal } = this.#ended;
    if (signal.aborted) return;
    // As its name, because a message would wait for this thread, which is about to be busy.
    const worker = (this.#worker = new Worker(url, { type: "module", name: JSON.stringify(parts) }));
    worker.addEventListener("message", ({ data }) => this.#tell(data));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      // There is no message where the script itself cannot be had.
      this.#tell({ type: "crashed", detail: event.message || `${WAYS[way].worker} could not be started` });
    });
    if (!core) return;
    void sendSnapshot(parts.snapshot, worker, onProgress, signal);
    try {
      const { module, proven } = compile(core);
      this.send({ type: "module", module: await module });
      await proven;
      this.send({ type: "proven" });
    } catch (error) {
      this.send({ type: "no module", error: inDetail(error) });
    }
  }

  /** @param {ToWorker} message */
  send(message) {
    this.#worker?.postMessage(message);
  }

  /** Ends Python at once, whatever it does; nothing more is heard of it. */
  end() {
    this.#ended.abort();
    this.#worker?.terminate();
  }
}
