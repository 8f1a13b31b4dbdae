/**
 * The compiler: a worker that makes the module of Python's interpreter from its wasm file. Elsewhere that would
 * hold something up: the page, or the keeper, which unpacks meanwhile.
 */

import { inDetail } from "./errors.js";
import { prove, request } from "./files.js";

/** @type {import("./files.js").Part} */
const part = JSON.parse(self.name);

/** @param {import("./messages.js").FromCompiler} message */
const tell = (message) => self.postMessage(message);

/** Compiles while it is fetched. @param {string} url */
async function compile(url) {
  try {
    return await WebAssembly.compileStreaming(fetch(url));
  } catch {
    // A host that does not know the type application/wasm, or no network: the second try tells.
  }
  const response = await request(url);
  return WebAssembly.compile(await response.arrayBuffer());
}

async function work() {
  tell({ type: "module", module: await compile(part.url) });
  await prove(part);
  tell({ type: "proven" });
}

work().catch((error) => tell({ type: "broken", error: inDetail(error) }));
