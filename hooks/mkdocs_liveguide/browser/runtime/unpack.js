/** How the memory snapshot is packed; nothing else knows it. */

import { Decompress } from "fzstd";

/**
 * Unpacks a file while it comes. It is packed by Zstandard (RFC 8878), for which browsers have no
 * `DecompressionStream`.
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} packed
 * @returns {ReadableStream<Uint8Array<ArrayBuffer>>} the content, in order; it fails where the file is damaged
 */
export function unpack(packed) {
  /** @type {Decompress} */
  let unpacking;
  return packed.pipeThrough(
    new TransformStream({
      start(controller) {
        unpacking = new Decompress((bytes) => {
          if (bytes.length) controller.enqueue(/** @type {Uint8Array<ArrayBuffer>} */ (bytes));
        });
      },
      transform: (bytes) => unpacking.push(bytes),
      flush: () => unpacking.push(new Uint8Array(), true),
    }),
  );
}
