/**
 * The page's part of a start from the memory snapshot: it is fetched and unpacked here while the
 * worker comes up, and sent there piece by piece.
 *
 * @typedef {import("./messages.js").StartMessage} StartMessage
 */

import { inDetail } from "./errors.js";
import { check, request } from "./files.js";
import { VERSION } from "./snapshot.js";

/**
 * Fetches, unpacks and sends the snapshot. The last message says how it went; nothing is thrown.
 * @param {import("./files.js").Part | undefined} part
 * @param {Worker} worker
 * @param {import("./files.js").OnProgress} onProgress
 * @param {AbortSignal} signal
 */
export async function sendSnapshot(part, worker, onProgress, signal) {
  /** @param {StartMessage} message @param {Transferable[]} [moved] */
  const send = (message, moved = []) => worker.postMessage(message, moved);
  try {
    if (!part) throw new Error("this build has no snapshot");
    if (part.version !== VERSION) throw new Error(`snapshot version ${part.version}, not ${VERSION}`);
    const { body } = await request(part.url, { signal });
    if (!body) throw new Error("the snapshot is empty");
    const unpacking = new DecompressionStream("gzip");
    const [packed] = await Promise.all([
      copy(body, unpacking.writable, part.size, onProgress),
      each(unpacking.readable, (bytes) => send({ type: "piece", bytes }, [bytes.buffer])),
    ]);
    await check(packed, part);
    send({ type: "complete" });
  } catch (error) {
    send({ type: "broken", error: inDetail(error) });
  }
}

/** So long may this keep the page's thread before other work has its turn; milliseconds. */
const SLICE = 5;

/**
 * Copies a stream, and lets the page do other things in between.
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} from
 * @param {WritableStream<BufferSource>} to
 * @param {number} size
 * @param {import("./files.js").OnProgress} onProgress
 * @returns {Promise<Uint8Array<ArrayBuffer>>} all that was copied
 */
async function copy(from, to, size, onProgress) {
  const writer = to.getWriter();
  const { port1, port2 } = new MessageChannel();
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const chunks = [];
  let loaded = 0;
  let rested = performance.now();
  try {
    await each(from, async (chunk) => {
      chunks.push(chunk);
      onProgress((loaded += chunk.length), size);
      await writer.write(chunk);
      if (performance.now() - rested < SLICE) return;
      await new Promise((done) => {
        port1.onmessage = done;
        port2.postMessage(0);
      });
      rested = performance.now();
    });
    await writer.close();
  } catch (error) {
    await writer.abort(error).catch(() => undefined); // it may be broken itself
    throw error;
  } finally {
    port1.close();
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/**
 * @param {ReadableStream<any>} stream
 * @param {(chunk: Uint8Array<ArrayBuffer>) => void | Promise<void>} work
 */
async function each(stream, work) {
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) await work(next.value);
}
