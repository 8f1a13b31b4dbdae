/**
 * What is shown of found passages. All text goes in as text.
 *
 * @typedef {import("./types.js").Segment} Segment
 * @typedef {import("./types.js").Place} Place
 * @typedef {import("./types.js").Result} Result
 */

import { make } from "../dom.js";
import { base } from "../runtime/site.js";

/** @param {Segment[]} segments @returns {(Node | string)[]} */
export function marked(segments) {
  // Blocks are parted by an empty line, which takes more room here than it is worth.
  return segments.map(({ text, match }) => (match ? make("mark", text) : text.replaceAll("\n\n", "\n")));
}

/** Title and headings, as a link where there is a place. @param {Place} place */
export function placeLink(place) {
  const words = [place.title, ...place.headings].join(" › ");
  if (!place.url && place.pasted) return make("span.ask-place", words);
  return make("a.ask-place", { href: new URL(place.url, base).href }, words);
}

/** @param {number} number */
const short = (number) => number.toFixed(2).replace("-", "−");

/**
 * A bar in two parts, with the figures in words.
 * @param {Result} result
 * @param {number} best the highest score of the list
 */
function scoreBar({ score, meaning, words }, best) {
  const share = (/** @type {number} */ part) => `${(Math.max(part, 0) / Math.max(best, 0.01)) * 100}%`;
  const bar = make("span.ask-bar", { "aria-hidden": "true" });
  for (const [name, part] of /** @type {[string, number][]} */ ([["meaning", meaning], ["words", words]])) {
    const piece = make("span", { class: `ask-bar-${name}` });
    piece.style.width = share(part);
    bar.append(piece);
  }
  const figures = `score ${short(score)} = meaning ${short(meaning)} + words ${short(words)}`;
  return make("p.ask-score", bar, make("span", figures));
}

/**
 * @param {string} label
 * @param {[string, number][]} words
 */
function chips(label, words) {
  const list = make("ul.ask-chips");
  for (const [word, share] of words) {
    const name = share < 0 ? "ask-chip ask-chip-away" : "ask-chip";
    list.append(make("li", { class: name }, word, make("small", ` ${share < 0 ? "" : "+"}${short(share)}`)));
  }
  return [make("p.ask-why-label", label), list];
}

/** Which words pulled, and the whole passage. @param {Result} result */
function why(result) {
  const parts = make("details.ask-why", make("summary", "Why this passage"));
  if (result.pulls.length) {
    const cosine = result.cosine === null ? "" : ` (together, with the words not shown: ${short(result.cosine)})`;
    parts.append(...chips(`By meaning, each word of the question pulls this far${cosine}:`, result.pulls));
  }
  if (result.matches.length) parts.append(...chips("By words, these stand in the passage:", result.matches));
  parts.append(
    make("p.ask-why-label", "The whole passage:"),
    make("blockquote.ask-text", ...marked(result.text)),
  );
  return parts;
}

/**
 * A found passage as an item of a list.
 * @param {Result} result
 * @param {number} best
 */
export function resultItem(result, best) {
  return make(
    "li.ask-result",
    make("p.ask-result-place", placeLink(result)),
    make("p.ask-excerpt", ...marked(result.excerpt)),
    scoreBar(result, best),
    why(result),
  );
}

/** A place that the keyword search found. @param {Place} place */
export function keywordItem(place) {
  const words = place.matches.map(([word]) => word).join(", ");
  return make("li", placeLink(place), make("small.ask-matches", ` ${words}`));
}
