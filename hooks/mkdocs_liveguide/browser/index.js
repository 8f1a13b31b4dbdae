/**
 * The script of every page. It is small: a live part is fetched by the first page that has one.
 *
 * To add a custom element: write a module that calls `customElements.define("live-x", …)` with a class
 * that extends `LiveElement`, and name it here. Its styles are named in `index.css`.
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
  "live-sitesearch": () => import("./search/site-search.js"),
};

const waiting = Object.keys(ELEMENTS).map((name) => `${name}:not(:defined)`).join();
/** An element asks once: what cannot be had is asked for again by those of the next page only. */
const asked = new WeakSet();

function load() {
  const elements = [...document.querySelectorAll(waiting)].filter((each) => !asked.has(each));
  elements.forEach((each) => asked.add(each));
  for (const name of new Set(elements.map((each) => each.localName))) ELEMENTS[name]().catch(console.info);
}

// Instant navigation puts a new page into the same document.
new MutationObserver(load).observe(document.documentElement, { childList: true, subtree: true });
load();
