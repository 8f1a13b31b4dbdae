/** Notes that a page of a reading list was read: its end came into view. */

import { keep, pageName, recall } from "../dom.js";
import { KEY, parse, serialise, withRead } from "./record.js";

/** @type {IntersectionObserver | undefined} */
let watching;

const keys = () => {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(KEY));
  } catch {
    return [];
  }
};

/** @param {string} page */
function note(page) {
  for (const key of keys()) {
    const changed = withRead(parse(recall(key)), page);
    if (changed) keep(key, serialise(changed));
  }
}

/** Watches the end of this page, if it is in a list that the reader has seen. */
export function watch() {
  watching?.disconnect();
  const page = pageName();
  const end = document.querySelector("article > :last-child");
  if (!end || !keys().some((key) => withRead(parse(recall(key)), page))) return;
  watching = new IntersectionObserver((seen) => {
    if (!seen.some((each) => each.isIntersecting)) return;
    watching?.disconnect();
    note(page);
  });
  watching.observe(end);
}

/** The theme says when instant navigation has put another page into the document. */
const { document$ } = /** @type {{document$?: {subscribe: (then: () => void) => void}}} */ (
  /** @type {unknown} */ (window)
);
if (document$) document$.subscribe(watch);
else watch();
