/** A question in the address of the page for asking. */

import { encode } from "../dom.js";

export const HASH = "#q=";
/** Longer questions are cut; characters. */
const LONGEST = 500;

/** The fragment that asks a question. @param {string} question */
export const linkTo = (question) => HASH + encode(question.slice(0, LONGEST));
