/** The questions, as the page's template wrote them: which of them is shown, and what is ticked. */

/** @typedef {import("./types.js").Answers} Answers */

/**
 * @typedef {object} Actions
 * @property {(question: string, answer: string) => void} answer
 * @property {() => void} next
 * @property {() => void} back
 */

/** @param {Element} question */
const idOf = (question) => question.getAttribute("data-question") ?? "";

export class Questions {
  /** @type {HTMLFieldSetElement | undefined} the one that is shown, where there is but one */
  #current;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #goingOn;
  /** The question that stood under the last press of a pointer. @type {HTMLFieldSetElement | undefined} */
  #pressed;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.fieldsets = /** @type {HTMLFieldSetElement[]} */ ([...root.querySelectorAll("fieldset.quiz-question")]);
    this.ids = this.fieldsets.map(idOf);
  }

  /** @param {string} id */
  find(id) {
    return this.fieldsets[this.ids.indexOf(id)];
  }

  /** The answers that can be given, by question. */
  known() {
    return new Map(
      this.fieldsets.map((each) => [idOf(each), new Set([...each.querySelectorAll("input")].map(({ value }) => value))]),
    );
  }

  /** An answer that was given in the page, perhaps before this could take it. @returns {HTMLInputElement | null} */
  get chosen() {
    return this.root.querySelector("fieldset.quiz-question input:checked");
  }

  /** Puts answers into the page's own controls. @param {Answers} answers */
  tick(answers) {
    for (const each of this.fieldsets) {
      for (const input of each.querySelectorAll("input")) input.checked = input.value === answers[idOf(each)];
    }
  }

  /** Shows one question, or none. @param {HTMLFieldSetElement} [question] */
  show(question) {
    clearTimeout(this.#goingOn);
    this.#current = question;
    for (const each of this.fieldsets) each.classList.toggle("quiz-current", each === question);
  }

  /**
   * Follows what the reader does with a mouse, a finger or a keyboard.
   * @param {Actions} actions
   * @param {AbortSignal} signal
   */
  listen(actions, signal) {
    this.root.addEventListener("change", ({ target }) => {
      if (target instanceof HTMLInputElement && target.type === "radio") actions.answer(target.name, target.value);
    }, { signal });
    this.root.addEventListener("click", (event) => this.#clicked(event, actions.next), { signal });
    this.root.addEventListener("keydown", (event) => {
      const wanted = this.#current && pressKey(event, this.#current);
      if (!wanted) return;
      if (wanted !== "done") actions[wanted]();
      event.preventDefault();
      event.stopPropagation();
    }, { signal });
    signal.addEventListener("abort", () => clearTimeout(this.#goingOn));
  }

  /**
   * A pointer's answer goes on at once: what a screen reader does for its user looks the same, and it would
   * be in the middle of a sentence if the page went on later.
   * @param {MouseEvent} event
   * @param {() => void} goOn
   */
  #clicked(event, goOn) {
    const { target, detail } = event;
    // `detail` counts presses of a pointer; arrow keys give 0, and go on with Enter or Next.
    if (!detail || !this.#current || !(target instanceof Element && target.closest("label.quiz-answer"))) return;
    if (detail === 1) this.#pressed = this.#current;
    // The second press of a double click was meant for the question before.
    if (this.#pressed !== this.#current) return event.preventDefault();
    clearTimeout(this.#goingOn);
    // The answer is taken after this event.
    this.#goingOn = setTimeout(goOn);
  }
}

/**
 * What a key does in a question: a number chooses an answer.
 * @param {KeyboardEvent} event
 * @param {HTMLFieldSetElement} question
 * @returns {"next" | "back" | "done" | undefined} what is left to do; undefined: the key is not ours
 */
function pressKey({ key, target, altKey, ctrlKey, metaKey }, question) {
  if (altKey || ctrlKey || metaKey) return undefined;
  if (key === "Backspace") return "back";
  if (target instanceof Element && target.closest("a, button, summary, textarea, dialog")) return undefined;
  if (key === "Enter") return "next";
  const inputs = question.querySelectorAll("input");
  if (key === "ArrowDown" && target === question) {
    inputs[0].focus();
    return "done";
  }
  const input = inputs[Number.parseInt(key, 10) - 1];
  if (!input) return undefined;
  input.checked = true;
  input.focus();
  input.dispatchEvent(new Event("change", { bubbles: true }));
  return "done";
}
