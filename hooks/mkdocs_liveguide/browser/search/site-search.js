/**
 * `<live-sitesearch>`: a group "By meaning" above the results of the theme's search box.
 *
 * Every page has it, so it costs next to nothing: what it is made of is fetched when a reader goes to the
 * search box, and Python only when the reader asks for it, or has it running already.
 */

import { LiveElement, make } from "../dom.js";

class LiveSitesearch extends LiveElement {
  /** @param {AbortSignal} signal */
  connect(signal) {
    const input = document.querySelector("[data-md-component=search-query]");
    const output = document.querySelector("[data-md-component=search-result]");
    if (!(input instanceof HTMLInputElement) || !output) return;
    const group = make("section.sitesearch", { hidden: true, "aria-label": "By meaning" });
    output.before(group);
    signal.addEventListener("abort", () => group.remove());
    let begun = false;
    const begin = () => {
      if (begun) return;
      begun = true;
      import("./meaning-group.js").then(
        ({ fillGroup }) => signal.aborted || fillGroup(group, input, signal),
        (error) => {
          console.info("The search by meaning could not be loaded", error);
          begun = false; // the next visit to the search box tries again
        },
      );
    };
    for (const sign of ["focus", "input"]) input.addEventListener(sign, begin, { signal });
  }
}

customElements.define("live-sitesearch", LiveSitesearch);
