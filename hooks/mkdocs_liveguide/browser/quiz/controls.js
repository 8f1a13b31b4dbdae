/** What stands around the questions while they are asked one at a time. */

import { make, part, tell } from "../dom.js";
import { inPlainWords } from "../runtime/python.js";
import { button, LINK, PRIMARY } from "./elements.js";
import { ALL, asked, RESULT } from "./state.js";

/**
 * @typedef {object} Actions
 * @property {() => void} back
 * @property {() => void} next
 * @property {(view: string) => void} open
 * @property {() => void} oneByOne
 * @property {() => void} startOver
 */

export class Controls {
  /**
   * @param {Element} root has them, as the page's template wrote them
   * @param {Actions} actions
   * @param {AbortSignal} signal
   */
  constructor(root, actions, signal) {
    this.actions = actions;
    this.count = part(root, ".quiz-count");
    this.fill = part(root, ".quiz-progress span");
    this.bar = part(root, ".quiz-bar");
    const [back, next] = /** @type {NodeListOf<HTMLButtonElement>} */ (root.querySelectorAll(".quiz-nav button"));
    this.back = back;
    this.next = next;
    back.addEventListener("click", actions.back, { signal });
    next.addEventListener("click", actions.next, { signal });
    /** Where the answers lead so far. */
    this.now = part(root, ".quiz-now");
    this.message = part(root, ".quiz-message");
    this.tools = part(root, ".quiz-tools");
    this.confirm = make("dialog.quiz-confirm", { "aria-label": "Start over?" });
    this.confirm.append(
      make("p", "Start over? Your answers will be removed from this browser."),
      make(
        "div.quiz-buttons",
        button("Keep my answers", () => this.confirm.close()),
        button("Start over", actions.startOver, PRIMARY),
      ),
    );
    root.append(this.confirm);
    signal.addEventListener("abort", () => {
      this.confirm.remove();
      for (const each of [this.count, this.now, this.message, this.tools]) each.replaceChildren();
    });
  }

  /** How far the reader is. @param {{text: string, share: number}} progress */
  progress({ text, share }) {
    tell(this.count, text);
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
