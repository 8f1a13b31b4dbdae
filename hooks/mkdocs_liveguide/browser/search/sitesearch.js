/**
 * `<live-sitesearch>`: a group "By meaning" above the results of the theme's search box.
 *
 * It costs the theme's search nothing: no file is fetched before the reader asks for it, or has
 * Python running already.
 */

import { marked, placeLink } from "./results.js";
import { Status } from "../runtime/progress.js";
import { python } from "../runtime/python.js";
import { make } from "../dom.js";
import { Asker, find, NOTICES } from "./query.js";

const PAUSE = 300;
const RESULTS = 4;
const SHORTEST = 3;

class LiveSitesearch extends HTMLElement {
  #asker = new Asker();
  /** @type {AbortController | undefined} */
  #listening;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {HTMLElement | undefined} */
  #group;
  #wanted = false;

  connectedCallback() {
    const input = document.querySelector("[data-md-component=search-query]");
    const output = document.querySelector("[data-md-component=search-result]");
    if (!(input instanceof HTMLInputElement) || !output) return;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const line = make("p", { class: "ask-status", role: "status" });
    this.status = new Status(line);
    this.list = make("ol", { class: "sitesearch-list" });
    this.button = make("button", { type: "button", class: "sitesearch-button" }, "Search by meaning too");
    this.button.addEventListener("click", () => {
      this.#wanted = true;
      this.#ask(input.value);
    });
    this.#group = make("section", { class: "sitesearch", hidden: true, "aria-label": "By meaning" },
      make("p", { class: "sitesearch-title" }, "By meaning"), this.button, line, this.list);
    output.before(this.#group);
    const typed = () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#ask(input.value), PAUSE);
    };
    input.addEventListener("input", typed, { signal });
    // The theme's own Clear button changes the field without a word.
    input.form?.addEventListener("reset", typed, { signal });
  }

  disconnectedCallback() {
    this.#listening?.abort();
    clearTimeout(this.#timer);
    this.#group?.remove();
  }

  /** @param {string} query */
  #ask(query) {
    if (!this.#group || !this.button || !this.list) return;
    this.#group.hidden = query.trim().length < SHORTEST;
    this.button.hidden = this.#wanted || python.state === "ready";
    if (this.#group.hidden || !this.button.hidden) {
      this.list.replaceChildren();
      this.status?.clear();
      return;
    }
    this.#asker.ask(async () => {
      this.status?.begin("Looking");
      try {
        const answer = await find({ query, limit: RESULTS, per_page: 1 }, (progress) => this.status?.progress(progress));
        if (!this.#asker.outdated) this.#show(answer);
      } catch (error) {
        this.status?.say(error instanceof Error ? error.message : String(error));
      }
    });
  }

  /** @param {import("./query.js").Answer} answer */
  #show({ results, answered, notices }) {
    const said = notices.map((notice) => NOTICES[notice]).filter(Boolean);
    if (!answered && results.length) said.push("The guide does not seem to say; these are the nearest.");
    this.status?.say(said.join(" "));
    this.list?.replaceChildren(...results.map((result) =>
      make("li", {}, placeLink(result), make("p", { class: "ask-excerpt" }, ...marked(result.excerpt)))));
  }
}

customElements.define("live-sitesearch", LiveSitesearch);
