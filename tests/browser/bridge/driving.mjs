// What the drivers of all engines need.

/** Seconds after which an evaluated script is given up. */
export const SCRIPT_SECONDS = 120;

/** @param {string} body of an async function */
export const wrap = (body) => `(async () => { ${body} })()`;

/**
 * A driver that has lost its browser waits for ever, and the tests with it.
 * @param {number} seconds
 * @param {string} what
 * @param {Promise<any>} promise
 */
export async function within(seconds, what, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: no answer in ${seconds} seconds`)), seconds * 1000);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Runs in the page: from now on it notices a click. */
export function expectClick() {
  window.bridgeClick = "expected";
  addEventListener("click", () => (window.bridgeClick = "arrived"), { capture: true, once: true });
}

/** A busy page may hear of a click so long after its driver says that it was made; milliseconds. */
const ARRIVAL = 10_000;

/**
 * Waits until the page has heard the click: what it says before that is of the time before.
 * @param {() => Promise<string | undefined>} ask what the page knows of it
 * @param {string} selector
 * @throws {Error} nothing was clicked
 */
export async function arrived(ask, selector) {
  const end = Date.now() + ARRIVAL;
  for (;;) {
    // A page that the click led to knows nothing, and one that is going answers nothing.
    const told = await ask().catch(() => undefined);
    if (told !== "expected") return;
    if (Date.now() > end) throw new Error(`${selector} was clicked, but no click arrived`);
    await new Promise((done) => setTimeout(done, 10));
  }
}
