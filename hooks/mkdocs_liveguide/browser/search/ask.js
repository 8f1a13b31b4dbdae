/**
 * `<live-ask>`: the reader asks the guide; passages come while they type.
 *
 * The element holds examples that the build found passages for. This module puts the field above
 * them and turns their questions into buttons.
 *
 * @typedef {import("./query.js").Answer} Answer
 */

import { OwnText } from "./own-text.js";
import { keywordItem, resultItem } from "./results.js";
import { warmWhenIdle } from "../runtime/idle.js";
import { Status } from "../runtime/progress.js";
import { make } from "../dom.js";
import { Asker, find, NOTICES } from "./query.js";

/** Milliseconds without a key before a question is asked. */
const PAUSE = 180;
const HASH = "#q=";

class LiveAsk extends HTMLElement {
  #asker = new Asker();
  /** @type {AbortController | undefined} */
  #listening;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {HTMLElement | undefined} */
  #tool;

  connectedCallback() {
    this.#listening = new AbortController();
    this.#build();
    const { signal } = this.#listening;
    addEventListener("hashchange", () => this.#readLink(), { signal });
    this.#readLink();
    // The page's purpose is live: be ready before the first word is typed.
    warmWhenIdle(this);
  }

  disconnectedCallback() {
    this.#listening?.abort();
    clearTimeout(this.#timer);
    this.#tool?.remove();
    this.#tool = undefined;
  }

  #build() {
    this.input = make("input", {
      type: "search",
      id: "ask-question",
      name: "q",
      autocomplete: "off",
      placeholder: "How many examples do I need?",
      "aria-describedby": "ask-status",
    });
    const line = make("p", { id: "ask-status", class: "ask-status", role: "status" });
    this.status = new Status(line);
    this.verdict = make("p", { class: "ask-verdict", hidden: true });
    this.results = make("ol", { class: "ask-results" });
    this.keyword = make("ol", { class: "ask-keyword-list" });
    this.prompt = make("pre", { class: "ask-prompt", tabindex: "0", "aria-label": "The prompt" });
    this.found = make(
      "div",
      { class: "ask-found", hidden: true },
      make("div", { class: "ask-main" }, this.results),
      make(
        "div",
        { class: "ask-side" },
        make("details", { class: "ask-keyword", open: innerWidth >= 960 },
          make("summary", {}, "What plain keyword search finds"), this.keyword),
        make("details", { class: "ask-prompt-box" },
          make("summary", {}, "The prompt that a RAG system would send"),
          this.prompt, this.#copyButton("Copy the prompt", () => this.prompt?.textContent ?? "")),
        this.#copyButton("Copy a link to this question", () => location.href),
      ),
    );
    const form = make(
      "form",
      { class: "ask-form", role: "search", "aria-label": "Ask this guide" },
      make("label", { for: "ask-question" }, "Your question"),
      make("div", { class: "ask-field" }, this.input,
        make("button", { type: "submit", class: "md-button md-button--primary" }, "Ask")),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#ask();
    });
    this.input.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#ask(), PAUSE);
    });
    this.own = new OwnText(() => this.#ask());
    this.#tool = make("div", { class: "ask-tool" }, form, line, this.verdict, this.found, this.own.element);
    this.prepend(this.#tool);
    for (const text of this.querySelectorAll("[data-question]:not(:has(button))")) {
      const question = text.textContent ?? "";
      text.replaceChildren(
        make("button", { type: "button", class: "ask-example", onclick: () => this.#take(question) }, question),
      );
    }
  }

  /**
   * @param {string} label
   * @param {() => string} text
   */
  #copyButton(label, text) {
    const copy = async () => {
      try {
        await navigator.clipboard.writeText(text());
        button.textContent = "Copied";
      } catch {
        button.textContent = "This browser does not let pages copy";
      }
      setTimeout(() => (button.textContent = label), 2000);
    };
    const button = make("button", { type: "button", class: "md-button ask-copy", onclick: copy }, label);
    return button;
  }

  /** Asks a question as if it had been typed. @param {string} question */
  #take(question) {
    if (!this.input) return;
    this.input.value = question;
    this.input.focus({ preventScroll: true });
    this.#tool?.scrollIntoView({ block: "start" });
    this.#ask();
  }

  #readLink() {
    if (!this.input || !location.hash.startsWith(HASH)) return;
    let question;
    try {
      question = decodeURIComponent(location.hash.slice(HASH.length));
    } catch {
      return; // a link that was cut or tampered with: the page as it is
    }
    if (question === this.input.value) return;
    this.input.value = question;
    this.#ask();
  }

  #ask() {
    clearTimeout(this.#timer);
    const query = this.input?.value ?? "";
    if (!query.trim()) return this.#clear();
    this.#asker.ask(async () => {
      this.status?.begin("Looking");
      try {
        const began = performance.now();
        const answer = await this.#find(query);
        if (this.isConnected && !this.#asker.outdated) this.#show(answer, performance.now() - began);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        this.status?.say(`${reason} The examples below and the search box at the top still work.`);
      }
    });
  }

  /** @param {string} query @returns {Promise<Answer>} */
  async #find(query) {
    const onProgress = (/** @type {import("../runtime/python.js").Progress} */ progress) => this.status?.progress(progress);
    const pasted = this.own?.key ?? "";
    let answer = await find({ query, pasted }, onProgress);
    if (answer.notices.includes("paste-again") && (await this.own?.hand(onProgress))) {
      answer = await find({ query, pasted }, onProgress);
    }
    return answer;
  }

  #clear() {
    this.status?.clear();
    if (this.found) this.found.hidden = true;
    if (this.verdict) this.verdict.hidden = true;
    if (location.hash.startsWith(HASH)) history.replaceState(history.state, "", location.pathname);
  }

  /**
   * @param {Answer} answer
   * @param {number} milliseconds
   */
  #show(answer, milliseconds) {
    const { results, keyword, notices } = answer;
    const said = notices.map((notice) => NOTICES[notice]).filter(Boolean);
    const count = results.length === 1 ? "1 passage" : `${results.length} passages`;
    this.status?.say([...said, results.length ? `${count}, found in ${Math.ceil(milliseconds)} ms` : ""].join(" ").trim());
    if (!this.verdict || !this.found || !this.results || !this.keyword || !this.prompt) return;
    this.verdict.hidden = answer.answered || notices.includes("no-words");
    this.verdict.textContent = results.length
      ? "The guide does not say, as far as this search can tell. These passages are the nearest."
      : "The guide does not say: no passage has anything to do with this.";
    this.found.hidden = !results.length;
    const best = Math.max(...results.map(({ score }) => score));
    this.results.replaceChildren(...results.map((result) => resultItem(result, best)));
    const items = keyword.map(keywordItem);
    this.keyword.replaceChildren(...(items.length ? items : [make("li", {}, "Nothing: no passage has one of these words.")]));
    this.prompt.textContent = answer.copy_text;
    const address = `${location.pathname}${HASH}${encodeURIComponent((this.input?.value ?? "").slice(0, 500))}`;
    history.replaceState(history.state, "", address);
  }
}

customElements.define("live-ask", LiveAsk);
