/**
 * The Pythons that readers' code runs in. Whatever code does to its interpreter (patch a module, set a limit,
 * leave a task behind) only that one knows: each group of cells and each lab has one, for as long as it stands
 * in the page; a cell without a group has a new one for each run, as a program has.
 *
 * @typedef {object} Owner what the code belongs to
 * @property {Python} python
 * @property {boolean} lasting whether its interpreter outlives a call
 * @property {Set<Element>} parts its live parts in the page
 * @property {number} tasks that are under way: until they are done, its interpreter gives way to no other
 */

import { PythonError } from "./errors.js";
import { atFirstSign } from "./first-sign.js";
import { Python, whenIdle } from "./python.js";
import { supply } from "./supply.js";

/** So little memory that the page must do with few interpreters; gigabytes, as browsers tell it. */
const LITTLE = 2;
const { deviceMemory = 8 } = /** @type {{deviceMemory?: number}} */ (navigator);
const spacious = deviceMemory > LITTLE;
/** So many interpreters with readers' code there may be at once. Those of the engines and the spare come on top. */
const LIMIT = spacious ? 2 : 1;

class Readers {
  /** By name, the one that was used last at the end. @type {Map<string, Owner>} */
  #owners = new Map();
  /** Calls that wait until there may be one interpreter more. @type {Set<() => void>} */
  #waiting = new Set();

  /**
   * A live part with code came into the page.
   * @param {Element} part
   * @param {string} name of its owner: parts with the same name share an interpreter
   * @param {boolean} lasting see `Owner`
   * @returns {Owner}
   */
  enter(part, name, lasting) {
    const owner = this.#owners.get(name) ?? { python: new Python(supply), lasting, parts: new Set(), tasks: 0 };
    owner.parts.add(part);
    this.#owners.set(name, owner);
    return owner;
  }

  /**
   * A live part left the page. What nobody can see any more is ended; nothing is started in its place.
   * @param {Element} part
   * @param {string} name of its owner
   */
  leave(part, name) {
    const owner = this.#owners.get(name);
    if (!owner?.parts.delete(part) || owner.parts.size) return;
    this.#owners.delete(name);
    owner.python.stop();
    this.#moveOn();
    // Parts of the next page may be on their way: they come within the same task.
    setTimeout(() => this.#owners.size || supply.drop());
  }

  /**
   * `Python.call`, once there may be an interpreter for it.
   * @param {string} name of the owner
   * @param {string} procedure
   * @param {Record<string, unknown>} args
   * @param {import("./python.js").CallOptions} options
   * @returns {Promise<any>}
   * @throws {PythonError}
   */
  async call(name, procedure, args, options) {
    const owner = this.#owners.get(name);
    if (!owner) throw new PythonError("aborted", "The page has been left.");
    this.#owners.delete(name);
    this.#owners.set(name, owner);
    return this.task(owner, () => this.#callNow(owner, procedure, args, options));
  }

  /**
   * Several calls that belong together, because one needs what the one before has left in memory.
   * @template T
   * @param {Owner} owner
   * @param {() => Promise<T>} work
   */
  async task(owner, work) {
    owner.tasks += 1;
    try {
      return await work();
    } finally {
      owner.tasks -= 1;
      this.#moveOn();
      if (owner.parts.size) this.#prepare();
    }
  }

  /**
   * @param {Owner} owner
   * @param {string} procedure
   * @param {Record<string, unknown>} args
   * @param {import("./python.js").CallOptions} options
   */
  async #callNow(owner, procedure, args, options) {
    const { signal } = options;
    const moveOn = () => this.#moveOn();
    signal?.addEventListener("abort", moveOn);
    try {
      while (!signal?.aborted && !this.#hasPlace(owner)) {
        options.onProgress?.({ step: "Waiting for other code to end", loaded: 0, total: 0 });
        await new Promise((done) => this.#waiting.add(() => done(0)));
      }
      return await owner.python.call(procedure, args, { ...options, endsPython: true });
    } catch (error) {
      // What code raises is part of its result. This is the work around it that failed: the code has broken that.
      if (error instanceof PythonError && error.kind === "python") owner.python.stop();
      throw error;
    } finally {
      signal?.removeEventListener("abort", moveOn);
      if (!owner.lasting) owner.python.stop();
    }
  }

  /** @param {Owner} owner @returns {boolean} false: all that may be are at work */
  #hasPlace(owner) {
    if (owner.python.alive) return true;
    const alive = [...this.#owners.values()].filter(({ python }) => python.alive);
    if (alive.length < LIMIT) return true;
    const idle = alive.find(({ tasks }) => !tasks);
    idle?.python.stop();
    return idle !== undefined;
  }

  #moveOn() {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const done of waiting) done();
  }

  /** Has the owner's code begin afresh, if none of it is at work. @param {Owner} owner */
  restart({ python, tasks }) {
    if (!python.alive || tasks) return;
    python.stop();
    this.#prepare();
  }

  /** Who is about to run the owner's code should not have to wait. @param {Owner} owner */
  warm({ python }) {
    if (!python.alive && this.#spare) supply.warm();
  }

  /** @param {Element} part @param {Owner} owner @param {AbortSignal} signal the part was taken out of the page */
  warmAtFirstSign(part, owner, signal) {
    atFirstSign(part, signal, () => this.warm(owner));
  }

  /** Has an interpreter ready for the next run, where the page has code that would need one. */
  #prepare() {
    whenIdle(() => {
      const owners = [...this.#owners.values()];
      // It must not slow down a run: the end of that one leads here again.
      if (!owners.some(({ tasks }) => tasks)) owners.forEach((owner) => this.warm(owner));
    });
  }

  /** Whether there is memory for an interpreter that nobody uses yet. */
  get #spare() {
    return spacious || ![...this.#owners.values()].some(({ python }) => python.alive);
  }
}

export const readers = new Readers();
