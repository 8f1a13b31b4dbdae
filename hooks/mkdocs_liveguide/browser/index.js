/**
 * The script of every page. Small elements are in it, since a request costs more than their bytes; a
 * larger one is fetched by the first page that has it.
 *
 * To add a custom element: write a module that calls `customElements.define("live-x", …)` with a class
 * that extends `LiveElement`, and name it here: import it if it has a kilobyte or two, packed, else add
 * it to `ELEMENTS`. Its styles are named in `index.css`.
 */

import "./evidence/citation.js";
import "./filter/filter.js";
import "./filter/fold.js";
import "./reading/reading.js";
import "./reading/track.js";
import "./search/ask-field.js";
import "./search/site-search.js";
import "./sharing/missing.js";
import "./sharing/report.js";
import "./switching.js";

/** @type {Record<string, () => Promise<unknown>>} */
const ELEMENTS = {
  "live-ask": () => import("./search/ask.js"),
  "live-cases": () => import("./quiz/cases.js"),
  "live-cell": () => import("./cells/cell.js"),
  "live-faq": () => import("./faq/faq.js"),
  "live-lab": () => import("./labs/lab.js"),
  "live-quiz": () => import("./quiz/quiz.js"),
  "live-quiz-map": () => import("./quiz/map-element.js"),
};

/** A part that could not be had is asked for again after these pauses, for a phone in a tunnel; milliseconds. */
const PAUSES = [1000, 5000, 20_000];

/**
 * @param {string} name of an element
 * @param {string} state a selector
 * @returns {NodeListOf<HTMLElement>}
 */
const instances = (name, state) => document.querySelectorAll(name + state);

/** @param {string} name of an element */
async function define(name) {
  for (const pause of [...PAUSES, 0]) {
    try {
      await ELEMENTS[name]();
      return instances(name, '[data-live="failed"]').forEach((each) => delete each.dataset.live);
    } catch (error) {
      // The page is as it is without scripts, until the part is there after all.
      instances(name, ":not(:defined)").forEach((each) => (each.dataset.live = "failed"));
      if (!pause) return console.info(`This page does without ${name}:`, error);
      await new Promise((done) => setTimeout(done, pause));
    }
  }
}

const waiting = Object.keys(ELEMENTS).map((name) => `${name}:not(:defined)`).join();
/** An element asks once, whatever else changes in the page. */
const asked = new WeakSet();

function load() {
  const elements = [...document.querySelectorAll(waiting)].filter((each) => !asked.has(each));
  elements.forEach((each) => asked.add(each));
  for (const name of new Set(elements.map((each) => each.localName))) void define(name);
}

// Instant navigation puts a new page into the same document.
new MutationObserver(load).observe(document.documentElement, { childList: true, subtree: true });
load();
