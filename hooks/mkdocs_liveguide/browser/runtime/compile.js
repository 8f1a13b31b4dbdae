/** The module of Python's interpreter, from a wasm file. */

import { refused } from "./files.js";

/**
 * Compiles while it is fetched. The page does it, not the worker, so that a fresh worker after a
 * stop gets the same module at once.
 * @param {string} url
 */
export async function compile(url) {
  try {
    return await WebAssembly.compileStreaming(fetch(url));
  } catch {
    // A host that does not know the type application/wasm, or no network: the second try tells.
  }
  const response = await fetch(url);
  if (!response.ok) throw new Error(refused(response.status));
  return WebAssembly.compile(await response.arrayBuffer());
}
