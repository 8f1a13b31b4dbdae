/**
 * Two ways to start Python: from a snapshot of its memory, which the build took, or step by step.
 *
 * Both go through Pyodide's own loader. What it would fetch by fixed names is handed to it instead,
 * because our files are named by their content and fetched side by side; the places where that is
 * done (`_createPyodideModule`, `instantiateStreaming`, `_loadSnapshot`) are tied to the locked
 * version of Pyodide.
 */

import { loadPyodide } from "pyodide";
import { Deferred } from "./deferred.js";
import { fetchBytes, request } from "./files.js";

/** @typedef {import("./files.js").Part} Part */
/** @typedef {import("./files.js").OnProgress} OnProgress */

const PAGE = 65536;
/** Python's memory ends here, in bytes: a program that wants more gets a MemoryError. */
const MEMORY_LIMIT = 768 * 1024 * 1024;
const INITIAL_MEMORY = 20 * 1024 * 1024;

/**
 * Where the loader thinks its files are. It wants to fetch a wasm file and a library from there: it is
 * answered here, because a strict content security policy lets no `data:` or `blob:` be fetched.
 */
const LOADER = new URL("pyodide/", import.meta.url).href;
const LIBRARY = `${LOADER}python_stdlib.zip`;
/** An archive without entries: the record that ends every zip file. */
const EMPTY_ZIP = Uint8Array.from({ length: 22 }, (_, at) => [0x50, 0x4b, 0x05, 0x06][at] ?? 0);

const nothing = () => undefined;

/** Notes when a step was done, for measurements. @param {string} step */
export const mark = (step) => performance.mark(step);

/** @param {unknown} text */
const toConsole = (text) => console.info(text);

const OPTIONS = {
  indexURL: LOADER,
  stdLibURL: LIBRARY,
  // There is nobody to ask: `input()` says so itself.
  stdin: () => null,
  stdout: toConsole,
  stderr: toConsole,
  env: { HOME: "/home/reader", PYTHONHASHSEED: "0" },
};

/**
 * What a way to start does at the loader's steps.
 * @typedef {object} Steps
 * @property {WebAssembly.Memory} memory
 * @property {Promise<WebAssembly.Module>} wasm
 * @property {Uint8Array<ArrayBuffer>} library the archive with Python's own modules
 * @property {(exports: any, imports: any) => WebAssembly.Exports} [exports] what the script sees
 * @property {Promise<unknown>} [complete] memory is complete; where it is so from the beginning, left out
 * @property {(imports: any) => void} [finish] before Python is spoken to
 */

/**
 * Hands the loader what we fetched ourselves, for as long as it works.
 * @template T
 * @param {Part} glue
 * @param {Steps} steps
 * @param {() => Promise<T>} work
 */
async function withParts(glue, steps, work) {
  const scope = /** @type {any} */ (globalThis);
  await import(glue.url);
  mark("glue");
  const { _createPyodideModule: create, fetch } = scope;
  const { instantiateStreaming, Module } = WebAssembly;
  /** @type {any} */
  let imports;
  /** @type {Deferred<never>} the loader itself waits for ever where there is no instance */
  const failed = new Deferred();
  scope.fetch = async (/** @type {RequestInfo | URL} */ wanted, /** @type {RequestInit} */ options) => {
    if (!String(wanted).startsWith(LOADER)) return fetch(wanted, options);
    return new Response(String(wanted) === LIBRARY ? steps.library : null);
  };
  WebAssembly.instantiateStreaming = async (_response, wanted = {}) => {
    try {
      imports = wanted;
      const module = await steps.wasm;
      mark("wasm");
      const { exports } = await WebAssembly.instantiate(module, wanted);
      mark("instance");
      return { module, instance: { exports: steps.exports?.(exports, imports.env) ?? exports } };
    } catch (error) {
      failed.reject(error);
      throw error;
    }
  };
  WebAssembly.Module = /** @type {any} */ (compileOnce(Module));
  scope._createPyodideModule = async (/** @type {any} */ settings) => {
    settings.wasmMemory = steps.memory;
    settings.INITIAL_MEMORY = steps.memory.buffer.byteLength;
    if (steps.complete) settings.preRun = [after(steps.complete, settings.preRun, failed)];
    const module = await create(settings);
    mark("module");
    steps.finish?.(imports.env);
    return module;
  };
  try {
    return await Promise.race([work(), failed.promise]);
  } finally {
    Object.assign(scope, { _createPyodideModule: create, fetch });
    Object.assign(WebAssembly, { instantiateStreaming, Module });
  }
}

/**
 * The loader's own preparations, once memory is complete: it reads Python's version there, and names the
 * library's file by it. On a busy machine the snapshot's pieces come later than the module is made.
 * @param {Promise<unknown>} complete
 * @param {((module: any) => void)[]} preparations
 * @param {Deferred<never>} failed
 */
function after(complete, preparations, failed) {
  return (/** @type {any} */ module) => {
    module.addRunDependency("memory");
    complete.then(() => {
      mark("memory");
      for (const prepare of preparations) prepare(module);
      module.removeRunDependency("memory");
    }).catch((error) => failed.reject(error));
  };
}

/**
 * `WebAssembly.Module` that compiles equal files once. For each of our functions that C may call, the
 * script makes a file of 30 bytes, which differs by the function's signature only.
 * @param {typeof WebAssembly.Module} Module
 */
function compileOnce(Module) {
  /** @type {Map<string, WebAssembly.Module>} */
  const made = new Map();
  const once = function (/** @type {BufferSource} */ source) {
    if (!(source instanceof Uint8Array) || source.length > 100) return new Module(source);
    const key = source.join();
    const module = made.get(key) ?? new Module(source);
    made.set(key, module);
    return module;
  };
  once.prototype = Module.prototype;
  return Object.setPrototypeOf(once, Module);
}

/** @param {number} bytes */
export const createMemory = (bytes) =>
  new WebAssembly.Memory({ initial: bytes / PAGE, maximum: MEMORY_LIMIT / PAGE });

/**
 * Starts Python from the memory snapshot: nothing of it runs that was run at build time.
 * @param {Record<string, Part>} parts
 * @param {Promise<WebAssembly.Module>} core the module without data, which the snapshot brings
 * @param {import("./snapshot.js").SnapshotReader} snapshot
 * @throws {Error} the snapshot cannot be had, or is not for this Pyodide
 */
export async function bootSnapshot(parts, core, snapshot) {
  import(parts.glue.url).catch(nothing); // so that it is there when `withParts` asks for it
  const head = await snapshot.head.promise;
  const steps = {
    memory: /** @type {WebAssembly.Memory} */ (snapshot.memory),
    wasm: core,
    library: EMPTY_ZIP,
    // What these would do to memory, the snapshot has. This is what they do beside it.
    exports: (/** @type {any} */ exports, /** @type {any} */ imports) => ({
      ...exports,
      __wasm_apply_data_relocs: nothing,
      __wasm_call_ctors() {
        exports.emscripten_stack_init();
        exports._hiwire_immortal_add(null);
        exports._hiwire_immortal_add(imports.__hiwire_deduplicate_new());
        exports._hiwire_set(0, null);
      },
    }),
    complete: snapshot.complete.promise,
    finish: (/** @type {any} */ imports) => {
      // CPython counts a function's arguments with a helper where the engine has WebAssembly's garbage
      // collection, and does without elsewhere (Safari, for one): the snapshot tells of another engine.
      imports._PyEM_InitTrampoline_js();
    },
  };
  return withParts(parts.glue, steps, () =>
    loadPyodide(
      /** @type {any} */ ({
        ...OPTIONS,
        lockFileContents: { info: head.info, packages: {} },
        _loadSnapshot: head.header,
      }),
    ),
  );
}

/**
 * Starts Python as stock Pyodide does, from byte-compiled files.
 * @param {Record<string, Part>} parts
 * @param {OnProgress} onProgress
 * @throws {Error} a file cannot be had, or is not what the manifest says
 */
export async function bootOrdinary(parts, onProgress) {
  const [stdlib, lock, module] = await Promise.all([
    fetchBytes(parts.stdlib, onProgress),
    request(parts.lock.url).then((response) => response.text()),
    fetchBytes(parts.wasm, nothing).then((bytes) => WebAssembly.compile(bytes)),
  ]);
  const steps = {
    memory: createMemory(INITIAL_MEMORY),
    wasm: Promise.resolve(module),
    library: stdlib,
  };
  return withParts(parts.glue, steps, () =>
    loadPyodide({
      ...OPTIONS,
      lockFileContents: lock,
      packageBaseUrl: new URL(".", parts.wheel.url).href,
      packages: ["live"],
    }),
  );
}
