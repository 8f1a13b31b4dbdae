/**
 * Asking the search in Python: which files it needs, what to do when some cannot be had, and one
 * question at a time while the reader types.
 *
 * @typedef {{text: string, match: boolean}} Segment
 * @typedef {object} Place
 * @property {number} number
 * @property {string} title
 * @property {string} url relative to the site's root; "" for the reader's own text
 * @property {string[]} headings
 * @property {boolean} pasted
 * @property {string} kind
 * @property {[string, number][]} matches words of the question, and what each adds
 * @typedef {Place & {score: number, meaning: number, words: number, cosine: number | null,
 *   excerpt: Segment[], text: Segment[], pulls: [string, number][]}} Result
 * @typedef {object} Answer
 * @property {string} query
 * @property {Result[]} results
 * @property {Place[]} keyword
 * @property {boolean} answered
 * @property {number} confidence
 * @property {string} copy_text
 * @property {string[]} notices
 * @typedef {{query: string, limit?: number, per_page?: number, kind?: string, pasted?: string}} Query
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

/** What a notice of the search means, in words for the reader. @type {Record<string, string>} */
export const NOTICES = {
  cut: "Only the first 4,000 characters were read.",
  "no-words": "There is no word in this that the search can read.",
  "no-meaning": "The encoder knows none of these words, so this is the keyword search alone.",
  "damaged-meaning": "The index of meaning cannot be read, so this is the keyword search alone.",
  "damaged-words": "The index of words cannot be read, so this is the search by meaning alone.",
  "damaged-index": "The search's index cannot be read. Reload the page; the search box at the top still works.",
};

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
 * @param {string} name
 * @param {Record<string, unknown>} args
 * @param {string[]} files
 * @param {OnProgress} [onProgress]
 */
async function callWithFiles(name, args, files, onProgress) {
  const artefacts = [...files];
  for (let round = 0; round < ROUNDS; round++) {
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
 * @returns {Promise<{passages: {text: string, words: number, has_vector: boolean}[], whole: boolean}>}
 * @throws {PythonError}
 */
export function paste(text, key, onProgress) {
  return callWithFiles("search.paste", { text, key }, [INDEX, ENCODER], onProgress);
}

/** Drops the reader's text, where Python is running at all. */
export async function forget() {
  if (python.state === "ready") await python.call("search.forget");
}

/**
 * One question at a time: of those that come while one is being answered, the last is asked next.
 */
export class Asker {
  /** @type {(() => Promise<void>) | undefined} */
  #next;
  #busy = false;

  /** @param {() => Promise<void>} work asks and shows; it must not throw */
  async ask(work) {
    this.#next = work;
    if (this.#busy) return;
    this.#busy = true;
    while (this.#next) {
      const now = this.#next;
      this.#next = undefined;
      await now();
    }
    this.#busy = false;
  }

  /** Whether something newer waits to be asked. */
  get outdated() {
    return this.#next !== undefined;
  }
}
