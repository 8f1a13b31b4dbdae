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
  if (asked || savesData() || !serviceWorker) return;
  asked = true;
  setTimeout(() => {
    register().catch((error) => console.info(`The site is not kept for use without a network: ${error}`));
  }, PAUSE);
}

/** @throws {Error} the browser or the host does not have it */
async function register() {
  const script = new URL(serviceWorker, base).href;
  // Absent without https and in some private windows; in a sandbox, asking for it throws.
  const workers = /** @type {ServiceWorkerContainer | undefined} */ (navigator.serviceWorker);
  if (!workers) throw new Error("this browser, or an address without https, does not allow it");
  workers.addEventListener("message", ({ source, data }) => {
    const { scriptURL } = /** @type {Partial<ServiceWorker>} */ (source ?? {});
    // Other sites of this origin have workers too.
    if (scriptURL === script && typeof data?.offline === "string") console.info(data.offline);
  });
  const { active } = await workers.register(script, { scope: base, updateViaCache: "none" });
  // What was lost or damaged since it was kept is fetched again.
  active?.postMessage("complete");
  const ready = (await workers.ready).active;
  // In Firefox, a new worker's own claim of the open pages is lost at times.
  if (ready?.scriptURL === script && workers.controller?.scriptURL !== script) ready.postMessage("claim");
}
