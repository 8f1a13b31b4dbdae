/**
 * The script of every page. It is small: a live part is fetched by the first page that has one.
 *
 * To add a custom element: write a module that calls `customElements.define("live-x", …)` and name
 * it here. Its connectedCallback and disconnectedCallback are all it needs, also under instant
 * navigation. Its styles are named in `index.css`.
 */

/** @type {Record<string, () => Promise<unknown>>} */
const ELEMENTS = {
  "live-ask": () => import("./search/ask.js"),
  "live-cases": () => import("./quiz/cases.js"),
  "live-cell": () => import("./cells/cell.js"),
  "live-citation": () => import("./evidence/citation.js"),
  "live-faq": () => import("./faq/faq.js"),
  "live-filter": () => import("./filter/filter.js"),
  "live-lab": () => import("./labs/lab.js"),
  "live-quiz": () => import("./quiz/quiz.js"),
  "live-sitesearch": () => import("./search/sitesearch.js"),
};

const waiting = Object.keys(ELEMENTS).map((name) => `${name}:not(:defined)`).join(",");

function load() {
  if (!waiting) return;
  const names = new Set([...document.querySelectorAll(waiting)].map((each) => each.localName));
  for (const name of names) {
    ELEMENTS[name]().catch((error) => console.info(`${name} could not be loaded`, error));
  }
}

// Instant navigation puts a new page into the same document.
new MutationObserver(load).observe(document.documentElement, { childList: true, subtree: true });
load();
