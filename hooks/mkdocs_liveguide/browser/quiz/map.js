/** The dot on the map of routes. */

const SVG = "http://www.w3.org/2000/svg";

export class RouteMap {
  /** @param {SVGSVGElement} svg drawn by the page's template; a `.quiz-field` for each route */
  constructor(svg) {
    this.svg = svg;
    this.fields = /** @type {SVGGElement[]} */ ([...svg.querySelectorAll(".quiz-field")]);
    this.area = outline(this.fields);
    this.dot = document.createElementNS(SVG, "g");
    this.dot.classList.add("quiz-dot");
    for (const radius of ["11", "5.5"]) {
      const circle = document.createElementNS(SVG, "circle");
      circle.setAttribute("r", radius);
      this.dot.append(circle);
    }
    this.place(0, 0);
    svg.append(this.dot);
    this.show(undefined);
  }

  /**
   * @param {import("./types.js").Result | undefined} result none hides the dot
   * @param {boolean} [final] whether the field of the route is lit
   */
  show(result, final = false) {
    this.dot.classList.toggle("quiz-hidden", !result);
    if (result) {
      const [x, y] = Object.values(result.needs);
      this.place(x, y);
    }
    for (const field of this.fields) {
      field.classList.toggle("quiz-lit", final && field.dataset.route === result?.route);
    }
  }

  /**
   * @param {number} x 0 to 1, from left to right
   * @param {number} y 0 to 1, from bottom to top
   */
  place(x, y) {
    const { left, right, top, bottom } = this.area;
    const at = [left + x * (right - left), bottom - y * (bottom - top)].map((each) => `${each.toFixed(1)}px`);
    this.dot.style.transform = `translate(${at})`;
  }

  remove() {
    this.dot.remove();
  }
}

/**
 * Where the fields lie together, in the units of the drawing.
 * @param {SVGGElement[]} fields
 */
function outline(fields) {
  const rects = fields.flatMap((field) => [...field.querySelectorAll("rect")]);
  const boxes = rects.map(({ x, y, width, height }) => [x, y, width, height].map((each) => each.baseVal.value));
  return {
    left: Math.min(...boxes.map(([x]) => x)),
    right: Math.max(...boxes.map(([x, , width]) => x + width)),
    top: Math.min(...boxes.map(([, y]) => y)),
    bottom: Math.max(...boxes.map(([, y, , height]) => y + height)),
  };
}
