/** Taking a result away: a link, a decision record, a printed page. */

import { button, make } from "../dom.js";
import { makeLink, record } from "./engine.js";

/** @typedef {import("./engine.js").Answers} Answers */

/** @param {Answers} answers @returns {Promise<string>} the address that restores the answers */
async function address(answers) {
  const { origin, pathname } = location;
  return `${origin}${pathname}#${await makeLink(answers)}`;
}

/** @param {Answers} answers */
async function decisionRecord(answers) {
  return record(answers, await address(answers));
}

/**
 * @param {Answers} answers
 * @returns {HTMLElement}
 */
export function shareBar(answers) {
  const status = make("p", { class: "quiz-share-status", role: "status" });
  const shown = make("textarea", { class: "quiz-share-text", readonly: true, hidden: true, rows: "6" });

  /** @param {Promise<string>} text @param {string} done */
  async function copy(text, done) {
    shown.hidden = true;
    try {
      const content = await text;
      try {
        await navigator.clipboard.writeText(content);
        status.textContent = done;
      } catch {
        // No right to the clipboard: the reader can copy by hand.
        shown.value = content;
        shown.hidden = false;
        shown.setAttribute("aria-label", "Text to copy");
        shown.select();
        status.textContent = "Copy the text below.";
      }
    } catch {
      status.textContent = "That did not work. Please try again.";
    }
  }

  async function download() {
    try {
      const text = await decisionRecord(answers);
      const url = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
      const link = make("a", { href: url, download: "decision-record.md" });
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 1000);
      status.textContent = "Saved as decision-record.md.";
    } catch {
      status.textContent = "That did not work. Please try again.";
    }
  }

  return make(
    "section",
    { class: "quiz-share", "aria-label": "Take it away" },
    make("h3", {}, "Take it away"),
    make(
      "div",
      { class: "quiz-buttons" },
      button("Copy link", () => copy(address(answers), "The link is copied.")),
      button("Copy record", () => copy(decisionRecord(answers), "The record is copied.")),
      button("Download record", () => void download()),
      button("Print", () => window.print()),
    ),
    make(
      "p",
      { class: "quiz-fine" },
      "The link holds your answers and nothing else. The record is Markdown.",
    ),
    status,
    shown,
  );
}
