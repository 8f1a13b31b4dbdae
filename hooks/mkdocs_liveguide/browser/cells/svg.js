/**
 * Drawings that Python made, put into the page itself so that they take its colours. A drawing may
 * come from code that a reader pasted, so only what is on the list passes: plain shapes and text, no
 * scripts, links, styles or files. The build checks the author's drawings by the same list. An <img>
 * would be as safe, but could not see the theme's light and dark.
 */

import LIST from "../../building/svg.json";

const { namespace: SVG, limits } = LIST;
const elements = new Set(LIST.elements);
/** @type {Map<string, string>} */
const attributes = new Map(Object.entries(LIST.attributes));
/** @type {Map<string, {pattern?: string, any?: string[]}>} */
const values = new Map(Object.entries(LIST.values));
/** @type {Map<string, RegExp[]>} */
const patterns = new Map();

/**
 * What the whole of a value may be, by its kind.
 * @param {string} kind
 * @returns {RegExp[]}
 */
function patternsOf(kind) {
  const known = patterns.get(kind);
  if (known) return known;
  const { pattern, any = [] } = values.get(kind) ?? {};
  const made = pattern === undefined ? any.flatMap(patternsOf) : [new RegExp(`^(?:${pattern})$`, "u")];
  patterns.set(kind, made);
  return made;
}

/**
 * @typedef {object} Drawing
 * @property {SVGElement} element
 * @property {string[]} left what was left out, each name once
 */

/**
 * @param {string} source
 * @param {string} alt the drawing in words
 * @returns {Drawing | undefined} undefined where the text is no drawing, or too large
 */
export function readSVG(source, alt) {
  if (source.length > limits.characters) return undefined;
  const parsed = new DOMParser().parseFromString(source, "image/svg+xml");
  // Some engines keep what stands before a mistake, and put a note of their own beside it.
  if (parsed.doctype || parsed.querySelector("parsererror")) return undefined;
  const root = parsed.documentElement;
  if (root.localName !== "svg" || root.namespaceURI !== SVG) return undefined;
  const copier = new Copier();
  const element = copier.copy(root, 1);
  if (!element || copier.elements > limits.elements) return undefined;
  element.removeAttribute("width");
  element.removeAttribute("height");
  element.setAttribute("role", "img");
  if (alt) element.setAttribute("aria-label", alt);
  return { element, left: [...copier.left] };
}

class Copier {
  elements = 0;
  /** @type {Set<string>} */
  left = new Set();

  /**
   * @param {Element} source
   * @param {number} depth
   * @returns {SVGElement | undefined}
   */
  copy(source, depth) {
    if (++this.elements > limits.elements) return undefined;
    if (source.namespaceURI !== SVG || !elements.has(source.localName) || depth > limits.depth) {
      this.left.add(`<${source.localName}>`);
      return undefined;
    }
    const target = document.createElementNS(SVG, source.localName);
    for (const { name, value, namespaceURI } of source.attributes) {
      const kind = attributes.get(name);
      if (kind !== undefined && patternsOf(kind).some((pattern) => pattern.test(value))) {
        target.setAttribute(name, value);
      } else if (namespaceURI !== "http://www.w3.org/2000/xmlns/") this.left.add(name);
    }
    for (const child of source.childNodes) {
      if (child instanceof Text) target.append(child.data);
      else if (child instanceof Element) target.append(this.copy(child, depth + 1) ?? "");
    }
    return /** @type {SVGElement} */ (target);
  }
}
