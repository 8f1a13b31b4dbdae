/** The dots on the map of routes, which the page's template drew. */

/** @typedef {Pick<import("./types.js").Result, "route" | "high">} Result */

export class RouteMap {
  /** @param {Element} root has a `.quiz-field` for each route, and `.quiz-dot` */
  constructor(root) {
    this.fields = /** @type {SVGElement[]} */ ([...root.querySelectorAll(".quiz-field")]);
    this.dots = /** @type {SVGElement[]} */ ([...root.querySelectorAll(".quiz-dot")]);
  }

  /**
   * @param {Result} [result] none hides the dots
   * @param {boolean} [final] whether the field of the route is lit
   */
  show(result, final = false) {
    for (const dot of this.dots) {
      dot.classList.toggle("quiz-hidden", !result);
      const { xAxis, x, yAxis, y } = dot.dataset;
      if (result) dot.style.transform = `translate(${along(result, xAxis, x)}px, ${along(result, yAxis, y)}px)`;
    }
    for (const field of this.fields) {
      const routes = field.dataset.route?.split(" ") ?? [];
      field.classList.toggle("quiz-lit", final && routes.includes(result?.route ?? ""));
    }
  }
}

/**
 * Where a dot stands in one direction.
 * @param {Result} result
 * @param {string} axis the id of the axis that moves it; "" for none
 * @param {string} ends where it stands at 0 and at 1, in units of the drawing
 */
function along({ high }, axis = "", ends = "") {
  const [start, end] = ends.split(" ").map(Number);
  return (start + (high[axis] ?? 0) * (end - start)).toFixed(1);
}
