/** One Python in a worker of its own, from its start to its end. */

import { compile } from "./compile.js";
import { PythonError } from "./errors.js";
import { findArtefact, readManifest } from "./site.js";
import { sendSnapshot } from "./unpack.js";

/** @typedef {import("./messages.js").FromWorker} FromWorker */
/** @typedef {import("./messages.js").ToWorker} ToWorker */

/** Names, in the manifest, of what the worker starts Python from. */
const PARTS = {
  glue: "python/pyodide.asm.js",
  wasm: "python/pyodide.asm.wasm",
  stdlib: "python/stdlib.zip",
  lock: "python/pyodide-lock.json",
  wheel: "python/live-1.0.0-cp313-none-any.whl",
  snippets: "python/snippets.zip",
  snapshot: "python/snapshot.bin",
};
const WORKER = "python/worker.js";
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
   * @param {boolean} withSnapshot
   * @throws {PythonError} there is no worker
   */
  async start(withSnapshot) {
    if (typeof Worker === "undefined" || typeof WebAssembly === "undefined") {
      throw new PythonError("unsupported", "This browser cannot run Python: it has no WebAssembly.");
    }
    const onProgress = (/** @type {number} */ loaded, /** @type {number} */ total) =>
      this.#tell({ type: "progress", step: "Fetching Python", loaded, total });
    onProgress(0, 0);
    const { artefacts } = await readManifest();
    /** @type {Record<string, import("./files.js").Part>} */
    const parts = {};
    for (const [part, name] of Object.entries(PARTS)) {
      if (name in artefacts) parts[part] = await findArtefact(name);
    }
    if (!withSnapshot) delete parts.snapshot;
    const { url } = await findArtefact(WORKER);
    const core = await findArtefact(CORE);
    const { signal } = this.#ended;
    if (signal.aborted) return;
    // As its name, because a message would wait for this thread, which is about to be busy.
    const worker = (this.#worker = new Worker(url, { type: "module", name: JSON.stringify(parts) }));
    worker.addEventListener("message", ({ data }) => this.#tell(data));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.#tell({ type: "crashed", detail: event.message });
    });
    void sendSnapshot(parts.snapshot, worker, onProgress, signal);
    this.send(
      await compile(core.url).then(
        (module) => ({ type: "module", module }),
        (error) => ({ type: "no module", error: String(error) }),
      ),
    );
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
