/**
 * The keeper: a worker that takes the memory snapshot as it is fetched, unpacks and checks it, keeps it, and
 * hands each interpreter a copy. So the page's thread stays free, and every interpreter after the first one
 * costs neither network nor unpacking. The page is at the other end: `snapshot-store.js`.
 */

import { each } from "./each.js";
import { inDetail } from "./errors.js";
import { check } from "./files.js";
import { unpack } from "./unpack.js";

/** @typedef {import("./messages.js").StartMessage} StartMessage */
/** @typedef {import("./messages.js").FromKeeper} FromKeeper */
/** @typedef {import("./messages.js").ToKeeper} ToKeeper */

/** What is kept lies in blocks of so many bytes, of which the last one may not be full. */
const BLOCK = 1 << 20;

/** @type {import("./files.js").Part} */
const part = JSON.parse(self.name);
/** The packed file, until it has been checked. @type {Uint8Array<ArrayBuffer>[]} */
const packed = [];
/** The unpacked one. @type {Uint8Array<ArrayBuffer>[]} */
const blocks = [];
/** Bytes in the last block. */
let filled = BLOCK;
/** How it went, once that is known. @type {FromKeeper | undefined} */
let outcome;
/** Interpreters that get each piece as it comes. @type {MessagePort[]} */
const waiting = [];
/** @type {ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>} */
let incoming;
/** False once the file is known to be damaged: what else comes of it is of no interest. */
let open = true;
const fetched = new ReadableStream({
  start: (controller) => void (incoming = controller),
  cancel: () => void (open = false),
});

/** @param {MessagePort} port @param {Uint8Array<ArrayBuffer>} bytes */
function sendCopy(port, bytes) {
  const copy = bytes.slice();
  /** @type {StartMessage} */
  const message = { type: "piece", bytes: copy };
  port.postMessage(message, [copy.buffer]);
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
function keep(bytes) {
  for (const port of waiting) sendCopy(port, bytes);
  for (let rest = bytes; rest.length; ) {
    if (filled === BLOCK) {
      blocks.push(new Uint8Array(BLOCK));
      filled = 0;
    }
    const fits = rest.subarray(0, BLOCK - filled);
    blocks[blocks.length - 1].set(fits, filled);
    filled += fits.length;
    rest = rest.subarray(fits.length);
  }
}

/** @param {MessagePort} port */
function give(port) {
  blocks.forEach((block, index) => sendCopy(port, index < blocks.length - 1 ? block : block.subarray(0, filled)));
  if (outcome) port.postMessage(outcome);
  else waiting.push(port);
}

/** @param {FromKeeper} message */
function finish(message) {
  outcome = message;
  for (const port of waiting.splice(0)) port.postMessage(message);
  self.postMessage(message);
}

async function work() {
  await each(unpack(fetched), keep);
  await check(new Uint8Array(await new Blob(packed.splice(0)).arrayBuffer()), part);
}

self.addEventListener("message", ({ data }) => {
  /** @type {ToKeeper} */
  const message = data;
  if (message.type === "give") give(message.port);
  else if (!open) return;
  else if (message.type === "end") incoming.close();
  else {
    packed.push(message.bytes);
    incoming.enqueue(message.bytes);
  }
});

work().then(
  () => finish({ type: "complete" }),
  (error) => finish({ type: "broken", error: inDetail(error) }),
);
