/** `<live-cases>`: each case asks what the reader would have chosen before it tells what was built. */

import { count, LiveElement, part } from "../dom.js";

class LiveCases extends LiveElement {
  #played = 0;
  #reader = 0;
  #quiz = 0;

  /** @param {AbortSignal} signal */
  connect(signal) {
    for (const each of this.querySelectorAll("button:not([aria-pressed])")) each.removeAttribute("disabled");
    this.addEventListener("click", (event) => this.#clicked(event), { signal });
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const target = event.target instanceof Element ? event.target : null;
    const choice = target?.closest("button[data-route]");
    const entry = choice?.closest("article");
    if (!(choice instanceof HTMLButtonElement) || !entry) return;
    const { chosen, said } = entry.dataset;
    for (const each of entry.querySelectorAll("button")) {
      each.disabled = true;
      each.setAttribute("aria-pressed", String(each === choice));
      each.classList.toggle("quiz-built", each.dataset.route === chosen);
    }
    const right = choice.dataset.route === chosen;
    this.#played += 1;
    this.#reader += Number(right);
    this.#quiz += Number(said === chosen);
    part(entry, "details").setAttribute("open", "");
    part(entry, ".quiz-case-ask").textContent = `${right ? "That is what" : "Something else"} was ${this.dataset.done}.`;
    const tally = part(this, ".quiz-tally");
    const cases = count(this.#played, "case");
    tally.textContent = `After ${cases}: you agree with ${this.#reader}, the quiz with ${this.#quiz}.`;
  }
}

customElements.define("live-cases", LiveCases);
