/**
 * What interpreters start from, as the page has it. The memory snapshot is fetched once and handed on as it
 * comes to the keeper (`keeper.js`), where every interpreter gets its copy. The module that works with it is
 * compiled once (`compiler.js`).
 */

import { each } from "./each.js";
import { inDetail } from "./errors.js";
import { request } from "./files.js";
import { VERSION } from "./snapshot.js";

/** @typedef {import("./files.js").Part} Part */
/** @typedef {import("./messages.js").Broken} Broken */
/** @typedef {import("./messages.js").FromCompiler} FromCompiler */
/** @typedef {import("./messages.js").FromKeeper} FromKeeper */
/** @typedef {import("./messages.js").StartMessage} StartMessage */
/** @typedef {import("./messages.js").ToKeeper} ToKeeper */

/**
 * @typedef {object} Wish to start
 * @property {(message: StartMessage, moved?: Transferable[]) => void} send to the interpreter
 * @property {import("./files.js").OnProgress} onProgress
 * @property {AbortSignal} signal it is not wanted any more
 */

class SnapshotStore {
  /** @type {Preparation | undefined} */
  #preparation;

  /**
   * Has all sent that an interpreter starts from: at once where it is there already, else as it comes.
   * Nothing is thrown.
   * @param {Record<string, Part>} parts files in the manifest: `snapshot`, `core`, and the scripts of workers
   * @param {Wish} wish
   */
  give(parts, wish) {
    try {
      const { snapshot } = parts;
      if (!snapshot) throw new Error("this build has no snapshot");
      if (snapshot.version !== VERSION) throw new Error(`snapshot version ${snapshot.version}, not ${VERSION}`);
      if (!this.#preparation || this.#preparation.ended) this.#preparation = new Preparation(parts);
      this.#preparation.add(wish);
    } catch (error) {
      wish.send({ type: "broken", error: inDetail(error) });
    }
  }
}

/** From the first wish until something breaks, or nobody waits any more for what has not come. */
class Preparation {
  #end = new AbortController();
  /** @type {Worker} */
  #keeper;
  /** What every interpreter is told. @type {FromCompiler[]} */
  #told = [];
  #complete = false;
  /** @type {Set<Wish>} */
  #waiting = new Set();

  /**
   * @param {Record<string, Part>} parts
   * @throws {Error} there is no worker to be had
   */
  constructor({ snapshot, core, keeper, compiler }) {
    try {
      this.#keeper = this.#work(keeper, snapshot, (/** @type {FromKeeper} */ message) => {
        if (message.type === "complete") this.#complete = true;
        else this.#break(message);
      });
      const compiling = this.#work(compiler, core, (/** @type {FromCompiler} */ message) => {
        if (message.type === "broken") return this.#break(message);
        this.#told.push(message);
        for (const wish of this.#waiting) wish.send(message);
        if (message.type === "proven") compiling.terminate();
      });
      this.#feed(snapshot).catch((error) => this.#break({ type: "broken", error: inDetail(error) }));
    } catch (error) {
      this.#end.abort();
      throw error;
    }
  }

  get ended() {
    return this.#end.signal.aborted;
  }

  /** @param {Wish} wish */
  add(wish) {
    const { port1, port2 } = new MessageChannel();
    wish.send({ type: "snapshot", port: port1 }, [port1]);
    this.#send({ type: "give", port: port2 }, [port2]);
    for (const message of this.#told) wish.send(message);
    this.#waiting.add(wish);
    wish.signal.addEventListener("abort", () => {
      this.#waiting.delete(wish);
      // What nobody waits for is not fetched to its end.
      if (!this.#waiting.size && !this.#complete) this.#end.abort();
    });
  }

  /**
   * A worker that prepares something, until the end.
   * @template Message
   * @param {Part} script
   * @param {Part} part what it works on
   * @param {(message: Message) => void} receive
   */
  #work(script, part, receive) {
    const { signal } = this.#end;
    const worker = new Worker(script.url, { type: "module", name: JSON.stringify(part) });
    worker.addEventListener("message", ({ data }) => receive(data), { signal });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.#break({ type: "broken", error: event.message || `${script.name} could not be started` });
    }, { signal });
    signal.addEventListener("abort", () => worker.terminate());
    return worker;
  }

  /** @param {Part} part */
  async #feed(part) {
    const { body } = await request(part.url, { signal: this.#end.signal });
    if (!body) throw new Error("the snapshot is empty");
    let loaded = 0;
    await each(body, (bytes) => {
      loaded += bytes.length;
      this.#send({ type: "packed", bytes }, [bytes.buffer]);
      for (const { onProgress } of this.#waiting) onProgress(loaded, part.size);
    });
    this.#send({ type: "end" });
  }

  /** @param {ToKeeper} message @param {Transferable[]} [moved] */
  #send(message, moved = []) {
    this.#keeper.postMessage(message, moved);
  }

  /** @param {Broken} message */
  #break(message) {
    if (this.ended) return;
    this.#end.abort();
    for (const wish of this.#waiting) wish.send(message);
  }
}

export const snapshots = new SnapshotStore();
