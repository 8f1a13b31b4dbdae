/**
 * Drawings that Python made, put into the page itself so that they take its colours. A drawing may
 * come from code that a reader pasted, so only shapes and text pass: no scripts, links, styles or
 * files. An <img> would be as safe, but could not see the theme's light and dark.
 */

const SVG = "http://www.w3.org/2000/svg";

const ELEMENTS = new Set(
  ("svg g path line polyline polygon rect circle ellipse text tspan title desc defs clipPath marker " +
    "linearGradient radialGradient stop pattern").split(" "),
);
const ATTRIBUTES = new Set(
  ("viewBox preserveAspectRatio width height x y x1 y1 x2 y2 cx cy r rx ry dx dy d points transform " +
    "fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-dasharray stroke-linecap " +
    "stroke-linejoin opacity font-size font-weight font-family text-anchor dominant-baseline " +
    "offset stop-color stop-opacity id class clip-path marker-start marker-mid marker-end refX refY " +
    "markerWidth markerHeight orient gradientUnits gradientTransform patternUnits").split(" "),
);
/** A reference to anything but a part of the drawing itself. */
const FOREIGN = /url\s*\(\s*(?!["']?#)|javascript:|expression\s*\(|@import/i;
const MAX_ELEMENTS = 5000;

/**
 * @param {string} source
 * @param {string} alt the drawing in words
 * @returns {SVGElement | undefined} undefined where the text is no drawing
 */
export function readSVG(source, alt) {
  const parsed = new DOMParser().parseFromString(source, "image/svg+xml").documentElement;
  if (parsed.localName !== "svg" || parsed.namespaceURI !== SVG) return undefined;
  const budget = { left: MAX_ELEMENTS };
  const drawing = copy(parsed, budget);
  if (!drawing) return undefined;
  drawing.removeAttribute("width");
  drawing.removeAttribute("height");
  drawing.setAttribute("role", "img");
  if (alt) drawing.setAttribute("aria-label", alt);
  return drawing;
}

/**
 * @param {Element} source
 * @param {{left: number}} budget
 * @returns {SVGElement | undefined}
 */
function copy(source, budget) {
  if (source.namespaceURI !== SVG || !ELEMENTS.has(source.localName)) return undefined;
  if (budget.left-- <= 0) return undefined;
  const target = document.createElementNS(SVG, source.localName);
  for (const { name, value } of source.attributes) {
    if (ATTRIBUTES.has(name) && !FOREIGN.test(value)) target.setAttribute(name, value);
  }
  for (const child of source.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) target.append(child.nodeValue ?? "");
    else if (child instanceof Element) {
      const inner = copy(child, budget);
      if (inner) target.append(inner);
    }
  }
  return /** @type {SVGElement} */ (target);
}
