/**
 * The memory snapshot, as the page has it: it is fetched once and handed on as it comes to the keeper
 * (`keeper.js`), where every interpreter gets its copy.
 */

import { each } from "./each.js";
import { inDetail } from "./errors.js";
import { request } from "./files.js";
import { VERSION } from "./snapshot.js";

/** @typedef {import("./files.js").Part} Part */
/** @typedef {import("./messages.js").FromKeeper} FromKeeper */
/** @typedef {import("./messages.js").ToKeeper} ToKeeper */

/**
 * @typedef {object} Wish for a copy
 * @property {MessagePort} port where its pieces go
 * @property {import("./files.js").OnProgress} onProgress
 * @property {(error: string) => void} onBroken there is none; the port may have said so before
 * @property {AbortSignal} signal it is not wanted any more
 */

class SnapshotStore {
  /** @type {Worker | undefined} */
  #keeper;
  #fetching = new AbortController();
  #complete = false;
  /** Who waits for it to be complete. @type {Set<Wish>} */
  #waiting = new Set();

  /**
   * Has a copy sent: at once where it is there already, else as it comes. Nothing is thrown.
   * @param {Part | undefined} part
   * @param {string} script the keeper's address
   * @param {Wish} wish
   */
  give(part, script, wish) {
    try {
      if (!part) throw new Error("this build has no snapshot");
      if (part.version !== VERSION) throw new Error(`snapshot version ${part.version}, not ${VERSION}`);
      this.#keeper ??= this.#begin(part, script);
      send(this.#keeper, { type: "give", port: wish.port }, [wish.port]);
    } catch (error) {
      return wish.onBroken(inDetail(error));
    }
    if (this.#complete) return;
    this.#waiting.add(wish);
    wish.signal.addEventListener("abort", () => {
      // What nobody waits for is not fetched to its end.
      if (this.#waiting.delete(wish) && !this.#waiting.size) this.#end();
    });
  }

  /** @param {Part} part @param {string} script */
  #begin(part, script) {
    const keeper = new Worker(script, { type: "module", name: JSON.stringify(part) });
    keeper.addEventListener("message", ({ data }) => {
      /** @type {FromKeeper} */
      const message = data;
      this.#settle(keeper, message.type === "broken" ? message.error : "");
    });
    keeper.addEventListener("error", (event) => {
      event.preventDefault();
      this.#settle(keeper, event.message || `${script} could not be started`);
    });
    this.#fetching = new AbortController();
    this.#feed(keeper, part, this.#fetching.signal).catch((error) => this.#settle(keeper, inDetail(error)));
    return keeper;
  }

  /**
   * @param {Worker} keeper
   * @param {Part} part
   * @param {AbortSignal} signal
   */
  async #feed(keeper, part, signal) {
    const { body } = await request(part.url, { signal });
    if (!body) throw new Error("the snapshot is empty");
    let loaded = 0;
    await each(body, (bytes) => {
      loaded += bytes.length;
      send(keeper, { type: "packed", bytes }, [bytes.buffer]);
      for (const { onProgress } of this.#waiting) onProgress(loaded, part.size);
    });
    send(keeper, { type: "end" });
  }

  /** @param {Worker} keeper @param {string} error "" for none */
  #settle(keeper, error) {
    if (keeper !== this.#keeper) return;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    this.#complete = true;
    if (!error) return;
    this.#end();
    for (const { onBroken } of waiting) onBroken(error);
  }

  #end() {
    this.#fetching.abort();
    this.#keeper?.terminate();
    this.#keeper = undefined;
    this.#complete = false;
  }
}

/**
 * @param {Worker} keeper
 * @param {ToKeeper} message
 * @param {Transferable[]} [moved]
 */
const send = (keeper, message, moved = []) => keeper.postMessage(message, moved);

export const snapshots = new SnapshotStore();
