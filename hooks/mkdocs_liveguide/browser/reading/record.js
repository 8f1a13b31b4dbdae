/**
 * What this browser keeps of a list of pages: which they are, and which of them were read. Pages are named as
 * `pageName` has them; nothing of what was kept is trusted.
 *
 * @typedef {{pages: string[], read: string[]}} Reading
 */

/** What the keys begin with; the list's page follows. */
export const KEY = "reading:";
/** Raise it when what is kept changes its shape. */
const VERSION = 1;

/** @param {unknown} list */
const areNames = (list) => Array.isArray(list) && list.every((name) => typeof name === "string");

/** @param {string} [text] @returns {Reading} empty where it cannot be read */
export function parse(text) {
  try {
    const { version, pages, read } = JSON.parse(text ?? "");
    if (version !== VERSION || ![pages, read].every(areNames)) return { pages: [], read: [] };
    return { pages, read: read.filter((/** @type {string} */ name) => pages.includes(name)) };
  } catch {
    // Of another time, or damaged.
  }
  return { pages: [], read: [] };
}

/** @param {Reading} reading @returns {string} what `parse` reads */
export const serialise = ({ pages, read }) => JSON.stringify({ version: VERSION, pages, read });

/**
 * The same with another page read.
 * @param {Reading} reading
 * @param {string} page
 * @returns {Reading | undefined} undefined: nothing changes
 */
export const withRead = ({ pages, read }, page) =>
  pages.includes(page) && !read.includes(page) ? { pages, read: [...read, page] } : undefined;

/** The first page that was not read. @param {Reading} reading @returns {string | undefined} */
export const nextOf = ({ pages, read }) => pages.find((page) => !read.includes(page));
