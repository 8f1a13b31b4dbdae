// Takes objects of a memory snapshot out of the garbage collector's lists.
import { expect } from "./promises.mjs";

/** Bytes before an object that can be in a cycle: where the next one's and the one before's stand. */
const HEAD = 8;
/** Two bits of the second address are flags. */
const FLAGS = 3;

/**
 * Untracks the objects that `gc.freeze()` has set aside for good: their links, which no packer can guess,
 * become zeros. The collector never looks at such objects, linked or not, and Python itself untracks objects that
 * need no collector. Only `gc.is_tracked`, `gc.get_freeze_count` and `gc.unfreeze` can tell.
 * @param {Uint8Array} memory of Python; it is changed
 * @param {number} data where the program's own data ends; objects lie behind
 * @param {number} object the address (`id`) of one of them
 * @param {number} count how many there are (`gc.get_freeze_count()`)
 * @throws {Error} they are not linked as expected
 */
export function untrack(memory, data, object, count) {
  const words = new DataView(memory.buffer, memory.byteOffset, memory.length);
  const ring = [object - HEAD];
  while (ring.length <= count) {
    const last = ring[ring.length - 1];
    const next = words.getUint32(last, true);
    const isNext = next > 0 && next <= memory.length - HEAD && (words.getUint32(next + 4, true) & ~FLAGS) === last;
    expect(isNext, "links objects both ways for its garbage collector");
    ring.push(next);
  }
  // One link is not an object's: the list's own, where it begins and ends.
  const isRing = words.getUint32(ring[count], true) === ring[0] && new Set(ring).size === ring.length;
  const own = ring.filter((at) => at < data);
  expect(isRing && own.length === 1, "keeps frozen objects in one ring");
  for (const at of ring) {
    words.setUint32(at, at === own[0] ? at : 0, true);
    words.setUint32(at + 4, at === own[0] ? at : words.getUint32(at + 4, true) & FLAGS, true);
  }
}
