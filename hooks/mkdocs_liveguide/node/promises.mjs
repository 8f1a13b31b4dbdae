// What the build relies on of the locked Pyodide, and was never promised, is asserted with this. What
// the browser relies on stands in `browser/runtime/seams.js`.
import { version } from "pyodide";

/**
 * @param {unknown} held whether this Pyodide does so
 * @param {string} promise what the locked version does, in words
 * @throws {Error} it does not
 */
export function expect(held, promise) {
  if (!held) {
    throw new Error(`The build relies on this: Pyodide ${version} ${promise}. It does not; is this another version?`);
  }
}
