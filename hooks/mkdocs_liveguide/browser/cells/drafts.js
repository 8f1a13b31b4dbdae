/** What readers typed, kept in their own browser until they reset it. */

/**
 * The name of a draft. Ask for it while the code's page is the one that is shown: under instant
 * navigation the address is that of the next page before a cell of this one is gone.
 * @param {string} id of the code in its page
 */
export const draftKey = (id) => `live-draft:${location.pathname}:${id}`;

/**
 * @param {string} key
 * @returns {string | undefined}
 */
export function readDraft(key) {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined; // storage may be forbidden
  }
}

/**
 * @param {string} key
 * @param {string | undefined} code undefined forgets it
 * @returns {boolean} whether it is kept
 */
export function keepDraft(key, code) {
  try {
    if (code === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, code);
    return true;
  } catch {
    return false; // forbidden, or full
  }
}
