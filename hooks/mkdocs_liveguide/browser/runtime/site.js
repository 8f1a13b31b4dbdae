/**
 * What the page's head says about the site, and the files that the build made for the browser.
 *
 * @typedef {{path: string, hash: string, size: number, version: number}} Entry
 *   path relative to the site's root; hash: SHA-256 in hex; size in bytes
 * @typedef {{version: number, build: string, artefacts: Record<string, Entry>}} Manifest
 */

import { PythonError } from "./errors.js";
import { fetchBytes, request } from "./files.js";

const MANIFEST_VERSION = 1;

/** @param {string} name */
function meta(name) {
  return document.querySelector(`meta[name="${name}"]`)?.getAttribute("content") ?? "";
}

// Read once, when the first page loads: instant navigation changes the page's address, and what
// the head says is relative to the page that it was written for.
/** The site's root, an absolute address ending in a slash. */
export const base = new URL(`${meta("live-base").replace(/\/?$/, "/")}`, location.href).href;
const manifestPath = meta("live-manifest");
/** The service worker's path relative to the root; "" where the site has none. */
export const serviceWorker = meta("live-service-worker");

/** @type {Promise<Manifest> | undefined} */
let manifest;

/** @returns {Promise<Manifest>} */
async function fetchManifest() {
  const response = await fetchFile(manifestPath);
  /** @type {Manifest} */
  let parsed;
  try {
    parsed = await response.json();
  } catch {
    throw new PythonError("broken", "The site's list of files cannot be read.");
  }
  if (parsed?.version !== MANIFEST_VERSION || typeof parsed.artefacts !== "object") {
    throw new PythonError("broken", "The site's list of files is of another version. Reload the page.");
  }
  return parsed;
}

/**
 * The list of all artefacts, fetched once; a failure is not kept.
 * @returns {Promise<Manifest>}
 * @throws {PythonError} kind "network" or "broken"
 */
export function readManifest() {
  manifest ??= fetchManifest().catch((error) => {
    manifest = undefined;
    throw error;
  });
  return manifest;
}

/**
 * Fetches a file of the site.
 * @param {string} path relative to the site's root
 * @throws {PythonError} kind "network"
 */
const fetchFile = (path) => request(new URL(path, base));

/**
 * An artefact's entry in the manifest, with its absolute address.
 * @param {string} name
 * @returns {Promise<Entry & {name: string, url: string}>}
 * @throws {PythonError} kind "network" or "broken"
 */
export async function findArtefact(name) {
  const { artefacts } = await readManifest();
  const entry = artefacts[name];
  if (!entry) throw new PythonError("broken", `This site has no file called ${name}. Reload the page.`);
  return { ...entry, name, url: new URL(entry.path, base).href };
}

/**
 * A JSON artefact, without Python.
 * @param {string} name
 * @returns {Promise<any>}
 * @throws {PythonError} kind "network" or "broken"
 */
export async function readJSON(name) {
  const part = await findArtefact(name);
  try {
    return JSON.parse(new TextDecoder().decode(await fetchBytes(part, () => undefined)));
  } catch (error) {
    if (error instanceof PythonError) throw error;
    throw new PythonError("broken", `The file ${name} cannot be read. Reload the page.`, String(error));
  }
}
