/** The module of Python's interpreter, from a wasm file. */

import { prove, request } from "./files.js";

/**
 * @typedef {object} Compiled
 * @property {Promise<WebAssembly.Module>} module
 * @property {Promise<void>} proven the file is what the manifest says: known a little later
 */

/** @type {Compiled | undefined} */
let compiled;

/**
 * Compiles the file once; a failure is not kept. The page does it, not the worker, so that a fresh
 * worker after a stop gets the same module at once.
 * @param {import("./files.js").Part} part
 * @returns {Compiled}
 */
export function compile(part) {
  if (compiled) return compiled;
  const module = compileNow(part.url);
  const proven = module.then(() => prove(part));
  proven.catch(() => (compiled = undefined));
  return (compiled = { module, proven });
}

/** Compiles while it is fetched. @param {string} url */
async function compileNow(url) {
  try {
    return await WebAssembly.compileStreaming(fetch(url));
  } catch {
    // A host that does not know the type application/wasm, or no network: the second try tells.
  }
  const response = await request(url);
  return WebAssembly.compile(await response.arrayBuffer());
}
