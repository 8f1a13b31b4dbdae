/**
 * What Python prints or shows, as it goes from the worker to the page.
 *
 * @typedef {{kind: "stdout" | "stderr" | "value", text: string}
 *   | {kind: "svg", svg: string, alt: string}
 *   | {kind: "error", text: string, name: string, message: string, line: number}} Output
 *   line: 1-based in the cell's code, 0 where it is elsewhere
 */

export {};
