/** Zstandard (RFC 8878), which browsers cannot unpack themselves. */

import { Decompress } from "fzstd";

/**
 * What `DecompressionStream` is for other formats. It fails where the content is damaged or ends too soon.
 * @returns {TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>} its pieces may be transferred
 */
export function zstdDecompression() {
  /** @type {Decompress} */
  let unpacking;
  return new TransformStream({
    start(controller) {
      unpacking = new Decompress((bytes) => {
        if (bytes.length) controller.enqueue(/** @type {Uint8Array<ArrayBuffer>} */ (bytes));
      });
    },
    transform: (packed) => unpacking.push(packed),
    flush: () => unpacking.push(new Uint8Array(), true),
  });
}
