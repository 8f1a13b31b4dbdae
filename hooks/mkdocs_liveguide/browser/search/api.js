/**
 * The search in Python, as a page calls it: which files it needs, and what to do when some cannot be had.
 *
 * @typedef {import("./types.js").Query} Query
 * @typedef {import("./types.js").Answer} Answer
 * @typedef {import("./types.js").Pasted} Pasted
 * @typedef {import("./types.js").Files} Files
 * @typedef {(progress: import("../runtime/python.js").Progress) => void} OnProgress
 */

import { python, PythonError } from "../runtime/python.js";
import { readManifest } from "../runtime/site.js";

const INDEX = "search/index.bin";
const ENCODER = "search/encoder.bin";
/** Kinds of file that there are many of on a large site, where only some are fetched. */
const PARTS = ["vectors", "postings", "texts"];
/** A query asks for files at most this often: index, words, right words, their own words, meaning, texts. */
const ROUNDS = 8;

const NO_SEARCH = "The search cannot work now: its files are damaged, or do not fit together.";
/**
 * What is searched: all of the index, or what of it can be had. Without the list of right words, words are taken
 * as they are typed.
 * @type {{meaning: boolean, words: boolean, spelling: boolean}[]}
 */
const WAYS = [
  { meaning: true, words: true, spelling: true },
  { meaning: true, words: true, spelling: false },
  { meaning: false, words: true, spelling: false },
  { meaning: true, words: false, spelling: false },
];
/** Kinds of errors that another way may not have. @type {import("../runtime/errors.js").Kind[]} */
const OF_FILES = ["network", "broken", "python"];

/**
 * The files that a query can be sure to need.
 * @param {{meaning: boolean, words: boolean}} way
 */
async function firstFiles({ meaning, words }) {
  const { artefacts } = await readManifest();
  const single = PARTS.filter((part) => (meaning || part !== "vectors") && (words || part !== "postings"))
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
  throw new PythonError("broken", NO_SEARCH);
}

/**
 * What a reader is told where nothing can be searched. Python that cannot start, or a site that cannot be
 * reached, says so itself.
 * @param {unknown} error
 */
function asSearchError(error) {
  if (!(error instanceof PythonError) || error.kind !== "python") return error;
  return new PythonError("broken", NO_SEARCH, error.detail);
}

/**
 * Finds passages for a question; by keywords or by meaning alone where the other's files cannot be had.
 * @param {Query} query
 * @param {OnProgress} [onProgress]
 * @returns {Promise<Answer>}
 * @throws {PythonError}
 */
export async function find(query, onProgress) {
  /** @type {unknown} */
  let first;
  for (const way of WAYS) {
    try {
      /** @type {Answer} */
      const answer = await callWithFiles("search.query", { ...query, ...way }, await firstFiles(way), onProgress);
      if (!answer.notices.includes("damaged-index")) return answer;
      throw new PythonError("broken", NO_SEARCH);
    } catch (error) {
      first ??= error;
      const other = error instanceof PythonError && OF_FILES.includes(error.kind);
      // Where Python does not start, no way of searching works.
      if (!other || python.state === "failed") break;
    }
  }
  throw asSearchError(first);
}

/**
 * Hands a text of the reader's to the search.
 * @param {string} text
 * @param {string} key a name for it
 * @param {OnProgress} [onProgress]
 * @returns {Promise<Pasted>}
 * @throws {PythonError}
 */
export async function paste(text, key, onProgress) {
  try {
    return await callWithFiles("search.paste", { text, key }, [INDEX, ENCODER], onProgress);
  } catch (error) {
    const other = error instanceof PythonError && OF_FILES.includes(error.kind);
    if (!other || python.state === "failed") throw error;
    // It can be searched by its words.
    return callWithFiles("search.paste", { text, key, meaning: false }, [], onProgress);
  }
}

/** Drops the reader's text, where Python is running at all. */
export async function forget() {
  if (python.state === "ready") await python.call("search.forget");
}
