/** What the search found, on the page for asking: passages, plain keyword search, a text to copy. */

import { copy, count, make } from "../dom.js";
import { inSentences } from "./notices.js";
import { keywordItem, resultItem } from "./results.js";

/** A screen so wide, in pixels, has room for the results of keyword search beside the others. */
const WIDE = 960;
const NO_WORDS = "Nothing: no passage has one of these words.";
/** A button says for so long that it has copied; milliseconds. */
const SAID = 2000;

export class AnswerView {
  #about;

  /**
   * @param {string} copyTitle above the text to copy, which is folded away
   * @param {string} about what the guide is about, after "about"; "" where that is not known
   */
  constructor(copyTitle, about) {
    this.#about = about;
    this.verdict = make("p.ask-verdict", { hidden: true });
    this.results = make("ol.ask-results");
    this.keyword = make("ol.ask-keyword-list");
    this.copyText = make("pre.ask-copy-text", { tabindex: "0", "aria-label": copyTitle });
    this.copyBox = make(
      "details.ask-copy-box",
      make("summary", copyTitle),
      this.copyText,
      copyButton("Copy this text", () => this.copyText.textContent ?? ""),
    );
    this.found = make(
      "div.ask-found",
      { hidden: true },
      make("div.ask-main", this.results),
      make(
        "div.ask-side",
        make("details.ask-keyword", { open: innerWidth >= WIDE },
          make("summary", "What plain keyword search finds"), this.keyword),
        this.copyBox,
        copyButton("Copy a link to this question", () => location.href),
      ),
    );
  }

  /** Whether nothing is shown. */
  get empty() {
    return this.found.hidden && this.verdict.hidden;
  }

  hide() {
    this.found.hidden = true;
    this.verdict.hidden = true;
  }

  /**
   * @param {import("./types.js").Answer} answer
   * @param {number} milliseconds that it took
   * @returns {string} what there is to say of it
   */
  show(answer, milliseconds) {
    const { results, keyword, notices, answered, copy_text } = answer;
    this.verdict.hidden = answered !== false || notices.includes("no-words");
    this.verdict.textContent = this.#doubt(results);
    this.found.hidden = !results.length;
    const best = Math.max(...results.map(({ score }) => score));
    this.results.replaceChildren(...results.map((result) => resultItem(result, best)));
    const items = keyword.map(keywordItem);
    const none = notices.includes("damaged-words") ? "The index of words cannot be had now." : NO_WORDS;
    this.keyword.replaceChildren(...(items.length ? items : [make("li", none)]));
    this.copyText.textContent = copy_text;
    this.copyBox.hidden = !copy_text;
    const doubt = answered === false ? "Perhaps not answered here: " : "";
    const found = `${doubt}${count(results.length, "passage")}, found in ${Math.ceil(milliseconds)} ms`;
    const said = inSentences(answer);
    if (results.length) said.push(found);
    else if (answered === null) said.push("It found nothing; the whole search may find more later.");
    return said.join(" ");
  }

  /**
   * What is said where the guide does not seem to answer: what is near, and what it is about.
   * @param {import("./types.js").Result[]} results
   */
  #doubt(results) {
    const about = this.#about ? ` It is about ${this.#about}.` : "";
    const [first] = results;
    if (!first) return `Nothing in this guide is near to that.${about}`;
    const near = [...new Set(results.slice(0, 2).map(({ title }) => `“${title}”`))].join(" and ");
    return `This guide may not answer that.${about} Nearest to your question is what it says under ${near}.`;
  }
}

/**
 * @param {string} label
 * @param {() => string} text
 */
function copyButton(label, text) {
  const onclick = async () => {
    button.textContent = (await copy(text())) ? "Copied" : "This browser does not let pages copy";
    setTimeout(() => (button.textContent = label), SAID);
  };
  const button = make("button.md-button.ask-copy", { type: "button", onclick }, label);
  return button;
}
