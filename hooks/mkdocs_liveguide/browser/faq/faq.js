/**
 * `<live-faq>`: the FAQ, asked in the reader's own words. The question and its entry show here.
 */

import { LiveElement, make, part } from "../dom.js";
import { python } from "../runtime/python.js";
import { find } from "../search/api.js";
import { followQuestion, putQuestion, SearchField, searchForm, sendQuestion } from "../search/field.js";
import { inSentences } from "../search/notices.js";
import { marked, placeLink } from "../search/results.js";

/** @typedef {import("../search/types.js").Answer} Answer */
/** @typedef {import("../search/types.js").Result} Result */

const ENTRIES = 3;

class LiveFaq extends LiveElement {
  /** @param {AbortSignal} signal */
  connect(signal) {
    const { input, line } = searchForm(this, () => sendQuestion(field), signal);
    input.addEventListener("focus", () => python.warm(), { once: true, signal });
    const found = part(this, ".faq-found");
    /** @type {SearchField<[Answer, Answer | undefined]>} */
    const field = new SearchField(input, line, signal, {
      find: async (query, onProgress) => {
        this.dataset.asked = "";
        return [
          await find({ query, kind: "faq", limit: ENTRIES, per_page: ENTRIES }, onProgress),
          // The entries are what was asked for; pages are an addition.
          await find({ query, kind: "page", limit: ENTRIES }, onProgress).catch(() => undefined),
        ];
      },
      show: ([entries, pages], query) => {
        putQuestion(query);
        found.replaceChildren(...parts(entries, pages));
        return inWords(entries);
      },
      clear: () => {
        delete this.dataset.asked;
        found.replaceChildren();
        putQuestion(input.value);
      },
      otherwise: "All questions stand below, by group.",
    });
    signal.addEventListener("abort", () => found.replaceChildren());
    followQuestion(field, signal);
  }
}

/** The question of an entry. @param {Result} entry */
const questionOf = (entry) => entry.headings.at(-1) ?? entry.title;

/** @param {Answer} entries */
function inWords(entries) {
  const { answered, results: [first] } = entries;
  const said = inSentences(entries).join(" ");
  if (answered && first) return `${said} The nearest entry: ${questionOf(first)}`.trim();
  if (answered === null) return `${said} ${first ? "These are the nearest entries." : "It found no entry."}`;
  return `${said} None of these questions seems to be yours.`.trim();
}

/**
 * @param {Answer} entries
 * @param {Answer} [pages]
 */
function parts({ answered, results }, pages) {
  const [first, ...others] = results;
  const help = linkList("Pages that may help", pages?.results ?? []);
  return answered && first
    ? [entryCard(first), ...linkList("Or did you mean", others), ...help]
    : [...linkList("The nearest entries", results), ...help];
}

/** A link to an entry, by its question alone. @param {Result} entry */
const entryLink = (entry) => placeLink({ ...entry, title: questionOf(entry), headings: [] });

/** An entry with its answer. @param {Result} entry */
function entryCard(entry) {
  return make(
    "section.faq-card",
    make("h2.faq-card-question", entryLink(entry)),
    make("p.ask-text", ...marked(entry.text)),
  );
}

/**
 * @param {string} label
 * @param {Result[]} results
 * @returns {HTMLElement[]} none where there are no results
 */
function linkList(label, results) {
  if (!results.length) return [];
  const items = results.map((each) => make("li", each.kind === "faq" ? entryLink(each) : placeLink(each)));
  return [make("div.faq-links", make("p", make("strong", label)), make("ul", ...items))];
}

customElements.define("live-faq", LiveFaq);
