/**
 * Lets the browser keep the site for use without a network, once a reader has used Python: for those
 * who only read a page, nothing more is fetched.
 */

import { base, serviceWorker } from "./site.js";

/** What the reader waits for goes first; milliseconds. */
const PAUSE = 3000;
let asked = false;

/** Whether the reader asks for as few bytes as can be. */
export function savesData() {
  const { connection } = /** @type {{connection?: {saveData?: boolean}}} */ (navigator);
  return connection?.saveData === true;
}

export function keepOffline() {
  if (asked || savesData() || !serviceWorker || !("serviceWorker" in navigator)) return;
  asked = true;
  setTimeout(() => {
    navigator.serviceWorker
      .register(new URL(serviceWorker, base), { scope: base })
      .catch((error) => console.info("The site is not kept for offline use:", String(error)));
  }, PAUSE);
}
