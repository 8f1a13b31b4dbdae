/**
 * The worker: starts Python, then answers one call at a time. The page is at the other end:
 * `python.js`.
 */

import { bootOrdinary, bootSnapshot, createMemory, mark } from "./boot.js";
import { Deferred } from "./deferred.js";
import { fetchBytes, fetchBytesNow } from "./files.js";
import { SnapshotReader } from "./snapshot.js";

/** @typedef {import("./files.js").Part} Part */
/** @typedef {import("./messages.js").ToWorker} ToWorker */

mark("worker");
const snapshot = new SnapshotReader(createMemory);
/** @type {Deferred<WebAssembly.Module>} */
const core = new Deferred();
/** @type {any} */
let pyodide;
/** @type {any} */
let callJson;
const written = new Set();

/** @param {import("./messages.js").FromWorker} message */
const send = (message) => self.postMessage(message);

/** @param {string} step */
const progressOf = (step) => (/** @type {number} */ loaded, /** @type {number} */ total) =>
  send({ type: "progress", step, loaded, total });

/** @param {Record<string, Part>} parts */
async function start(parts) {
  /** @type {"snapshot" | "ordinary"} */
  let boot = "snapshot";
  let reason = "";
  try {
    pyodide = await bootSnapshot(parts, core.promise, snapshot);
  } catch (error) {
    boot = "ordinary";
    reason = String(error);
    pyodide = await bootOrdinary(parts, progressOf("Fetching Python"));
  }
  mark("loaded");
  const host = pyodide.pyimport("live.runtime.host");
  host.connect(
    (/** @type {string} */ output) => send({ type: "output", output: JSON.parse(output) }),
    (/** @type {string} */ path) => provide(parts, path),
  );
  callJson = pyodide.pyimport("live.runtime.api").call_json;
  const marks = performance.getEntriesByType("mark");
  const steps = Object.fromEntries(
    marks.map(({ name, startTime }) => [name, performance.timeOrigin + startTime]),
  );
  send({ type: "ready", boot, reason, steps });
}

/**
 * Python wants a file that was left out at the start; it waits while it is fetched.
 * @param {Record<string, Part>} parts
 * @param {string} path in the worker's file system
 */
function provide(parts, path) {
  const part = path.endsWith("/snippets.zip") ? parts.snippets : parts.stdlib;
  if (!part) return;
  send({ type: "progress", step: "Fetching more of Python", loaded: 0, total: part.size });
  pyodide.FS.writeFile(path, fetchBytesNow(part, digest));
}

/** SHA-256 in hex, by Python, which is the one that waits. @param {Uint8Array} bytes @returns {string} */
const digest = (bytes) => pyodide.pyimport("_sha2").sha256(pyodide.toPy(bytes)).hexdigest();

/** @param {{name: string, args: string, files: Part[]}} message */
async function call({ name, args, files }) {
  try {
    await Promise.all(files.map(write));
  } catch (error) {
    return send({ type: "not fetched", message: /** @type {Error} */ (error).message });
  }
  send({ type: "started" });
  try {
    send({ type: "result", json: await callJson(name, args) });
  } catch (error) {
    const { name, message } = /** @type {Error} */ (error ?? {});
    // What is not an exception of Python's has broken the interpreter itself, and this worker with it.
    send(name === "PythonError" ? { type: "raised", detail: message } : { type: "crashed", detail: String(error) });
  }
}

/** @param {Part & {name: string}} file */
async function write(file) {
  const key = `${file.name} ${file.hash}`;
  if (written.has(key)) return;
  const bytes = await fetchBytes(file, progressOf(`Fetching ${file.name}`));
  const path = `/artefacts/${file.name}`;
  pyodide.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
  pyodide.FS.writeFile(path, bytes);
  written.add(key);
}

self.addEventListener("message", ({ data }) => {
  /** @type {ToWorker} */
  const message = data;
  if (message.type === "call") call(message);
  else if (message.type === "module") core.resolve(message.module);
  else if (message.type === "no module") core.reject(message.error);
  else snapshot.receive(message);
});

start(JSON.parse(self.name)).catch((error) => {
  const { kind = "broken", message, stack } = error;
  send({ type: "failed", kind, message, detail: String(stack) });
});
