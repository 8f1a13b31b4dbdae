/**
 * `<live-faq>`: the FAQ, asked in the reader's own words. The question and its entry show here.
 */

import { marked, placeLink } from "../search/results.js";
import { Status } from "../runtime/progress.js";
import { python } from "../runtime/python.js";
import { make } from "../dom.js";
import { Asker, find, NOTICES } from "../search/query.js";

const PAUSE = 220;
const ENTRIES = 3;

class LiveFaq extends HTMLElement {
  #asker = new Asker();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {HTMLElement | undefined} */
  #tool;

  connectedCallback() {
    this.input = make("input", { type: "search", id: "faq-question", autocomplete: "off", "aria-describedby": "faq-status" });
    const line = make("p", { id: "faq-status", class: "ask-status", role: "status" });
    this.status = new Status(line);
    this.found = make("div", { class: "faq-found" });
    const form = make(
      "form",
      { class: "ask-form", role: "search", "aria-label": "Ask the FAQ" },
      make("label", { for: "faq-question" }, "Ask in your own words"),
      make("div", { class: "ask-field" }, this.input,
        make("button", { type: "submit", class: "md-button md-button--primary" }, "Ask")),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#ask();
    });
    this.input.addEventListener("focus", () => python.warm(), { once: true });
    this.input.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#ask(), PAUSE);
    });
    this.#tool = make("div", { class: "ask-tool" }, form, line, this.found);
    this.prepend(this.#tool);
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#tool?.remove();
  }

  #ask() {
    clearTimeout(this.#timer);
    const query = this.input?.value ?? "";
    if (!query.trim()) {
      this.status?.clear();
      this.found?.replaceChildren();
      return;
    }
    this.#asker.ask(async () => {
      this.status?.begin("Looking");
      const onProgress = (/** @type {import("../runtime/python.js").Progress} */ progress) => this.status?.progress(progress);
      try {
        const entries = await find({ query, kind: "faq", limit: ENTRIES, per_page: ENTRIES }, onProgress);
        const pages = await find({ query, kind: "page", limit: ENTRIES, per_page: 1 }, onProgress);
        if (this.isConnected && !this.#asker.outdated) this.#show(entries, pages);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        this.status?.say(`${reason} All questions stand below, by group.`);
      }
    });
  }

  /**
   * @param {import("../search/query.js").Answer} entries
   * @param {import("../search/query.js").Answer} pages
   */
  #show(entries, pages) {
    const said = entries.notices.map((notice) => NOTICES[notice]).filter(Boolean).join(" ");
    const [first, ...others] = entries.results;
    /** @type {Node[]} */
    const parts = [];
    if (entries.answered && first) {
      this.status?.say(`${said} The nearest entry: ${first.headings.at(-1) ?? first.title}`.trim());
      parts.push(entryCard(first));
      if (others.length) parts.push(linkList("Or did you mean", others));
    } else {
      this.status?.say(said || "None of these questions seems to be yours.");
      if (entries.results.length) parts.push(linkList("The nearest entries", entries.results));
    }
    if (pages.results.length) parts.push(linkList("Pages that may help", pages.results));
    this.found?.replaceChildren(...parts);
  }
}

/** An entry with its answer. @param {import("../search/query.js").Result} result */
function entryCard(result) {
  return make(
    "section",
    { class: "faq-card" },
    make("h2", { class: "faq-card-question" }, placeLink({ ...result, title: result.headings.at(-1) ?? result.title, headings: [] })),
    make("p", { class: "ask-text" }, ...marked(result.text)),
  );
}

/**
 * @param {string} label
 * @param {import("../search/query.js").Result[]} results
 */
function linkList(label, results) {
  const items = results.map((result) => {
    const name = result.kind === "faq" ? { title: result.headings.at(-1) ?? result.title, headings: [] } : {};
    return make("li", {}, placeLink({ ...result, ...name }));
  });
  return make("div", { class: "faq-links" }, make("p", {}, make("strong", {}, label)), make("ul", {}, ...items));
}

customElements.define("live-faq", LiveFaq);
