/**
 * The search in Python, as a page calls it: which files it needs, and what to do when some cannot be had.
 *
 * @typedef {import("./types.js").Query} Query
 * @typedef {import("./types.js").Answer} Answer
 * @typedef {import("./types.js").Pasted} Pasted
 * @typedef {import("./types.js").Files} Files
 * @typedef {(progress: import("../runtime/python.js").Progress) => void} OnProgress
 */

import { python } from "../runtime/python.js";
import { PythonError } from "../runtime/errors.js";
import { readManifest } from "../runtime/site.js";

const INDEX = "search/index.bin";
const ENCODER = "search/encoder.bin";
/** Kinds of file that there are many of on a large site, where only some are fetched. */
const PARTS = ["vectors", "postings", "texts"];
/** A query asks for files at most this often: index, words, meaning, texts. */
const ROUNDS = 6;

/**
 * The files that a query can be sure to need.
 * @param {boolean} meaning false for keywords only
 */
async function firstFiles(meaning) {
  const { artefacts } = await readManifest();
  const single = PARTS.filter((part) => meaning || part !== "vectors")
    .map((part) => [`search/${part}-0.bin`, `search/${part}-1.bin`])
    .filter(([one, two]) => one in artefacts && !(two in artefacts))
    .map(([one]) => one);
  return meaning ? [INDEX, ENCODER, ...single] : [INDEX, ...single];
}

/**
 * Calls a function of the search until it has all its files.
 * @template T
 * @param {string} name
 * @param {Record<string, unknown>} args
 * @param {string[]} files
 * @param {OnProgress} [onProgress]
 * @returns {Promise<T>}
 */
async function callWithFiles(name, args, files, onProgress) {
  const artefacts = [...files];
  for (let round = 0; round < ROUNDS; round++) {
    /** @type {T & Files} */
    const answer = await python.call(name, args, { artefacts, onProgress });
    if (!answer.need) return answer;
    artefacts.push(...answer.need);
  }
  throw new PythonError("broken", "The search's files do not fit together. Reload the page.");
}

/**
 * Finds passages for a question; by keywords alone where the files of meaning cannot be had.
 * @param {Query} query
 * @param {OnProgress} [onProgress]
 * @returns {Promise<Answer>}
 * @throws {PythonError}
 */
export async function find(query, onProgress) {
  try {
    return await callWithFiles("search.query", { ...query }, await firstFiles(true), onProgress);
  } catch (error) {
    if (!(error instanceof PythonError) || !["network", "broken"].includes(error.kind)) throw error;
    const args = { ...query, meaning: false };
    /** @type {Answer} */
    const answer = await callWithFiles("search.query", args, await firstFiles(false), onProgress);
    answer.notices.push("damaged-meaning");
    return answer;
  }
}

/**
 * Hands a text of the reader's to the search.
 * @param {string} text
 * @param {string} key a name for it
 * @param {OnProgress} [onProgress]
 * @returns {Promise<Pasted>}
 * @throws {PythonError}
 */
export function paste(text, key, onProgress) {
  return callWithFiles("search.paste", { text, key }, [INDEX, ENCODER], onProgress);
}

/** Drops the reader's text, where Python is running at all. */
export async function forget() {
  if (python.state === "ready") await python.call("search.forget");
}
