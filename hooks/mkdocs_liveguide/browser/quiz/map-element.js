/**
 * `<live-quiz-map>`: the map of routes, moved by one or two questions.
 *
 * What each combination of answers comes to was worked out when the site was built, and stands in the element's
 * table (`data-answers`): nothing is fetched, and no Python starts. Until something is chosen, the last result of
 * the quiz in this browser is offered again. What is chosen stands in the page's address, as in links to the quiz.
 */

import { keep, LiveElement, make, pageName, part, recall, setFragment } from "../dom.js";
import { RouteMap } from "./map.js";
import { keyOf } from "./session.js";
import { lastRoute } from "./state.js";

/** Stands for the answer to a question that has none yet, as in `map_places.py`. */
const OPEN = "-";

class LiveQuizMap extends LiveElement {
  /** @param {AbortSignal} signal */
  connect(signal) {
    const form = /** @type {HTMLFormElement} */ (part(this, "form"));
    const now = part(this, "[role=status]");
    const map = new RouteMap(this);
    const show = () => this.#show(form, now, map);
    const before = [...now.childNodes];
    form.addEventListener("change", () => setFragment(`#${show()?.dataset.link}`), { signal });
    addEventListener("hashchange", () => this.#readLink(form) && show(), { signal });
    signal.addEventListener("abort", () => {
      map.show();
      now.replaceChildren(...before);
      delete this.dataset.live;
    });
    this.dataset.live = "";
    this.#offerLast(now, signal);
    this.#readLink(form);
    // What was chosen before this could take it, too.
    show();
  }

  /**
   * Chooses what the page's address says.
   * @param {HTMLFormElement} form
   * @returns {boolean} whether that is a place of the map
   */
  #readLink(form) {
    const places = /** @type {HTMLElement[]} */ ([...this.querySelectorAll("[data-link]")]);
    const given = places.find(({ dataset }) => `#${dataset.link}` === location.hash)?.dataset.answers?.split(" ");
    if (!given) return false;
    form.querySelectorAll("fieldset").forEach((question, at) => {
      for (const input of question.querySelectorAll("input")) input.checked = input.value === given[at];
    });
    return true;
  }

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLElement} now
   * @param {RouteMap} map
   * @returns {HTMLElement | undefined} the place of what is chosen, if anything is
   */
  #show(form, now, map) {
    const given = [...form.querySelectorAll("fieldset")].map(
      (each) => /** @type {HTMLInputElement | null} */ (each.querySelector("input:checked"))?.value ?? OPEN,
    );
    const place = /** @type {HTMLElement | null} */ (this.querySelector(`[data-answers="${given.join(" ")}"]`));
    if (!place) return undefined;
    const { at = "", to = "", close, link } = place.dataset;
    const points = at.split(" ").map(Number);
    const axes = (this.dataset.axes ?? "").split(" ");
    const whole = !given.includes(OPEN);
    map.show({ route: to, high: Object.fromEntries(axes.map((axis, number) => [axis, points[number]])) }, whole);
    const said = whole
      ? [
          make("p.quiz-try-route", ...this.#told(to)),
          make(
            "p",
            close ? `It is close: the next best is ${this.#route(close)?.dataset.noun}. ` : "",
            make("a", { href: `${this.dataset.quiz}#${link}` }, "See why in the quiz"),
            ", and answer more of it to be surer.",
          ),
        ]
      : [make("p", "So far the dot leans this way. Answer the other question too.")];
    now.replaceChildren(...said);
    return place;
  }

  /** @param {string} id @returns {HTMLElement | null} what the page says of a route */
  #route(id) {
    return this.querySelector(`.quiz-try-routes [data-route="${CSS.escape(id)}"]`);
  }

  /** Name, link and sentence of a route. @param {string} id */
  #told(id) {
    return [...(this.#route(id)?.childNodes ?? [])].map((each) => each.cloneNode(true));
  }

  /** @param {HTMLElement} now @param {AbortSignal} signal */
  #offerLast(now, signal) {
    const quiz = new URL(this.dataset.quiz ?? "", location.href);
    const key = keyOf(pageName(quiz.pathname));
    const name = this.#route(lastRoute(recall(key) ?? "") ?? "")?.querySelector("a")?.textContent;
    if (!name) return;
    const line = make("p.quiz-try-last", "Your last result in the quiz: ", make("a", { href: quiz.href }, name), ". ");
    const forget = () => keep(key) && line.remove();
    line.append(make("button.quiz-link", { type: "button", onclick: () => void forget() }, "Forget it"));
    now.prepend(line);
    signal.addEventListener("abort", () => line.remove());
  }
}

customElements.define("live-quiz-map", LiveQuizMap);
