/** The module of Python's interpreter, from a wasm file. */

import { request } from "./files.js";

/** @type {Promise<WebAssembly.Module> | undefined} */
let compiled;

/**
 * Compiles the file once; a failure is not kept. The page does it, not the worker, so that a fresh
 * worker after a stop gets the same module at once.
 * @param {string} url
 */
export function compile(url) {
  compiled ??= compileNow(url).catch((error) => {
    compiled = undefined;
    throw error;
  });
  return compiled;
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
