/**
 * The format of the memory snapshot: `scripts/make_snapshot.mjs` writes it.
 *
 * A gzip file of: 8 bytes "LIVESNAP"; uint32 length of a JSON text; the text; padding to 16; the
 * header that Pyodide's `restoreSnapshot` reads; the memory. The memory is the exclusive or with what
 * the wasm file itself puts there, because most of that is unchanged and then costs nothing; pages
 * of zeros at places that the JSON leaves out are not stored.
 *
 * @typedef {object} Snapshot
 * @property {number} memory bytes of memory, a multiple of 65536
 * @property {number} base bytes of memory, from 0 on, that are stored as a difference
 * @property {[number, number][]} ranges stored parts of memory: start and length in bytes
 * @property {any} info what a lock file says of this Pyodide
 * @property {Uint8Array} header for Pyodide's `_loadSnapshot`
 * @property {Uint8Array} bytes of all ranges, one after the other
 */

import { check, counted, fetchPart } from "./files.js";

/** Raise it together with VERSION in `scripts/make_snapshot.mjs`. */
const VERSION = 1;
const MAGIC = "LIVESNAP";

/**
 * Fetches, unpacks and checks a snapshot, all at the same time.
 * @param {import("./files.js").Part} part
 * @param {import("./files.js").OnProgress} onProgress
 * @returns {Promise<Snapshot>}
 * @throws {Error} it cannot be had, is broken, or of another version
 */
export async function readSnapshot(part, onProgress) {
  if (part.version !== VERSION) throw new Error(`snapshot version ${part.version}, not ${VERSION}`);
  const { body } = await fetchPart(part);
  if (!body) throw new Error("the snapshot is empty");
  const [packed, toCheck] = counted(body, part, onProgress).tee();
  const [unpacked] = await Promise.all([
    new Response(packed.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer(),
    new Response(toCheck).arrayBuffer().then((bytes) => check(new Uint8Array(bytes), part)),
  ]);
  return parse(new Uint8Array(unpacked));
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Snapshot}
 */
function parse(bytes) {
  const text = new TextDecoder();
  if (text.decode(bytes.subarray(0, 8)) !== MAGIC) throw new Error("this is not a snapshot");
  const length = new DataView(bytes.buffer).getUint32(8, true);
  const { memory, base, ranges, info, header } = JSON.parse(text.decode(bytes.subarray(12, 12 + length)));
  const start = Math.ceil((12 + length) / 16) * 16;
  return {
    memory,
    base,
    ranges,
    info,
    header: bytes.subarray(start, start + header),
    bytes: bytes.subarray(start + header),
  };
}

/**
 * Puts the picture into the memory of a fresh module.
 * @param {Snapshot} snapshot
 * @param {Uint8Array} heap all of the module's memory
 * @param {Uint8Array | undefined} data what the wasm file put at the start of it
 */
export function applySnapshot({ base, ranges, bytes }, heap, data) {
  if (!data) throw new Error("the module was not instantiated here");
  heap.set(data);
  heap.fill(0, base);
  let at = 0;
  for (const [start, length] of ranges) {
    if (start < base) xor(heap, bytes, start, at, length);
    else heap.set(bytes.subarray(at, at + length), start);
    at += length;
  }
}

/**
 * Word by word: starts and lengths are multiples of 16.
 * @param {Uint8Array} heap
 * @param {Uint8Array} bytes
 * @param {number} start in heap
 * @param {number} at in bytes
 * @param {number} length
 */
function xor(heap, bytes, start, at, length) {
  const target = new Uint32Array(heap.buffer, start, length / 4);
  const source = new Uint32Array(bytes.buffer, bytes.byteOffset + at, length / 4);
  for (let index = 0; index < source.length; index += 1) target[index] ^= source[index];
}
