/** What stands around the questions while they are asked one at a time. */

import { make } from "../dom.js";
import { inPlainWords } from "../runtime/python.js";
import { button, LINK, PRIMARY } from "./elements.js";
import { ALL, asked, RESULT } from "./state.js";

const KEYS = "A press on an answer goes on, Back returns to it. Keys: a number chooses an answer, Enter goes on, Backspace goes back.";

/**
 * @typedef {object} Actions
 * @property {() => void} back
 * @property {() => void} next
 * @property {(view: string) => void} open
 * @property {() => void} oneByOne
 * @property {() => void} startOver
 */

export class Controls {
  /** @param {Actions} actions */
  constructor(actions) {
    this.actions = actions;
    this.count = make("p.quiz-count", { role: "status" });
    this.fill = make("span");
    const meter = make("div.quiz-progress", { "aria-hidden": "true" }, this.fill);
    this.bar = make("div.quiz-bar.quiz-made", this.count, meter);
    this.back = button("Back", actions.back);
    this.next = button("Next", actions.next, PRIMARY);
    /** Where the answers lead so far. */
    this.now = make("p.quiz-now.quiz-made");
    this.message = make("p.quiz-message.quiz-made", { role: "alert" });
    this.tools = make("div.quiz-tools.quiz-made");
    this.confirm = make("dialog.quiz-confirm.quiz-made", { "aria-label": "Start over?" });
    this.confirm.append(
      make("p", "Start over? Your answers will be removed from this browser."),
      make(
        "div.quiz-buttons",
        button("Keep my answers", () => this.confirm.close()),
        button("Start over", actions.startOver, PRIMARY),
      ),
    );
  }

  /**
   * Puts them into the quiz.
   * @param {Element} root
   * @param {HTMLElement} result stands before the tools
   */
  place(root, result) {
    root.querySelector(".quiz-scope")?.after(this.message, this.bar);
    root.querySelector(".quiz-form")?.append(
      make("div.quiz-nav.quiz-made", this.back, this.next),
      make("p.quiz-keys.quiz-made", KEYS),
    );
    root.querySelector(".quiz-map-frame")?.append(this.now);
    root.append(result, this.tools, this.confirm);
  }

  /** How far the reader is. @param {{text: string, share: number}} progress */
  progress({ text, share }) {
    this.count.textContent = text;
    this.fill.style.width = `${Math.round(share * 100)}%`;
  }

  /** Offers what can be done from here. @param {import("./state.js").State} state */
  offer({ answers, view }) {
    const { open, oneByOne } = this.actions;
    const some = asked(answers).length > 0;
    const items = [];
    if (some && view !== RESULT && view !== ALL) items.push(button("See the result now", () => open(RESULT), LINK));
    items.push(
      view === ALL ? button("One at a time", oneByOne, LINK) : button("Show all questions", () => open(ALL), LINK),
    );
    if (some) items.push(button("Start over", () => this.confirm.showModal(), LINK));
    this.tools.replaceChildren(...items);
  }

  /** Says what went wrong. @param {unknown} error @param {() => void} again */
  fail(error, again) {
    this.message.replaceChildren(
      `The quiz cannot compute a result here. ${inPlainWords(error)} All questions and their points stand below, and your answers are kept. `,
      button("Try again", again, LINK),
    );
  }
}
