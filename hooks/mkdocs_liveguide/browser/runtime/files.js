/**
 * Fetching files, checked against the manifest.
 *
 * @typedef {{name: string, url: string, hash: string, size: number, version: number}} Part
 * @typedef {(loaded: number, total: number) => void} OnProgress bytes
 */

import { PythonError } from "./errors.js";

const UNREACHABLE = "The site cannot be reached. Check the connection and try again.";

/**
 * What a reader is told when the site answers, but not with the file.
 * @param {number} status of HTTP
 */
function refused(status) {
  // Files are named by their content: a new build may have taken the place of the page's own.
  if (status === 404 || status === 410) return "The site has changed since this page was opened. Reload the page.";
  return `The site did not send a file (${status}). Try again.`;
}

/**
 * @param {string} message for the reader
 * @param {string} detail for developers
 */
const networkError = (message, detail) => new PythonError("network", message, detail);

/**
 * @param {string | URL} url
 * @param {RequestInit} [options]
 * @returns {Promise<Response>}
 * @throws {PythonError} kind "network"
 */
export async function request(url, options) {
  const response = await fetch(url, options).catch(() => {
    throw networkError(UNREACHABLE, String(url));
  });
  if (!response.ok) throw networkError(refused(response.status), `${response.status}: ${url}`);
  return response;
}

/**
 * Hands the bytes of a body on as they come, and says how many there were.
 * @param {ReadableStream<Uint8Array>} body
 * @param {Part} part
 * @param {OnProgress} onProgress
 */
function counted(body, part, onProgress) {
  let loaded = 0;
  let told = 0;
  return body.pipeThrough(
    new TransformStream({
      transform(chunk, controller) {
        loaded += chunk.byteLength;
        if (loaded - told > 65536 || loaded === part.size) onProgress((told = loaded), part.size);
        controller.enqueue(chunk);
      },
    }),
  );
}

/**
 * The whole content of a file.
 * @param {Part} part
 * @param {OnProgress} onProgress
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 * @throws {PythonError} kind "network": it cannot be fetched
 * @throws {Error} it is not what the manifest says
 */
export async function fetchBytes(part, onProgress) {
  const bytes = await readAll(await request(part.url), part, onProgress);
  try {
    await check(bytes, part);
    return bytes;
  } catch {
    // The browser may have kept a damaged copy, and would keep it for as long as the host allows: a year.
    const again = await readAll(await request(part.url, { cache: "reload" }), part, onProgress);
    await check(again, part);
    return again;
  }
}

/**
 * @param {Response} response
 * @param {Part} part
 * @param {OnProgress} onProgress
 */
async function readAll(response, part, onProgress) {
  try {
    const body = response.body ? counted(response.body, part, onProgress) : null;
    return new Uint8Array(await new Response(body).arrayBuffer());
  } catch {
    throw networkError(UNREACHABLE, part.url);
  }
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {Part} part
 * @throws {Error} they are not what the manifest says
 */
export async function check(bytes, part) {
  // Only secure contexts can hash; elsewhere the size, and the format's own checks, must do.
  const digest = await crypto.subtle?.digest("SHA-256", bytes);
  const hex = digest && Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
  compare(part, bytes.length, hex);
}

/**
 * For a file that the browser has already, because it ran or compiled it as it came.
 * @param {Part} part
 * @throws {Error} it is not what the manifest says
 */
export async function prove(part) {
  let bytes;
  try {
    bytes = new Uint8Array(await (await request(part.url, { cache: "force-cache" })).arrayBuffer());
  } catch {
    return; // it was not kept, and the network is gone since: nothing speaks against it
  }
  await check(bytes, part);
}

/**
 * @param {Part} part
 * @param {number} size
 * @param {string} [hash]
 * @throws {Error} the manifest says something else
 */
function compare(part, size, hash = part.hash) {
  if (size !== part.size) throw new Error(`${part.name} has ${size} bytes, not ${part.size}`);
  if (hash !== part.hash) throw new Error(`${part.name} is not the file that the manifest names`);
}

/**
 * The whole content of a file, while Python waits for it in the middle of an import.
 * @param {Part} part
 * @param {(bytes: Uint8Array) => string} digest SHA-256 in hex; the browser's own makes one wait
 * @returns {Uint8Array}
 * @throws {Error} it cannot be fetched, or is not what the manifest says
 */
export function fetchBytesNow(part, digest) {
  const request = new XMLHttpRequest();
  request.open("GET", part.url, false);
  request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200) throw networkError(refused(request.status), `${request.status}: ${part.url}`);
  const bytes = new Uint8Array(request.response);
  compare(part, bytes.length, digest(bytes));
  return bytes;
}
