/** What readers typed, kept in their own browser until they reset it. */

/** @param {string} id */
const key = (id) => `live-draft:${location.pathname}:${id}`;

/**
 * @param {string} id of the cell in its page
 * @returns {string | undefined}
 */
export function readDraft(id) {
  try {
    return localStorage.getItem(key(id)) ?? undefined;
  } catch {
    return undefined; // storage may be forbidden
  }
}

/**
 * @param {string} id
 * @param {string | undefined} code undefined forgets it
 * @returns {boolean} whether it is kept
 */
export function keepDraft(id, code) {
  try {
    if (code === undefined) localStorage.removeItem(key(id));
    else localStorage.setItem(key(id), code);
    return true;
  } catch {
    return false; // forbidden, or full
  }
}
