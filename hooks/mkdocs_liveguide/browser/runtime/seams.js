/**
 * All that the start from the snapshot knows of Pyodide and was never promised: options with an underscore,
 * functions that are put in the place of the browser's and of the script's, what is done by hand. It holds
 * for the locked version. Where it does not, the start ends with a sentence that says what Pyodide did
 * otherwise, and stock Pyodide takes over (`fallback.js`).
 *
 * What the build relies on when it makes the files smaller and takes the snapshot stands beside it, in
 * `node/`.
 */

import { version } from "pyodide";
import { Deferred } from "./deferred.js";

/** So long may a start take when all has arrived, on the slowest device under load; milliseconds. */
const PATIENCE = 45_000;
/** The loader makes addresses below this one; nothing is fetched for them. */
const NOWHERE = "nowhere:/";
const WASM = `${NOWHERE}pyodide.asm.wasm`;
const LIBRARY = `${NOWHERE}python_stdlib.zip`;
/** A zip archive without files: 22 bytes. */
const EMPTY_ZIP = Uint8Array.from({ length: 22 }, (_, at) => [0x50, 0x4b, 5, 6][at] ?? 0);
/** Functions of the wasm file that its script, or this module, calls. */
const EXPORTS = [
  "__wasm_apply_data_relocs",
  "__wasm_call_ctors",
  "emscripten_stack_init",
  "_hiwire_immortal_add",
  "_hiwire_set",
];
/** Functions of the script that this module calls. */
const IMPORTS = ["__hiwire_deduplicate_new", "_PyEM_InitTrampoline_js"];

/**
 * @param {unknown} held whether Pyodide did so
 * @param {string} promise what the locked version does, in words
 * @throws {Error} it did not
 */
function expect(held, promise) {
  if (!held) throw new Error(`The start relies on this: Pyodide ${version} ${promise}. It does not.`);
}

/** What Pyodide calls, each once, until it is ready. */
const CALLED = [
  "fetch for pyodide.asm.wasm",
  "fetch for python_stdlib.zip",
  "_createPyodideModule",
  "WebAssembly.instantiateStreaming",
  "preRun",
  "__wasm_apply_data_relocs",
  "__wasm_call_ctors",
];

/** @param {Record<string, number>} calls @param {string} name */
const count = (calls, name) => (calls[name] = (calls[name] ?? 0) + 1);

/**
 * @typedef {object} Start
 * @property {(options: any) => Promise<any>} load Pyodide's own loader
 * @property {Promise<unknown>} script `pyodide.asm.js` has run
 * @property {WebAssembly.Memory} memory
 * @property {Promise<unknown>} complete the memory is filled
 * @property {Promise<WebAssembly.Module>} module `pyodide.asm.wasm` without data
 * @property {object} settings options of the loader that are public
 * @property {Uint8Array} header the beginning of a snapshot as Pyodide writes it, up to the memory
 * @property {object} info what Pyodide's lock file says of itself
 * @property {(step: string) => void} mark notes when a step was done
 */

/**
 * Starts Pyodide in a memory that holds a started Python, or will hold it soon.
 * @param {Start} start
 * @returns {Promise<any>} what the loader returns
 * @throws {Error} a part cannot be had, or is not of the locked version
 */
export async function startInMemory(start) {
  const scope = /** @type {any} */ (globalThis);
  await start.script;
  start.mark("glue");
  const create = scope._createPyodideModule;
  expect(typeof create === "function", "has a script that defines _createPyodideModule");
  const seams = new Seams(start, create);
  const { fetch, _createPyodideModule } = scope;
  const { instantiateStreaming, Module } = WebAssembly;
  Object.assign(scope, { fetch: seams.fetch, _createPyodideModule: seams.create });
  Object.assign(WebAssembly, { instantiateStreaming: seams.instantiate, Module: seams.Module });
  try {
    const loading = start.load({
      ...start.settings,
      indexURL: NOWHERE,
      lockFileContents: { info: start.info, packages: {} },
      _loadSnapshot: start.header,
    });
    const pyodide = await Promise.race([loading, seams.failed.promise, seams.hangs()]);
    seams.check();
    return pyodide;
  } catch (error) {
    if (seams.absent.includes(error)) throw error;
    throw new Error(`${/** @type {any} */ (error)?.message ?? error}${seams.missing()}`);
  } finally {
    Object.assign(scope, { fetch, _createPyodideModule });
    Object.assign(WebAssembly, { instantiateStreaming, Module });
  }
}

/** What stands in the place of the browser's and the script's functions during a start. */
class Seams {
  /** @type {Deferred<never>} the loader itself waits for ever where there is no instance */
  failed = new Deferred();
  /** Why parts could not be had, which is no fault of Pyodide's. @type {unknown[]} */
  absent = [];
  /** How often Pyodide called what stands here. @type {Record<string, number>} */
  #calls = {};
  /** What the script gives to the wasm file. @type {any} */
  #imports;

  /**
   * @param {Start} start
   * @param {(settings: any) => Promise<any>} original
   */
  constructor(start, original) {
    this.start = start;
    this.original = original;
    for (const part of [start.module, start.complete]) part.catch((error) => this.absent.push(error));
    this.browser = { fetch: globalThis.fetch, Module: WebAssembly.Module };
    this.Module = compileOnce(WebAssembly.Module, () => count(this.#calls, "Module"));
  }

  /** @param {string} name how it is told; @param {(...args: any[]) => any} work */
  #orFail(name, work) {
    return async (/** @type {any[]} */ ...args) => {
      try {
        expect(count(this.#calls, name) === 1, `calls ${name} once`);
        return await work(...args);
      } catch (error) {
        this.failed.reject(error);
        throw error;
      }
    };
  }

  /** The two files that the loader asks for. @param {any} resource @param {any} [options] */
  fetch = (resource, options) => {
    const address = String(resource?.url ?? resource);
    if (!address.startsWith(NOWHERE)) return this.browser.fetch.call(globalThis, resource, options);
    return this.#orFail(`fetch for ${address.slice(NOWHERE.length)}`, () => {
      expect(address === WASM || address === LIBRARY, "fetches pyodide.asm.wasm and python_stdlib.zip, no more");
      return new Response(address === LIBRARY ? EMPTY_ZIP : null);
    })();
  };

  /** An instance of our module, instead of one from the loader's file. */
  instantiate = this.#orFail("WebAssembly.instantiateStreaming", async (_response, imports) => {
    this.#imports = imports?.env;
    for (const name of IMPORTS) {
      expect(typeof this.#imports?.[name] === "function", `gives ${name} to its wasm file`);
    }
    expect(this.#imports.memory === this.start.memory, "works in the memory that wasmMemory names");
    const module = await this.start.module;
    this.start.mark("wasm");
    const { exports } = await WebAssembly.instantiate(module, imports);
    this.start.mark("instance");
    return { module, instance: { exports: this.#withoutMemory(exports) } };
  });

  /**
   * The exports that the script sees. What two of them would do to memory, the snapshot has; this is
   * what they do beside it.
   * @param {any} exports
   */
  #withoutMemory(exports) {
    for (const name of EXPORTS) {
      expect(typeof exports[name] === "function", `has ${name} in its wasm file`);
    }
    return {
      ...exports,
      __wasm_apply_data_relocs: () => void count(this.#calls, "__wasm_apply_data_relocs"),
      __wasm_call_ctors: () => {
        count(this.#calls, "__wasm_call_ctors");
        exports.emscripten_stack_init();
        exports._hiwire_immortal_add(null);
        exports._hiwire_immortal_add(this.#imports.__hiwire_deduplicate_new());
        exports._hiwire_set(0, null);
      },
    };
  }

  /** Makes the module, as the script does, in our memory and once it is complete. */
  create = this.#orFail("_createPyodideModule", async (settings) => {
    expect(settings?.noInitialRun === true, "does not run Python's own start where _loadSnapshot is given");
    expect(Array.isArray(settings.preRun) && settings.preRun.length, "has its preparations in preRun");
    settings.wasmMemory = this.start.memory;
    settings.INITIAL_MEMORY = this.start.memory.buffer.byteLength;
    settings.preRun = [this.#afterMemory(settings.preRun)];
    const module = await this.original(settings);
    this.start.mark("module");
    for (const name of CALLED) expect(this.#calls[name] === 1, `calls ${name} once until its module is made`);
    // CPython counts a function's arguments with a helper where the engine has WebAssembly's garbage
    // collection, and does without elsewhere (Safari, for one): the snapshot tells of another engine.
    this.#imports._PyEM_InitTrampoline_js();
    return module;
  });

  /**
   * The loader's own preparations, once memory is complete: it reads Python's version there, and names
   * the library's file by it. On a busy machine the snapshot's pieces come later than the module is made.
   * @param {((module: any) => void)[]} preparations
   */
  #afterMemory(preparations) {
    return (/** @type {any} */ module) => {
      const waits = [module?.addRunDependency, module?.removeRunDependency];
      try {
        expect(waits.every((each) => typeof each === "function"), "waits for addRunDependency in preRun");
      } catch (error) {
        this.failed.reject(error);
        throw error;
      }
      module.addRunDependency("memory");
      this.start.complete.then(() => {
        count(this.#calls, "preRun");
        for (const prepare of preparations) prepare(module);
        module.removeRunDependency("memory");
      }).catch((error) => this.failed.reject(error));
    };
  }

  /** Where something is waited for that never comes. @returns {Promise<never>} */
  async hangs() {
    await Promise.all([this.start.module, this.start.complete]);
    await new Promise((done) => setTimeout(done, PATIENCE));
    throw new Error(`Pyodide was not ready ${PATIENCE / 1000} seconds after all of it had arrived.`);
  }

  /** For a failure's sake: what Pyodide had not called by then, in words. */
  missing() {
    const missing = CALLED.filter((name) => !this.#calls[name]);
    return missing.length ? ` (Not called until then: ${missing.join(", ")}.)` : "";
  }

  /** What can be said only when all is done. @throws {Error} */
  check() {
    for (const name of CALLED) expect(this.#calls[name] === 1, `calls ${name} once until it is ready`);
    expect(this.#calls.Module || "Function" in WebAssembly, "makes a wasm file of each function that C may call");
  }
}

/**
 * `WebAssembly.Module` that compiles equal files once. For each of our functions that C may call, the
 * script makes a file of 30 bytes, which differs by the function's signature only.
 * @param {typeof WebAssembly.Module} Module
 * @param {() => void} told each time
 */
function compileOnce(Module, told) {
  /** @type {Map<string, WebAssembly.Module>} */
  const made = new Map();
  const once = function (/** @type {BufferSource} */ source) {
    if (!(source instanceof Uint8Array) || source.length > 100) return new Module(source);
    told();
    const key = source.join();
    const module = made.get(key) ?? new Module(source);
    made.set(key, module);
    return module;
  };
  once.prototype = Module.prototype;
  return /** @type {any} */ (Object.setPrototypeOf(once, Module));
}
