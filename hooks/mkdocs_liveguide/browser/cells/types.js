/**
 * What goes between the page and the cells and labs in Python: `live.cells.cell`, `live.labs.lab`.
 *
 * What code prints or shows, piece by piece:
 * @typedef {{kind: "stdout" | "stderr" | "value", text: string, goes?: "on" | "over"}} TextOutput
 *   goes: the text belongs to the piece before it, and comes after it or in the place of its last line
 * @typedef {{kind: "svg", svg: string, alt: string}} DrawingOutput
 * @typedef {{kind: "error", text: string, name: string, message: string, line: number, setup_line: number,
 *   limit: string}} ErrorOutput
 *   line: 1-based in the code that the reader sees, 0 where it is elsewhere; setup_line: the same in the code
 *   before it; limit: what a page cannot do, where that is the reason
 * @typedef {TextOutput | DrawingOutput | ErrorOutput} Output
 *
 * What the page's template says of a cell:
 * @typedef {object} CellData
 * @property {string} id of the code in its page
 * @property {string} code
 * @property {string} setup code that runs first, unseen
 * @property {string} setupName its file, for tracebacks
 * @property {string} group cells with the same one build on each other; "" for none
 *
 * @typedef {{ok: boolean}} CellResult whether it came to its end
 */

export {};
