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
