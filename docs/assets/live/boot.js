/**
 * Two ways to start Python: from a picture of its memory that the build took, or step by step.
 *
 * Both go through Pyodide's own loader. What it would fetch by fixed names is handed to it instead,
 * because our files are named by their content and fetched side by side; the places where that is
 * done (`_createPyodideModule`, `instantiateStreaming`, `_loadSnapshot`) are tied to the locked
 * version of Pyodide.
 */

import { loadPyodide } from "pyodide";
import { fetchBytes, fetchPart } from "./files.js";
import { applySnapshot, readSnapshot } from "./snapshot.js";

/** @typedef {import("./files.js").Part} Part */
/** @typedef {import("./files.js").OnProgress} OnProgress */

const PAGE = 65536;
/** Python's memory ends here, in bytes: a program that wants more gets a MemoryError. */
const MEMORY_LIMIT = 768 * 1024 * 1024;
const INITIAL_MEMORY = 20 * 1024 * 1024;

/** The loader wants to fetch a wasm file and a library of its own: nothing is fetched for these. */
const NO_FILES = "data:application/octet-stream,";
const EMPTY_ZIP = "data:application/zip;base64,UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==";

/** @param {unknown} text */
const toConsole = (text) => console.info(text);

const OPTIONS = {
  indexURL: NO_FILES,
  // There is nobody to ask: `input()` says so itself.
  stdin: () => null,
  stdout: toConsole,
  stderr: toConsole,
  env: { HOME: "/home/reader", PYTHONHASHSEED: "0" },
};

/**
 * Hands the loader what we fetched ourselves, for as long as it works.
 * @template T
 * @param {Part} glue
 * @param {Promise<WebAssembly.Module>} wasm
 * @param {{memory: number, onInstance?: (memory: WebAssembly.Memory) => void, onModule?: (module: any) => void}} steps
 * @param {() => Promise<T>} work
 */
async function withParts(glue, wasm, steps, work) {
  const scope = /** @type {any} */ (globalThis);
  await import(glue.url);
  const create = scope._createPyodideModule;
  const { instantiateStreaming } = WebAssembly;
  const memory = new WebAssembly.Memory({ initial: steps.memory / PAGE, maximum: MEMORY_LIMIT / PAGE });
  WebAssembly.instantiateStreaming = async (_response, imports) => {
    const module = await wasm;
    const instance = await WebAssembly.instantiate(module, imports);
    steps.onInstance?.(memory);
    return { module, instance };
  };
  scope._createPyodideModule = async (/** @type {any} */ settings) => {
    settings.wasmMemory = memory;
    settings.INITIAL_MEMORY = steps.memory;
    const module = await create(settings);
    steps.onModule?.(module);
    return module;
  };
  try {
    return await work();
  } finally {
    scope._createPyodideModule = create;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  }
}

/**
 * Starts Python from the memory snapshot: nothing of it runs that was run at build time.
 * @param {Record<string, Part>} parts
 * @param {Promise<WebAssembly.Module>} wasm
 * @param {OnProgress} onProgress
 * @throws {Error} the snapshot cannot be had, or is not for this Pyodide
 */
export async function bootSnapshot(parts, wasm, onProgress) {
  const snapshot = await readSnapshot(parts.snapshot, onProgress);
  /** @type {Uint8Array | undefined} */
  let data;
  const steps = {
    memory: snapshot.memory,
    onInstance: (/** @type {WebAssembly.Memory} */ memory) => {
      data = new Uint8Array(memory.buffer).slice(0, snapshot.base);
    },
    onModule: (/** @type {any} */ module) => {
      applySnapshot(snapshot, module.HEAPU8, data);
      keepCountArgs(module);
    },
  };
  return withParts(parts.glue, wasm, steps, () =>
    loadPyodide(
      /** @type {any} */ ({
        ...OPTIONS,
        stdLibURL: EMPTY_ZIP,
        lockFileContents: { info: snapshot.info, packages: {} },
        _loadSnapshot: snapshot.header,
      }),
    ),
  );
}

/**
 * CPython counts a function's arguments with a helper where the engine has WebAssembly's garbage
 * collection, and does without elsewhere (Safari, for one). Its place is this engine's affair: what
 * the snapshot says of it holds for the engine that made the snapshot.
 * @param {any} module
 */
function keepCountArgs(module) {
  const heap = /** @type {Int32Array} */ (module.HEAP32);
  const offset = heap[module.__PyEM_EMSCRIPTEN_COUNT_ARGS_OFFSET / 4];
  heap[(module.__PyRuntime + offset) / 4] = module._PyEM_CountArgsPtr ?? 0;
}

/**
 * Starts Python as stock Pyodide does, from byte-compiled files.
 * @param {Record<string, Part>} parts
 * @param {Promise<WebAssembly.Module>} wasm
 * @param {OnProgress} onProgress
 * @throws {NetworkError | Error}
 */
export async function bootOrdinary(parts, wasm, onProgress) {
  const [stdlib, lock] = await Promise.all([
    fetchBytes(parts.stdlib, onProgress),
    fetchPart(parts.lock).then((response) => response.text()),
  ]);
  const stdLibURL = URL.createObjectURL(new Blob([stdlib]));
  return withParts(parts.glue, wasm, { memory: INITIAL_MEMORY }, async () => {
    try {
      return await loadPyodide({
        ...OPTIONS,
        stdLibURL,
        lockFileContents: lock,
        packageBaseUrl: new URL(".", parts.wheel.url).href,
        packages: ["live"],
      });
    } finally {
      URL.revokeObjectURL(stdLibURL);
    }
  });
}
