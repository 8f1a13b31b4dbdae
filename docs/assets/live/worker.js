/**
 * The worker: starts Python, then answers one call at a time. The page is at the other end:
 * `python.js`.
 */

import { bootOrdinary, bootSnapshot } from "./boot.js";
import { fetchBytes, fetchBytesNow } from "./files.js";

/** @typedef {import("./files.js").Part} Part */

/** @type {(value: WebAssembly.Module) => void} */
let giveWasm;
/** @type {Promise<WebAssembly.Module>} */
const wasm = new Promise((resolve) => (giveWasm = resolve));
/** @type {any} */
let pyodide;
/** @type {any} */
let callJson;
const written = new Set();

/** @param {Record<string, unknown>} message */
const send = (message) => self.postMessage(message);

/** @param {string} step */
const progressOf = (step) => (/** @type {number} */ loaded, /** @type {number} */ total) =>
  send({ type: "progress", step, loaded, total });

/** @param {Record<string, Part>} parts */
async function start(parts) {
  let boot = "snapshot";
  let reason = "";
  try {
    if (!parts.snapshot) throw new Error("this build has no snapshot");
    pyodide = await bootSnapshot(parts, wasm, progressOf("Fetching Python"));
  } catch (error) {
    boot = "ordinary";
    reason = String(error);
    pyodide = await bootOrdinary(parts, wasm, progressOf("Fetching Python"));
  }
  const page = pyodide.pyimport("live.page");
  page.connect(
    (/** @type {string} */ output) => send({ type: "output", output: JSON.parse(output) }),
    (/** @type {string} */ path) => provide(parts, path),
  );
  callJson = pyodide.pyimport("live.door").call_json;
  send({ type: "ready", boot, reason });
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
  pyodide.FS.writeFile(path, fetchBytesNow(part));
}

/** @param {{name: string, args: string, files: Part[]}} message */
async function call({ name, args, files }) {
  try {
    await Promise.all(files.map(write));
  } catch (error) {
    return send({ type: "error", kind: "network", message: message(error) });
  }
  send({ type: "started" });
  try {
    send({ type: "result", json: await callJson(name, args) });
  } catch (error) {
    if (error instanceof Error && error.name === "PythonError") {
      const text = "Python stopped with an error.";
      return send({ type: "error", kind: "python", message: text, detail: error.message });
    }
    // Not an exception of Python's: the interpreter itself is broken, and this worker with it.
    send({ type: "crashed", detail: String(error) });
  }
}

/** @param {unknown} error */
const message = (error) => (error instanceof Error ? error.message : String(error));

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
  if (data.type === "wasm") giveWasm(data.module);
  else if (data.type === "call") call(data);
  else if (data.type === "boot") {
    start(data.parts).catch((error) => {
      const kind = error.name === "NetworkError" ? "network" : "broken";
      const text = kind === "network" ? error.message : "Python could not be started. Try again, or reload the page.";
      send({ type: "failed", kind, message: text, detail: String(error?.stack ?? error) });
    });
  }
});
