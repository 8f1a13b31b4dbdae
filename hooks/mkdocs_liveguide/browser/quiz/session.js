/** The reader's answers: of the last visit, from a link that somebody sent, or given now. */

import { keep, pageName, recall, setFragment } from "../dom.js";
import { asked, parse, serialise } from "./state.js";

/** @typedef {import("./types.js").Answers} Answers */

/** Whether the page's address holds answers. */
export const hasLink = () => location.hash.startsWith("#a=");

/** Under which name this browser keeps the answers: one quiz a page. @param {string} [page] its name */
export const keyOf = (page = pageName()) => `quiz:${page}`;

export class Session {
  /** The answers came by a link: they are not the reader's yet, and are not kept. */
  #borrowed = false;

  /** @param {Map<string, Set<string>>} known answer ids by question id */
  constructor(known) {
    this.state = parse(recall(keyOf()) ?? "", known);
  }

  get answers() {
    return this.state.answers;
  }

  get empty() {
    return !asked(this.answers).length;
  }

  /** Takes the answers of a link for now; none where it could not be read. @param {Answers} [answers] */
  borrow(answers) {
    this.#borrowed = Boolean(answers);
    this.state.answers = answers ?? {};
    if (!answers) setFragment();
  }

  /** @param {string} question @param {string} answer */
  answer(question, answer) {
    this.#own({ ...this.answers, [question]: answer });
  }

  clear() {
    this.#own({});
    keep(keyOf());
  }

  /** Whatever a link said, the answers are the reader's own now. @param {Answers} answers */
  #own(answers) {
    this.#borrowed = false;
    if (hasLink()) setFragment();
    this.state.answers = answers;
    delete this.state.route;
  }

  /** Shows something else. @param {string} view */
  open(view) {
    this.state.view = view;
    this.#keep();
  }

  /** The reader has seen what the answers come to. @param {string} route */
  cameTo(route) {
    this.state.route = route;
    this.#keep();
  }

  #keep() {
    if (!this.#borrowed && !this.empty) keep(keyOf(), serialise(this.state));
  }
}
