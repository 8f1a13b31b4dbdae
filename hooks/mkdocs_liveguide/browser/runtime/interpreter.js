/** One Python in a worker of its own, from its start to its end. */

import { compile } from "./compile.js";
import { PythonError, inDetail } from "./errors.js";
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
const KEEPER = "python/keeper.js";
/** A wasm file with nothing in it: its mark and its version. */
const EMPTY_MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
/** The module that works with the snapshot. */
const CORE = "python/pyodide.core.wasm";

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
    /** @type {Record<string, import("./files.js").Part>} */
    const parts = {};
    for (const [part, name] of Object.entries(WAYS[way].parts)) {
      if (name in artefacts) parts[part] = await findArtefact(name);
    }
    const { url } = await findArtefact(WAYS[way].worker);
    const [core, keeper] = way === "snapshot" ? await Promise.all([CORE, KEEPER].map(findArtefact)) : [];
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
    if (!core) return;
    const { port1, port2 } = new MessageChannel();
    this.send({ type: "snapshot", port: port1 }, [port1]);
    snapshots.give(parts.snapshot, keeper.url, {
      port: port2,
      onProgress: (loaded, total) => this.#tell({ type: "progress", step: "Fetching Python", loaded, total }),
      onBroken: (error) => this.send({ type: "broken", error }),
      signal,
    });
    try {
      const { module, proven } = compile(core);
      this.send({ type: "module", module: await module });
      await proven;
      this.send({ type: "proven" });
    } catch (error) {
      this.send({ type: "no module", error: inDetail(error) });
    }
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
