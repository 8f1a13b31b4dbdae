/** Taking a result away: a link, a decision record, a printed page. */

import { copy, make } from "../dom.js";
import { inPlainWords } from "../runtime/python.js";
import { makeLink, record } from "./api.js";
import { button } from "./elements.js";

/** @typedef {import("./types.js").Answers} Answers */

const FILE = "decision-record.md";

/** @param {Answers} answers @returns {Promise<string>} the address that restores the answers */
async function address(answers) {
  const { origin, pathname } = location;
  return `${origin}${pathname}#${await makeLink(answers)}`;
}

/** @param {Answers} answers */
const decisionRecord = async (answers) => record(answers, await address(answers));

/** @param {Answers} answers */
export function shareBar(answers) {
  const status = make("p.quiz-share-status", { role: "status" });
  const shown = make("textarea", {
    class: "quiz-share-text",
    readonly: true,
    hidden: true,
    rows: "6",
    "aria-label": "Text to copy",
  });
  /** Of two wishes, the later one has the line of status. */
  let wishes = 0;

  /**
   * @param {(answers: Answers) => Promise<string>} write
   * @param {(text: string) => string | Promise<string>} work returns what there is to say
   */
  async function share(write, work) {
    const turn = ++wishes;
    shown.hidden = true;
    status.textContent = "";
    try {
      const text = await write(answers);
      if (turn !== wishes) return;
      const said = await work(text);
      if (turn === wishes) status.textContent = said;
    } catch (error) {
      if (turn === wishes) status.textContent = `That did not work, and your result is as it was. ${inPlainWords(error)}`;
    }
  }

  /** @param {string} done */
  const copied = (done) => async (/** @type {string} */ text) => {
    if (await copy(text)) return done;
    // No right to the clipboard: the reader can copy by hand.
    shown.value = text;
    shown.hidden = false;
    shown.select();
    return "Copy the text below.";
  };

  /** @param {string} text */
  function download(text) {
    const url = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
    make("a", { href: url, download: FILE }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
    return `Saved as ${FILE}.`;
  }

  return make(
    "section.quiz-share",
    { "aria-label": "Take it away" },
    make("h3", "Take it away"),
    make(
      "div.quiz-buttons",
      button("Copy link", () => share(address, copied("The link is copied."))),
      button("Copy record", () => share(decisionRecord, copied("The record is copied."))),
      button("Download record", () => share(decisionRecord, download)),
      button("Print", () => window.print()),
    ),
    make(
      "p.quiz-fine",
      "The link holds your answers and nothing else. The record is Markdown.",
    ),
    status,
    shown,
  );
}
