/** How the memory snapshot is packed; nothing else knows it. */

import { ZSTDDecoder } from "zstddec/stream";

/** What is damaged can keep the decoder from going on: so often it may give nothing of what it has taken. */
const PATIENCE = 10;

/** @type {Promise<ZSTDDecoder> | undefined} */
let decoder;

/**
 * Makes the decoder as it is made in Node. Its way in browsers is to fetch a `data:` address, which the
 * content security policy forbids.
 */
async function makeDecoder() {
  const scope = /** @type {any} */ (globalThis);
  const { fetch, Buffer } = scope;
  const made = new ZSTDDecoder();
  try {
    scope.fetch = undefined;
    scope.Buffer = { from: (/** @type {string} */ text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0)) };
    var ready = made.init();
  } finally {
    Object.assign(scope, { fetch, Buffer });
  }
  await ready;
  return made;
}

/**
 * Unpacks a file while it comes. It is packed by Zstandard (RFC 8878), for which browsers have no
 * `DecompressionStream`.
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} packed
 * @returns {ReadableStream<Uint8Array<ArrayBuffer>>} the content, in order; it fails where the file is damaged
 */
export function unpack(packed) {
  /** What has come and has not been taken. @type {Uint8Array<ArrayBuffer>[]} */
  const pieces = [];
  let taken = 0;
  function* take() {
    for (let piece = pieces.shift(); piece; piece = pieces.shift()) {
      taken++;
      yield piece;
    }
  }
  /** @type {Generator<Uint8Array>} */
  let unpacking;

  /**
   * The decoder asks for the next piece when it has given all of the last one, and cannot wait: so there is
   * one each time that it is asked, until the end.
   * @param {TransformStreamDefaultController<Uint8Array<ArrayBuffer>>} controller
   * @param {boolean} ended no more will come
   */
  function goOn(controller, ended) {
    for (let idle = 0; pieces.length || ended; ) {
      const before = taken;
      const { done, value } = unpacking.next();
      if (done) return;
      if (value.length) controller.enqueue(/** @type {Uint8Array<ArrayBuffer>} */ (value));
      idle = value.length || taken > before ? 0 : idle + 1;
      if (idle > PATIENCE) throw new Error("invalid zstd data");
    }
  }

  return packed.pipeThrough(
    new TransformStream({
      async start() {
        decoder ??= makeDecoder();
        unpacking = (await decoder).decodeStreaming(take());
      },
      transform(bytes, controller) {
        pieces.push(bytes);
        goOn(controller, false);
      },
      flush: (controller) => goOn(controller, true),
    }),
  );
}
