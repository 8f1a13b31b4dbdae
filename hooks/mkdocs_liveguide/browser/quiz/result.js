/** The result of the quiz, as it stands in the page. */

import { make } from "../dom.js";
import { inPlainWords } from "../runtime/python.js";
import { readCases, readQuiz, recommend, similarCases as findSimilar } from "./api.js";
import { button, LINK } from "./elements.js";
import { advice, changes, given, head, noSimilarCases, reasons, similarCases, similarPlace, steps } from "./sections.js";
import { shareBar } from "./share.js";
import { ALL, RESULT } from "./state.js";
import { Texts } from "./texts.js";

/** @typedef {import("./types.js").Result} Result */
/** @typedef {import("./types.js").Answers} Answers */
/** @typedef {import("./types.js").Flip} Flip */

/**
 * @typedef {object} Actions
 * @property {(view: string) => void} open a question, "result" or "all"
 * @property {(flip: Flip) => void} adopt the answer that was only tried
 * @property {(result: Result, tried: boolean) => void} shown this result is shown now, or only tried
 * @property {(error: unknown) => void} failed
 *
 * @typedef {object} Shown
 * @property {Result} result
 * @property {Answers} answers
 * @property {number} others questions that were not asked and can be offered
 * @property {Flip} [tried] another answer, which is only tried
 */

export class ResultPanel {
  element = make("div.quiz-result");
  /** @type {Shown | undefined} */
  #shown;
  /** Counts what was tried, so that of two tries the later one is shown. */
  #tries = 0;

  /**
   * @param {string} base address of the site's root, relative to the page
   * @param {string} quality address of the page that tells how good the quiz is; "" for none
   * @param {Actions} actions
   */
  constructor(base, quality, actions) {
    this.base = base;
    this.quality = quality;
    this.actions = actions;
  }

  get empty() {
    return !this.element.childElementCount;
  }

  clear() {
    this.#shown = undefined;
    this.element.replaceChildren();
  }

  /**
   * Shows a result, unless another one is wanted meanwhile; throws nothing.
   * @param {Shown} shown
   */
  async show(shown) {
    this.#shown = shown;
    try {
      const texts = new Texts(await readQuiz(), this.base);
      if (shown === this.#shown) this.#fill(texts, shown);
    } catch (error) {
      this.actions.failed(error);
    }
  }

  /** @param {Texts} texts @param {Shown} shown */
  #fill(texts, shown) {
    const { result, tried, others } = shown;
    const { open } = this.actions;
    const answers = withFlip(shown.answers, tried);
    const [first = "", ...notes] = advice(texts, result);
    const similar = similarPlace();
    const foot = make("div.quiz-buttons");
    if (others > 0) {
      const label = others === 1 ? "Answer the other question" : `Answer the other ${others} questions`;
      foot.append(button(label, () => open(ALL)));
    }
    this.actions.shown(result, Boolean(tried));
    this.element.replaceChildren(
      ...(tried ? [this.#trying(texts, tried)] : []),
      head(texts, result, this.quality),
      first,
      reasons(texts, result),
      changes(texts, result, answers, (flip) => void this.#try(shown, flip)),
      steps(texts, result),
      ...notes,
      similar.place,
      given(texts, answers, open),
      shareBar(answers),
      foot,
    );
    void this.#addSimilar(texts, answers, similar);
  }

  /**
   * Adds the similar cases, which come by themselves: the result stands without them.
   * @param {Texts} texts
   * @param {Answers} answers
   * @param {ReturnType<typeof similarPlace>} similar
   */
  async #addSimilar(texts, answers, similar) {
    try {
      const [found, cases] = await Promise.all([findSimilar(answers), readCases()]);
      similar.place.replaceWith(similarCases(texts, found, cases));
    } catch (error) {
      const again = () => {
        similar.line.replaceChildren();
        void this.#addSimilar(texts, answers, similar);
      };
      noSimilarCases(similar, inPlainWords(error), button("Try again", again, LINK));
    }
  }

  /** @param {Shown} shown @param {Flip} tried */
  async #try(shown, tried) {
    const turn = ++this.#tries;
    try {
      const result = await recommend(withFlip(shown.answers, tried));
      if (shown !== this.#shown || turn !== this.#tries) return;
      await this.show({ ...shown, result, tried });
      const note = this.element.querySelector(".quiz-trying");
      if (!(note instanceof HTMLElement)) return;
      // The button that was pressed is gone with the result before.
      note.focus({ preventScroll: true });
      note.scrollIntoView({ block: "center" });
    } catch (error) {
      this.actions.failed(error);
    }
  }

  /** @param {Texts} texts @param {Flip} tried */
  #trying(texts, tried) {
    const { open, adopt } = this.actions;
    return make(
      "div.quiz-trying",
      { role: "group", "aria-label": "An answer that you are trying", tabindex: "-1" },
      make("p", "You are trying ", make("strong", `${texts.short(tried.question)}: `),
        `“${texts.answerText(tried.question, tried.answer)}”.`),
      make(
        "div.quiz-buttons",
        button("Put it back", () => open(RESULT)),
        button("Keep it", () => adopt(tried)),
      ),
    );
  }

  /** Leads keyboard and screen reader to the result. */
  focus() {
    const heading = this.element.querySelector(".quiz-route");
    if (heading instanceof HTMLElement) heading.focus({ preventScroll: true });
  }
}

/**
 * @param {Answers} answers
 * @param {Flip} [flip]
 * @returns {Answers}
 */
const withFlip = (answers, flip) => (flip ? { ...answers, [flip.question]: flip.answer } : answers);
