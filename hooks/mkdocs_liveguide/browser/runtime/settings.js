/** What Python is told about the page, however it starts: options of the loader that are public. */

/** @param {unknown} text */
const toConsole = (text) => console.info(text);

export const SETTINGS = {
  // There is nobody to ask: `input()` says so itself.
  stdin: () => null,
  stdout: toConsole,
  stderr: toConsole,
  env: { HOME: "/home/reader", PYTHONHASHSEED: "0" },
};
