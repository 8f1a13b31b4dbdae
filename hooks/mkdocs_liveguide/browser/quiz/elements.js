/** What the quiz's elements are made of. */

import { make } from "../dom.js";

/**
 * @param {string} label
 * @param {() => void} onclick
 * @param {Record<string, string | boolean>} [props]
 */
export function button(label, onclick, props = {}) {
  return make("button.md-button.quiz-button", { type: "button", ...props, onclick }, label);
}

/** The button to press, of several. */
export const PRIMARY = { class: "md-button md-button--primary quiz-button" };
/** A button that looks like a link. */
export const LINK = { class: "quiz-link" };

/** A text as it begins a sentence. @param {string} text */
export function heading(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** @param {number} share 0 to 1 */
export function percent(share) {
  return `${Math.round(share * 100)} %`;
}
