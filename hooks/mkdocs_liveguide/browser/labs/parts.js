/** The parts of a lab's result, as elements. */

import { pieceElement } from "../cells/output.js";
import { make } from "../dom.js";

/**
 * @param {import("./types.js").Part} part
 * @returns {HTMLElement}
 */
export function partElement(part) {
  if (part.kind === "table") return tableElement(part);
  return part.kind === "text" ? make("p", part.text) : pieceElement(part);
}

/** @param {import("./types.js").Table} table */
function tableElement({ head, rows, caption }) {
  const table = make(
    "table",
    make("caption", caption),
    make("thead", make("tr", ...head.map((text) => make("th", { scope: "col" }, text)))),
    make("tbody", ...rows.map((row) => make("tr", ...row.map((text) => make("td", text))))),
  );
  return make("div.table-scroll.lab-table", { tabindex: "0", role: "group", "aria-label": caption }, table);
}
