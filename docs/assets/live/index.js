/**
 * The script of every page. It is small: a live part is fetched by the first page that has one.
 *
 * To add a custom element: write a module that calls `customElements.define("live-x", …)` and name
 * it here. Its connectedCallback and disconnectedCallback are all it needs, also under instant
 * navigation. Its styles are named in `index.css`.
 */

/** @type {Record<string, () => Promise<unknown>>} */
const ELEMENTS = {
  "live-ask": () => import("./ask.js"),
  "live-cases": () => import("./cases.js"),
  "live-cell": () => import("./cell.js"),
  "live-citation": () => import("./citation.js"),
  "live-faq": () => import("./faq.js"),
  "live-filter": () => import("./filter.js"),
  "live-lab": () => import("./lab.js"),
  "live-quiz": () => import("./quiz.js"),
  "live-sitesearch": () => import("./sitesearch.js"),
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
