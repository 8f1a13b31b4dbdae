/** The question of a page in its address. */

import { decode, encode, setFragment } from "../dom.js";

const HASH = "#q=";
/** Longer questions are cut; characters. */
const LONGEST = 500;

/** Puts a question into the address, found or not; for none, takes out the one that stands there. @param {string} question */
export function putQuestion(question) {
  if (question.trim()) setFragment(HASH + encode(question.slice(0, LONGEST)));
  else if (location.hash.startsWith(HASH)) setFragment();
}

/**
 * Asks what the address asks, now and whenever that changes.
 * @param {Pick<import("./field.js").SearchField<unknown>, "input" | "ask">} field
 * @param {AbortSignal} signal
 */
export function followQuestion(field, signal) {
  const follow = () => {
    const question = location.hash.startsWith(HASH) ? decode(location.hash.slice(HASH.length)) : undefined;
    if (question === undefined || question === field.input.value) return;
    field.input.value = question;
    field.ask();
  };
  addEventListener("hashchange", follow, { signal });
  // What was typed before this could take it goes before what a link says.
  if (field.input.value) field.ask();
  else follow();
}
