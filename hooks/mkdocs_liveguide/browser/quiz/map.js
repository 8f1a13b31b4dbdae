/** The dot on the map of routes. */

const SVG = "http://www.w3.org/2000/svg";
/** Where the map's fields lie, in the units of its drawing: see the template of the map. */
const FIELD = { left: 40, bottom: 270, width: 290, height: 260 };

export class RouteMap {
  /** @param {SVGSVGElement} svg */
  constructor(svg) {
    this.svg = svg;
    this.dot = document.createElementNS(SVG, "g");
    this.dot.classList.add("quiz-dot");
    for (const radius of ["11", "5.5"]) {
      const circle = document.createElementNS(SVG, "circle");
      circle.setAttribute("r", radius);
      this.dot.append(circle);
    }
    this.place({ look_up: 0, train: 0 });
    svg.append(this.dot);
    this.show(undefined);
  }

  /**
   * @param {import("./engine.js").Result | undefined} result none hides the dot
   * @param {boolean} [final] whether the field of the route is lit
   */
  show(result, final = false) {
    this.dot.classList.toggle("quiz-hidden", !result);
    if (result) this.place(result.needs);
    for (const field of this.svg.querySelectorAll(".quiz-field")) {
      const { route } = /** @type {SVGGElement} */ (field).dataset;
      field.classList.toggle("quiz-lit", final && route === result?.route);
    }
  }

  /** @param {{look_up: number, train: number}} needs 0 to 1 */
  place({ look_up, train }) {
    const x = FIELD.left + look_up * FIELD.width;
    const y = FIELD.bottom - train * FIELD.height;
    this.dot.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
  }

  remove() {
    this.dot.remove();
  }
}
