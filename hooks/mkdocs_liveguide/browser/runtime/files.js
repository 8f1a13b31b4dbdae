/**
 * Fetching what Python starts from, checked against the manifest.
 *
 * @typedef {{name: string, url: string, hash: string, size: number, version: number}} Part
 * @typedef {(loaded: number, total: number) => void} OnProgress bytes
 */

/** A file cannot be had; its message is for the reader. */
export class NetworkError extends Error {
  name = "NetworkError";
}

export const UNREACHABLE = "The site cannot be reached. Check the connection and try again.";

/**
 * What a reader is told when the site answers, but not with the file.
 * @param {number} status of HTTP
 */
export function refused(status) {
  // Files are named by their content: a new build may have taken the place of the page's own.
  if (status === 404 || status === 410) return "The site has changed since this page was opened. Reload the page.";
  return `The site did not send a file (${status}). Try again.`;
}

/**
 * @param {Part} part
 * @param {AbortSignal} [signal]
 * @returns {Promise<Response>}
 * @throws {NetworkError}
 */
export async function fetchPart(part, signal) {
  const response = await fetch(part.url, { signal }).catch(() => {
    throw new NetworkError(UNREACHABLE);
  });
  if (!response.ok) throw new NetworkError(refused(response.status));
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
 * @throws {NetworkError} it cannot be fetched
 * @throws {Error} it is not what the manifest says
 */
export async function fetchBytes(part, onProgress) {
  const response = await fetchPart(part);
  let bytes;
  try {
    const body = response.body ? counted(response.body, part, onProgress) : null;
    bytes = new Uint8Array(await new Response(body).arrayBuffer());
  } catch {
    throw new NetworkError(UNREACHABLE);
  }
  await check(bytes, part);
  return bytes;
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {Part} part
 * @throws {Error} they are not what the manifest says
 */
export async function check(bytes, part) {
  if (bytes.length !== part.size) {
    throw new Error(`${part.name} has ${bytes.length} bytes, not ${part.size}`);
  }
  // Only secure contexts can hash; elsewhere the size, and the format's own checks, must do.
  if (!crypto.subtle) return;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (hex !== part.hash) throw new Error(`${part.name} is not the file that the manifest names`);
}

/**
 * The whole content of a file, while Python waits for it in the middle of an import.
 * @param {Part} part
 * @returns {Uint8Array}
 * @throws {Error} it cannot be fetched
 */
export function fetchBytesNow(part) {
  const request = new XMLHttpRequest();
  request.open("GET", part.url, false);
  request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200 || request.response.byteLength !== part.size) {
    throw new Error(UNREACHABLE);
  }
  return new Uint8Array(request.response);
}
