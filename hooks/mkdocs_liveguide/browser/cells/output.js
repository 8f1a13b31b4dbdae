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

export class OutputView {
  /** @type {Output[]} */
  #waiting = [];
  #frame = 0;
  /** @type {{kind: string, block: HTMLElement} | undefined} */
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
      const text = piece.kind === "stdout" || piece.kind === "stderr";
      if (text && this.#last?.kind === piece.kind) {
        this.#last.block.append(piece.text);
        continue;
      }
      const block = pieceElement(piece);
      this.place.append(block);
      this.#last = text ? { kind: piece.kind, block } : undefined;
    }
  }
}
