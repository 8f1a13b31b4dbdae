/**
 * The worker whose Python is stock Pyodide: the files of its npm package as they are, started through
 * its public interface. It is for readers whose start from the snapshot broke, whatever broke it, so it
 * shares nothing with that start.
 */

import { answerCalls, mark, progressOf } from "./answers.js";
import { fetchBytes } from "./files.js";
import { SETTINGS } from "./settings.js";

/** @typedef {import("./files.js").Part} Part */

mark("worker");
/** @type {Record<string, Part>} */
const { live, snippets, ...stock } = JSON.parse(self.name);

/**
 * All files, each proven to be what the manifest names, before the loader asks for them again, and
 * the browser has them: the loader waits for ever for a wasm file that does not compile, and tells
 * nobody how much has come.
 */
async function fetchAll() {
  const parts = { live, ...stock };
  const total = Object.values(parts).reduce((sum, { size }) => sum + size, 0);
  /** @type {Record<string, number>} */
  const loaded = {};
  const progress = progressOf("Fetching Python");
  const fetched = Object.entries(parts).map(async ([name, part]) => {
    const bytes = await fetchBytes(part, (size) => {
      loaded[name] = size;
      progress(Object.values(loaded).reduce((sum, each) => sum + each), total);
    });
    return [name, bytes];
  });
  return Object.fromEntries(await Promise.all(fetched));
}

async function boot() {
  const files = await fetchAll();
  mark("fetched");
  await WebAssembly.compile(files.wasm);
  const { loadPyodide } = await import(stock.loader.url);
  const indexURL = new URL(".", stock.loader.url).href;
  const pyodide = await loadPyodide({ ...SETTINGS, indexURL, packageBaseUrl: indexURL });
  pyodide.unpackArchive(files.live, "wheel");
  return pyodide;
}

answerCalls(boot, { snippets });
