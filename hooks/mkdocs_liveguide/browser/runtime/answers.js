/**
 * The worker's half of the calls, however its Python started: one call is answered at a time. The page
 * is at the other end: `python.js`.
 */

import { fetchBytes, fetchBytesNow } from "./files.js";

/** @typedef {import("./files.js").Part} Part */
/** @typedef {{call: number, name: string, args: string, files: Part[]}} Call */

/** @param {import("./messages.js").FromWorker} message */
const send = (message) => self.postMessage(message);

/** @param {string} step */
export const progressOf = (step) => (/** @type {number} */ loaded, /** @type {number} */ total) =>
  send({ type: "progress", step, loaded, total });

/** Notes when a step was done, for measurements. @param {string} step */
export const mark = (step) => performance.mark(step);

/**
 * Starts Python, says how that went, and answers calls from then on.
 * @param {() => Promise<any>} boot starts Pyodide
 * @param {{stdlib?: Part, snippets?: Part}} late archives that are fetched when Python wants a module of
 *   them; without the first, Python has all of its library
 * @param {(message: any) => void} [receive] takes messages that are no calls
 */
export async function answerCalls(boot, late, receive) {
  /** @type {Answers | undefined} */
  let answers;
  self.addEventListener("message", ({ data }) => (data.type === "call" ? answers?.call(data) : receive?.(data)));
  try {
    const pyodide = await boot();
    mark("loaded");
    answers = new Answers(pyodide, late);
    const marks = performance.getEntriesByType("mark");
    const steps = marks.map(({ name, startTime }) => [name, performance.timeOrigin + startTime]);
    send({ type: "ready", steps: Object.fromEntries(steps) });
  } catch (error) {
    const { kind = "broken", message = String(error), detail, stack } = /** @type {any} */ (error ?? {});
    send({ type: "failed", kind, message, detail: detail || String(stack ?? error) });
  }
}

class Answers {
  #written = new Set();

  /**
   * @param {any} pyodide
   * @param {{stdlib?: Part, snippets?: Part}} late
   */
  constructor(pyodide, late) {
    this.pyodide = pyodide;
    this.late = late;
    pyodide.pyimport("live.runtime.host").connect(
      (/** @type {number} */ call, /** @type {string} */ output) =>
        send({ type: "output", call, output: JSON.parse(output) }),
      (/** @type {string} */ path) => this.#provide(path),
    );
    this.callJson = pyodide.pyimport("live.runtime.api").call_json;
  }

  /** @param {Call} message */
  async call({ call, name, args, files }) {
    try {
      await Promise.all(files.map((file) => this.#write(file)));
    } catch (error) {
      const { kind = "broken", message } = /** @type {Error & {kind?: "network" | "broken"}} */ (error);
      return send({ type: "not fetched", kind, message });
    }
    send({ type: "started" });
    try {
      send({ type: "result", json: await this.callJson(name, args, call) });
    } catch (error) {
      const { name, message } = /** @type {Error} */ (error ?? {});
      // What is not an exception of Python's has broken the interpreter itself, and this worker with it.
      send(name === "PythonError" ? { type: "raised", detail: message } : { type: "crashed", detail: String(error) });
    }
  }

  /**
   * Python wants a file that was left out at the start; it waits while it is fetched.
   * @param {string} path in the worker's file system
   */
  #provide(path) {
    const part = path.endsWith("/snippets.zip") ? this.late.snippets : this.late.stdlib;
    if (!part) return;
    send({ type: "progress", step: "Fetching more of Python", loaded: 0, total: part.size });
    this.pyodide.FS.writeFile(path, fetchBytesNow(part, (bytes) => this.#digest(bytes)));
  }

  /** SHA-256 in hex, by Python, which is the one that waits. @param {Uint8Array} bytes @returns {string} */
  #digest(bytes) {
    return this.pyodide.pyimport("_sha2").sha256(this.pyodide.toPy(bytes)).hexdigest();
  }

  /** @param {Part} file */
  async #write(file) {
    const key = `${file.name} ${file.hash}`;
    if (this.#written.has(key)) return;
    const bytes = await fetchBytes(file, progressOf(`Fetching ${file.name}`));
    const { FS } = this.pyodide;
    const path = `/artefacts/${file.name}`;
    FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    FS.writeFile(path, bytes);
    this.#written.add(key);
  }
}
