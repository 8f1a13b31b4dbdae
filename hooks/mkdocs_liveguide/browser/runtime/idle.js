/** Python made ready on pages whose purpose is live, before the reader asks for it. */

import { savesData } from "./offline.js";
import { python } from "./python.js";

/**
 * Starts Python as soon as the page has nothing else to do, unless the reader saves data.
 * @param {Element} element the live part; when it is gone by then, Python is not started
 */
export function warmWhenIdle(element) {
  if (savesData()) return;
  const idle = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 200));
  idle(() => element.isConnected && python.warm());
}
