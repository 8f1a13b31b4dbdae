/**
 * Shows what a cell prints, in order and as it comes, once a frame.
 *
 * @typedef {import("./types.js").Output} Output
 */

import { make } from "../dom.js";
import { readSVG } from "./svg.js";

/** Names of what a drawing lost. */
const MOST_TOLD = 6;

/**
 * One piece of output as an element.
 * @param {Output} piece
 * @returns {HTMLElement}
 */
export function pieceElement(piece) {
  if (piece.kind === "svg") {
    const drawing = readSVG(piece.svg, piece.alt);
    if (!drawing) return make("div.cell-figure", "This drawing cannot be shown: it is not SVG, or it is too large.");
    const { element, left } = drawing;
    const most = left.slice(0, MOST_TOLD).join(", ") + (left.length > MOST_TOLD ? " …" : "");
    const note = left.length ? [make("p.cell-left", `Left out, as only plain shapes and text are drawn here: ${most}`)] : [];
    return make("div.cell-figure", element, ...note);
  }
  return make("pre", { class: `cell-${piece.kind}`, tabindex: "0" }, piece.text);
}

/**
 * Takes away what stands after the last line end.
 * @param {HTMLElement} block with text only
 */
function cutLastLine(block) {
  while (block.lastChild) {
    const text = block.lastChild.textContent ?? "";
    const end = text.lastIndexOf("\n") + 1;
    if (end) {
      block.lastChild.textContent = text.slice(0, end);
      return;
    }
    block.lastChild.remove();
  }
}

export class OutputView {
  /** @type {Output[]} */
  #waiting = [];
  #frame = 0;
  /** @type {HTMLElement | undefined} */
  #last;

  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
  }

  /** Takes away what stands there. */
  clear() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#waiting = [];
    this.#last = undefined;
    this.place.replaceChildren();
  }

  /** @param {Output} piece */
  add(piece) {
    this.#waiting.push(piece);
    this.#frame ||= requestAnimationFrame(() => this.flush());
  }

  /** Shows at once what has come. */
  flush() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    for (const piece of this.#waiting.splice(0)) {
      if ("goes" in piece && this.#last) this.#goOn(this.#last, piece);
      else this.place.append((this.#last = pieceElement(piece)));
    }
  }

  /**
   * Writes on in a block, which is not shown while there is nothing in it.
   * @param {HTMLElement} block
   * @param {import("./types.js").TextOutput} piece
   */
  #goOn(block, piece) {
    if (piece.goes === "over") cutLastLine(block);
    if (piece.text) block.append(piece.text);
    if (!block.hasChildNodes()) block.remove();
    else if (!block.isConnected) this.place.append(block);
  }
}
