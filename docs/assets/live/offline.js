/**
 * Lets the browser keep the site for use without a network, once a reader has used Python: who only
 * reads a page should not fetch them all.
 */

import { base, serviceWorker } from "./site.js";

/** What the reader waits for goes first; milliseconds. */
const PAUSE = 3000;
let asked = false;

export function keepOffline() {
  if (asked || !serviceWorker || !("serviceWorker" in navigator)) return;
  asked = true;
  setTimeout(() => {
    navigator.serviceWorker
      .register(new URL(serviceWorker, base), { scope: base })
      .catch((error) => console.info("The site is not kept for offline use:", String(error)));
  }, PAUSE);
}
