/** `<live-cases>`: each case asks what the reader would have chosen before it tells what was built. */

class LiveCases extends HTMLElement {
  /** @type {AbortController | undefined} */
  #listening;
  #played = 0;
  #reader = 0;
  #quiz = 0;

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    for (const part of this.querySelectorAll(".quiz-case-ask, .quiz-case-choices")) {
      if (part instanceof HTMLElement) part.hidden = false;
    }
    this.addEventListener("click", (event) => this.#clicked(event), { signal });
  }

  disconnectedCallback() {
    this.#listening?.abort();
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
    const answer = entry.querySelector("details");
    if (answer) answer.open = true;
    const ask = entry.querySelector(".quiz-case-ask");
    if (ask) ask.textContent = right ? "That is what they built." : "They built something else.";
    const tally = this.querySelector(".quiz-tally");
    if (tally instanceof HTMLElement) {
      tally.hidden = false;
      const cases = this.#played === 1 ? "1 case" : `${this.#played} cases`;
      tally.textContent = `After ${cases}: you agree with ${this.#reader}, the quiz with ${this.#quiz}.`;
    }
  }
}

customElements.define("live-cases", LiveCases);
