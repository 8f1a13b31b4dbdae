/**
 * The first sign that a reader is about to use a live part. Python weighs more than all the rest of a page: who
 * only reads does not fetch it, and who is about to act need not wait for it either.
 */

import { savesData } from "./offline.js";

/** A pointer over it, a finger on it, the focus in it, a letter typed. */
const SIGNS = ["pointerover", "pointerdown", "focusin", "input"];

/**
 * Does a piece of work once, at the first sign, unless the reader saves data.
 * @param {Element} element the live part
 * @param {AbortSignal} signal it was taken out of the page
 * @param {() => void} work
 */
export function atFirstSign(element, signal, work) {
  if (savesData()) return;
  const seen = new AbortController();
  const options = { passive: true, signal: seen.signal };
  const once = () => {
    seen.abort();
    work();
  };
  for (const sign of SIGNS) element.addEventListener(sign, once, options);
  signal.addEventListener("abort", () => seen.abort());
}
