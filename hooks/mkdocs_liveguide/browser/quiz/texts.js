/** The quiz's texts by their ids, and its links. */

import { make } from "../dom.js";

/** Findings named beside a reason; the page that it links to has them all. */
const FINDINGS = 3;

export class Texts {
  #questions;

  /**
   * @param {import("./types.js").Quiz} quiz
   * @param {string} base address of the site's root, relative to the page
   */
  constructor(quiz, base) {
    this.quiz = quiz;
    this.base = base;
    this.#questions = new Map(quiz.questions.map((each) => [each.id, each]));
  }

  /** @param {string} id */
  question(id) {
    return this.#questions.get(id);
  }

  /** A question in a word or two. @param {string} question */
  short(question) {
    return this.question(question)?.short ?? question;
  }

  /** @param {string} question @param {string} answer */
  answer(question, answer) {
    return this.question(question)?.answers.find((each) => each.id === answer);
  }

  /** @param {string} question @param {string} answer */
  answerText(question, answer) {
    return this.answer(question, answer)?.text ?? this.quiz.not_sure;
  }

  /** @param {import("./types.js").PageLink} page */
  link({ url, title }) {
    return make("a", { href: this.base + url }, title);
  }

  /**
   * What a text rests on.
   * @param {{page: import("./types.js").PageLink, evidence: import("./types.js").FindingLink[]}} of
   */
  sources({ page, evidence }) {
    const parts = make("span.quiz-sources", this.link(page));
    if (evidence.length) {
      const cited = document.createElement("live-citation");
      cited.className = "citations";
      evidence.slice(0, FINDINGS).forEach(({ url, title, id }, index) => {
        if (index) cited.append(", ");
        cited.append(make("a.citation", { href: this.base + url, title }, id));
      });
      parts.append(" · ", cited);
    }
    return parts;
  }
}
