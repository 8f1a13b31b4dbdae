/**
 * The memory snapshot, as it comes to the worker: `node/make_snapshot.mjs` writes it.
 *
 * The file is packed (`unpack.js`). Unpacked, it is: 8 bytes "LIVESNAP"; uint32 length of a JSON text; the
 * text; padding to 16; the header that Pyodide's `restoreSnapshot` reads; the memory, without its pages of
 * zeros. All of Python's memory is in it, also what Pyodide's wasm file would bring.
 *
 * @typedef {object} Head
 * @property {number} memory bytes of memory, a multiple of 65536
 * @property {[number, number][]} ranges stored parts of memory: start and length in bytes
 * @property {any} info what a lock file says of this Pyodide
 * @property {Uint8Array} header for Pyodide's `_loadSnapshot`
 */

import { Deferred } from "./deferred.js";

/** Raise it together with SNAPSHOT_VERSION in `runtime/snapshot.py` of the package. */
export const VERSION = 3;
const MAGIC = "LIVESNAP";
const text = new TextDecoder();

/** Takes a snapshot in pieces, and writes them into the memory that Python will work with. */
export class SnapshotReader {
  /** @type {Deferred<Head>} */
  head = new Deferred();
  /** @type {Deferred<void>} the memory is filled, and with what the manifest names */
  complete = new Deferred();
  /** @type {WebAssembly.Memory | undefined} there once the head is */
  memory;
  #start = new Uint8Array();
  /** @type {Filler | undefined} */
  #filler;

  /** @param {(bytes: number) => WebAssembly.Memory} createMemory all zeros */
  constructor(createMemory) {
    this.createMemory = createMemory;
  }

  /** @param {import("./messages.js").StartMessage} message */
  receive(message) {
    try {
      if (message.type === "piece") this.#add(message.bytes);
      else if (message.type === "broken") throw new Error(message.error);
      else if (message.type === "complete") {
        if (!this.#filler?.full) throw new Error("the snapshot is not complete");
        this.complete.resolve();
      }
    } catch (error) {
      this.head.reject(error);
      this.complete.reject(error);
    }
  }

  /** @param {Uint8Array<ArrayBuffer>} bytes */
  #add(bytes) {
    if (this.#filler) return this.#filler.fill(bytes);
    this.#start = joined(this.#start, bytes);
    const head = parse(this.#start);
    if (!head) return;
    this.memory = this.createMemory(head.memory);
    this.#filler = new Filler(head.ranges, new Uint8Array(this.memory.buffer));
    this.#filler.fill(this.#start.subarray(head.end));
    this.head.resolve(head);
  }
}

/** Puts bytes into ranges of a memory, one after the other. */
class Filler {
  #range = 0;
  #done = 0;

  /**
   * @param {[number, number][]} ranges
   * @param {Uint8Array} memory
   */
  constructor(ranges, memory) {
    this.ranges = ranges;
    this.memory = memory;
  }

  get full() {
    return this.#range === this.ranges.length;
  }

  /** @param {Uint8Array} bytes */
  fill(bytes) {
    for (let at = 0; at < bytes.length; ) {
      if (this.full) throw new Error("the snapshot is too long");
      const [start, length] = this.ranges[this.#range];
      const piece = bytes.subarray(at, at + length - this.#done);
      this.memory.set(piece, start + this.#done);
      at += piece.length;
      this.#done += piece.length;
      if (this.#done === length) [this.#range, this.#done] = [this.#range + 1, 0];
    }
  }
}

/**
 * @param {Uint8Array} one
 * @param {Uint8Array} other
 */
function joined(one, other) {
  const whole = new Uint8Array(one.length + other.length);
  whole.set(one);
  whole.set(other, one.length);
  return whole;
}

/**
 * @param {Uint8Array<ArrayBuffer>} start the first bytes
 * @returns {Head & {end: number} | undefined} undefined: they are too few
 */
function parse(start) {
  if (start.length < 12) return undefined;
  if (text.decode(start.subarray(0, 8)) !== MAGIC) throw new Error("this is not a snapshot");
  const length = new DataView(start.buffer).getUint32(8, true);
  const begin = Math.ceil((12 + length) / 16) * 16;
  if (start.length < begin) return undefined;
  const { memory, ranges, info, header } = JSON.parse(text.decode(start.subarray(12, 12 + length)));
  const end = begin + header;
  if (start.length < end) return undefined;
  return { memory, ranges, info, header: start.slice(begin, end), end };
}
