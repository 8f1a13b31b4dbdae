/**
 * What can go wrong between page and Python. Each kind has a plain sentence for the reader.
 *
 * - unsupported: this browser cannot run Python (no WebAssembly, no workers)
 * - network: something could not be fetched; trying again may help
 * - broken: something was fetched that is not what it should be
 * - python: the called function raised an exception (details in `detail`)
 * - stopped: the reader pressed Stop
 * - timeout: the call ran longer than allowed
 * - crashed: the interpreter ended by itself, such as for lack of memory
 * - aborted: the caller's signal
 * - outdated: the interpreter that the call was for is gone
 *
 * @typedef {"unsupported" | "network" | "broken" | "python" | "stopped" | "timeout" | "crashed" | "aborted" | "outdated"} Kind
 */

export class PythonError extends Error {
  /**
   * @param {Kind} kind
   * @param {string} message a plain sentence for the reader
   * @param {string} [detail] for developers: a traceback, say
   */
  constructor(kind, message, detail = "") {
    super(message);
    this.kind = kind;
    this.detail = detail;
  }
}

/** For developers, in one line. @param {unknown} error */
export const inDetail = (error) =>
  error instanceof PythonError && error.detail ? `${error.message} (${error.detail})` : String(error);

/**
 * What a reader is told of an error. What is no PythonError is a fault of the page, and its own words say
 * nothing to a reader.
 * @param {unknown} error
 */
export function inPlainWords(error) {
  const known = error instanceof PythonError;
  const detail = known ? error.detail : error;
  if (detail) console.info("A live part failed:", detail);
  return known ? error.message : "Something went wrong in this page. Reload it and try again.";
}
