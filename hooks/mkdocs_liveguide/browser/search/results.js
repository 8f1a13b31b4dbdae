/**
 * What is shown of found passages. All text goes in as text.
 *
 * @typedef {import("./types.js").Segment} Segment
 * @typedef {import("./types.js").Place} Place
 * @typedef {import("./types.js").Result} Result
 */

import { make } from "../dom.js";
import { base } from "../runtime/site.js";

/**
 * Text with the words of the question marked, and the sentence that says most to it.
 * @param {Segment[]} segments
 * @returns {(Node | string)[]}
 */
export function marked(segments) {
  /** @type {(Node | string)[]} */
  const parts = [];
  /** @type {HTMLElement | undefined} */
  let sentence;
  for (const { text, match, telling } of segments) {
    // Blocks are parted by an empty line, which takes more room here than it is worth.
    const piece = match ? make("mark", text) : text.replaceAll("\n\n", "\n");
    if (!telling) sentence = undefined;
    else if (!sentence) parts.push((sentence = make("strong.ask-telling")));
    if (sentence) sentence.append(piece);
    else parts.push(piece);
  }
  return parts;
}

/** Title and headings, as a link where there is a place. @param {import("./types.js").PlaceOnly} place */
export function placeLink(place) {
  const words = [place.title, ...place.headings].join(" › ");
  if (!place.url && place.pasted) return make("span.ask-place", words);
  return make("a.ask-place", { href: new URL(place.url, base).href }, words);
}

/**
 * A place as a line of what stands above it, and its nearest heading as a link.
 * @param {import("./types.js").PlaceOnly} place
 */
export function placeLines(place) {
  const above = [place.title, ...place.headings];
  const nearest = above.pop() ?? "";
  return [
    ...(above.length ? [make("p.ask-above", above.join(" › "))] : []),
    make("p.ask-result-place", placeLink({ ...place, title: nearest, headings: [] })),
  ];
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

/** What led to a passage most. */
const LED = {
  text: "Most of all, its text is near to your question in meaning.",
  question: "Most of all, it answers a question of readers that is near to yours:",
  words: "Most of all, it has words of your question.",
};

/** What led to it, which words pulled, and the whole passage. @param {Result} result */
function why(result) {
  const parts = make("details.ask-why", make("summary", "Why this passage"), make("p.ask-why-label", LED[result.led]));
  if (result.asked && result.led !== "question") parts.append(make("p.ask-why-label", "Readers ask in this way, too:"));
  if (result.asked) parts.append(make("p.ask-asked", make("q", result.asked)));
  if (result.pulls.length) {
    const cosine = result.cosine === null ? "" : ` (together, with the words not shown: ${short(result.cosine)})`;
    parts.append(...chips(`By meaning, each word of the question pulls this far${cosine}:`, result.pulls));
  }
  if (result.matches.length) {
    parts.append(...chips("By words, these stand in the passage or in what readers ask of it:", result.matches));
  }
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
  const more = result.more.map((place) => make("li", placeLink({ ...place, title: place.headings.at(-1) ?? place.title, headings: [] })));
  return make(
    "li.ask-result",
    ...placeLines(result),
    make("p.ask-excerpt", ...marked(result.excerpt)),
    ...(more.length ? [make("div.ask-more", make("span", "On the same page:"), make("ul", ...more))] : []),
    scoreBar(result, best),
    why(result),
  );
}

/** A place that the keyword search found. @param {Place} place */
export function keywordItem(place) {
  const words = place.matches.map(([word]) => word).join(", ");
  return make("li", placeLink(place), make("small.ask-matches", ` ${words}`));
}
