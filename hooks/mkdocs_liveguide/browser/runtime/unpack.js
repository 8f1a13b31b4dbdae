/** How the memory snapshot is packed; nothing else knows it. */

import { zstdDecompression } from "./zstd.js";

/**
 * Unpacks a file while it comes.
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} packed
 * @returns {ReadableStream<Uint8Array<ArrayBuffer>>} the content, in order; it fails where the file is damaged
 */
export function unpack(packed) {
  return packed.pipeThrough(zstdDecompression());
}
