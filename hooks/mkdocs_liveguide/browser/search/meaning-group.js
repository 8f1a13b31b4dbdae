/** The group "By meaning" of the theme's search box. */

import { make } from "../dom.js";
import { python } from "../runtime/python.js";
import { find } from "./api.js";
import { SearchField } from "./field.js";
import { inSentences } from "./notices.js";
import { marked, placeLines } from "./results.js";

const RESULTS = 4;
/** Shorter questions are not asked; characters. */
const SHORTEST = 3;

/**
 * @param {HTMLElement} group
 * @param {HTMLInputElement} input the theme's
 * @param {AbortSignal} signal ends it
 */
export function fillGroup(group, input, signal) {
  let wanted = false;
  const onclick = () => {
    wanted = true;
    field.ask();
  };
  const line = make("p.ask-status", { role: "status" });
  const list = make("ol.sitesearch-list");
  const button = make("button.sitesearch-button", { type: "button", onclick }, "Search by meaning too");
  group.append(make("p.sitesearch-title", "By meaning"), button, line, list);
  const field = new SearchField(input, line, signal, {
    wants(query) {
      group.hidden = query.trim().length < SHORTEST;
      button.hidden = wanted || python.state === "ready";
      return !group.hidden && button.hidden;
    },
    find: (query, onProgress) => find({ query, limit: RESULTS }, onProgress),
    show(answer) {
      const { results } = answer;
      const said = inSentences(answer);
      if (answer.answered === false && results.length) said.push("The guide may not answer that; these are the nearest.");
      list.replaceChildren(...results.map((result) =>
        make("li", ...placeLines(result), make("p.ask-excerpt", ...marked(result.excerpt)))));
      return said.join(" ");
    },
    clear: () => list.replaceChildren(),
    otherwise: "What the ordinary search finds stands below.",
  });
  field.ask();
}
