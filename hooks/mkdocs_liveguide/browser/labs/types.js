/**
 * What goes between the page and a lab in Python: `live.labs.lab`.
 *
 * @typedef {string | number | boolean} Value
 * @typedef {{name: string, kind: "range" | "number" | "select" | "checkbox" | "text", value: Value}} Control
 *   value: the default
 * @typedef {object} LabData what the page's template says of a lab
 * @property {string} name the module
 * @property {string} before its lines before the code that the reader sees
 * @property {string} code
 * @property {string} after
 * @property {Control[]} controls
 * @property {string[]} artefacts files of the manifest that the module reads
 *
 * @typedef {{kind: "table", head: string[], rows: string[][], caption: string}} Table
 * @typedef {{kind: "text", text: string} | Table | import("../cells/types.js").Output} Part
 * @typedef {{parts: Part[]}} LabResult
 */

export {};
