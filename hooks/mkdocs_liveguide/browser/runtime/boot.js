/** The start from a snapshot of Python's memory, which the build took. */

import { loadPyodide } from "pyodide";
import { mark } from "./answers.js";
import { prove } from "./files.js";
import { startInMemory } from "./seams.js";
import { SETTINGS } from "./settings.js";

/** @typedef {import("./files.js").Part} Part */

const PAGE = 65536;
/** Python's memory ends here, in bytes: a program that wants more gets a MemoryError. */
const MEMORY_LIMIT = 768 * 1024 * 1024;

const nothing = () => undefined;

/** @param {number} bytes */
export const createMemory = (bytes) =>
  new WebAssembly.Memory({ initial: bytes / PAGE, maximum: MEMORY_LIMIT / PAGE });

/**
 * Starts Python from the memory snapshot: nothing of it runs that was run at build time.
 * @param {Record<string, Part>} parts
 * @param {{module: Promise<WebAssembly.Module>, proven: Promise<void>}} core the module without data, which the
 *   snapshot brings; its file is what the manifest names
 * @param {import("./snapshot.js").SnapshotReader} snapshot
 * @throws {Error} the snapshot cannot be had, or is not for this Pyodide
 */
export async function bootSnapshot(parts, core, snapshot) {
  const script = import(parts.glue.url).catch((error) => {
    // Safari does not say which script.
    throw new Error(`${parts.glue.name} does not run: ${error?.message ?? error}`);
  });
  const proven = Promise.all([script.then(() => prove(parts.glue)), core.proven]);
  proven.catch(nothing); // another failure may be told first
  const { header, info } = await snapshot.head.promise;
  const pyodide = await startInMemory({
    load: loadPyodide,
    script,
    memory: /** @type {WebAssembly.Memory} */ (snapshot.memory),
    complete: snapshot.complete.promise.then(() => mark("memory")),
    module: core.module,
    settings: SETTINGS,
    header,
    info,
    mark,
  });
  await proven;
  return pyodide;
}
