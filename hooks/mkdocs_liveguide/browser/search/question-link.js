/**
 * The question of a page in its address. While it is typed, each takes the place of the one before; one that is sent
 * is a step in the reader's history after the last that was.
 */

import { decode, encode, setAddress, setFragment } from "../dom.js";

/** @typedef {Pick<import("./field.js").SearchField<unknown>, "input" | "ask">} Field */

const HASH = "#q=";
/** Longer questions are cut; characters. */
const LONGEST = 500;

/** The fragment of the question that was sent last, or came with the address; "" for none. */
let sent = "";

/** @param {string} question */
const fragmentOf = (question) => (question.trim() ? HASH + encode(question.slice(0, LONGEST)) : "");

const inAddress = () => (location.hash.startsWith(HASH) ? location.hash : "");

/** Puts a question into the address, found or not; for none, takes out the one that stands there. @param {string} question */
export function putQuestion(question) {
  const fragment = fragmentOf(question);
  if (fragment || inAddress()) setFragment(fragment);
}

/** Asks what the reader has sent. @param {Field} field */
export function sendQuestion(field) {
  const fragment = fragmentOf(field.input.value);
  if (fragment && sent && fragment !== sent) {
    setFragment(sent);
    setAddress(fragment, true);
  }
  sent = fragment || sent;
  field.ask();
}

/**
 * Asks what the address asks, now and whenever that changes.
 * @param {Field} field
 * @param {AbortSignal} signal
 */
export function followQuestion(field, signal) {
  const follow = () => {
    sent = inAddress();
    // A place of the page is no question, and takes none away.
    if (location.hash && !sent) return;
    const question = decode(sent.slice(HASH.length));
    if (question === undefined || question === field.input.value) return;
    field.input.value = question;
    field.ask();
  };
  addEventListener("hashchange", follow, { signal });
  // What was typed before this could take it goes before what a link says.
  if (field.input.value) field.ask();
  else follow();
}
