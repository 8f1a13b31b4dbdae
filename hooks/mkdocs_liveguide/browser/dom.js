/** What live parts ask of the page and the browser: elements, the address, the clipboard, storage. */

// From here, so that both come in one file.
export { LiveElement } from "./element.js";

/**
 * The element that a name stands for: "p.note" for a paragraph of the class "note".
 * @template {string} Name
 * @typedef {Name extends `${infer Tag}.${string}` ? TagMap<Tag> : TagMap<Name>} Made
 */
/**
 * @template {string} Tag
 * @typedef {Tag extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[Tag] : HTMLElement} TagMap
 */

/**
 * Makes an element. Text goes in as text, never as markup.
 * @template {string} Name
 * @param {Name} name the tag and, each after a dot, classes
 * @param {...(Node | string | Record<string, string | boolean | (() => void)>)} parts children, and
 *   attributes: true for an empty one, false for none; `onclick` is a listener
 * @returns {Made<Name>}
 */
export function make(name, ...parts) {
  const [tag, ...classes] = name.split(".");
  const element = document.createElement(tag);
  element.classList.add(...classes);
  for (const part of parts) {
    if (typeof part === "string" || part instanceof Node) element.append(part);
    else for (const [name, value] of Object.entries(part)) {
      if (typeof value === "function") element.addEventListener(name.slice(2), value);
      else if (value !== false) element.setAttribute(name, value === true ? "" : value);
    }
  }
  return /** @type {Made<Name>} */ (element);
}

/**
 * An element that the page's template is sure to have.
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {HTMLElement}
 */
export const part = (root, selector) => /** @type {HTMLElement} */ (root.querySelector(selector));

/**
 * Puts words into a live region, unless they stand there: put in again, they would be read out again.
 * @param {Element} region
 * @param {string} words
 */
export function tell(region, words) {
  if (region.textContent !== words) region.textContent = words;
}

/**
 * A number of things, in words.
 * @param {number} number
 * @param {string} noun of one
 */
export const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

/**
 * A part of an address as it was before it was encoded.
 * @param {string} text
 * @returns {string | undefined} undefined: it was cut or tampered with
 */
export function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/**
 * A text as a part of an address; half a character, which a cut may leave, becomes a question mark.
 * @param {string} text
 */
export const encode = (text) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\uFFFD"));

/**
 * Changes the page's address. Some browsers let a page do so only so often; then the address stays as it is.
 * @param {string | URL} address
 * @param {boolean} [step] whether it is a step in the reader's history
 */
export function setAddress(address, step) {
  try {
    if (step) history.pushState(null, "", address);
    else history.replaceState(history.state, "", address);
  } catch (error) {
    console.info("The address was not changed:", String(error));
  }
}

/**
 * Changes the fragment of the page's address.
 * @param {string} [fragment] with its #; "" for none
 */
export function setFragment(fragment = "") {
  setAddress(location.pathname + location.search + fragment);
}

/**
 * Copies a text for the reader.
 * @param {string} text
 * @returns {Promise<boolean>} whether it worked: browsers may forbid it
 */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * The page's name for what this browser keeps of it: the same for all ways in which hosts spell its
 * address (/a/, /a, /a/index.html, /a.html), another for each page of an origin, whatever its site is.
 * @param {string} [path] of another page than the one that is shown
 */
export const pageName = (path = location.pathname) =>
  path.replace(/\.html$/, "").replace(/\/index$/, "/").replace(/\/?$/, "/");

/**
 * What this browser keeps for all sites of the origin: the key names the site, or its page.
 * @param {string} key
 * @returns {string | undefined} undefined: nothing, or storage is forbidden
 */
export function recall(key) {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

/**
 * Keeps a text in this browser.
 * @param {string} key
 * @param {string} [text] none: forgets it
 * @returns {boolean} whether that worked: storage may be forbidden, or full
 */
export function keep(key, text) {
  try {
    if (text === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}
