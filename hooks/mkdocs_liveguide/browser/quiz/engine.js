/**
 * What the page asks of Python, and the texts of the quiz.
 *
 * @typedef {Record<string, string>} Answers answer id, or "not-sure", by question id
 * @typedef {{title: string, url: string}} PageLink address relative to the site's root
 * @typedef {{id: string, title: string, reference: string, url: string}} FindingLink
 * @typedef {{id: string, text: string, because: string}} AnswerText
 * @typedef {{id: string, question: string, short: string, answers: AnswerText[], page: PageLink, evidence: FindingLink[]}} Dimension
 * @typedef {{name: string, noun: string, sentence: string, why: string, experiment: string, outgrown: string, pitfalls: string[], page: PageLink, links: PageLink[], evidence: FindingLink[]}} RouteText
 * @typedef {{id: string, title: string, text: string, page: PageLink, evidence: FindingLink[]}} Advice
 * @typedef {{id: string, reason: string, page: PageLink, evidence: FindingLink[]}} Gate
 * @typedef {{title: string, not_sure: string, axes: Record<"look_up" | "train", {name: string}>, dimensions: Dimension[], gates: Gate[], advice: Advice[], routes: Record<string, RouteText>}} Quiz
 * @typedef {{dimension: string, answer: string, route: string, distance: number}} Flip
 * @typedef {object} Result
 * @property {string} route
 * @property {string} second
 * @property {Record<string, number>} probabilities
 * @property {number} confidence
 * @property {boolean} close_call
 * @property {number} answered
 * @property {{look_up: number, train: number}} needs
 * @property {{dimension: string, answer: string, weight: number, scale: "look_up" | "train", more: boolean}[]} decided_by
 * @property {Flip | null} flip
 * @property {Flip[]} flips
 * @property {{id: string, rules_out: string[], reason: string, decisive: boolean}[]} gates
 * @property {string[]} advice
 * @typedef {{question: string | null, queue: string[], likely_left: number, left: number}} Next
 * @typedef {{id: string, likeness: number, shared: string[]}} Similar
 * @typedef {{id: string, org: string, summary: string, chosen: string, what_they_built: string, source: {title: string, url: string, year: number}}} Case
 */

import { python } from "../runtime/python.js";

const QUIZ = { artefacts: ["quiz.json"] };

/** @returns {Promise<Quiz>} */
export function readQuiz() {
  return python.readJSON("quiz.json");
}

/** @returns {Promise<Case[]>} */
export async function readCases() {
  return (await python.readJSON("cases.json")).cases;
}

/** @param {Answers} answers @returns {Promise<Result>} */
export function recommend(answers) {
  return python.call("quiz.recommend", { answers }, QUIZ);
}

/** @param {Answers} answers @returns {Promise<Next>} */
export function nextQuestion(answers) {
  return python.call("quiz.next_question", { answers }, QUIZ);
}

/** @param {Answers} answers @returns {Promise<Similar[]>} */
export function similarCases(answers) {
  return python.call(
    "quiz.similar_cases",
    { answers, count: 3 },
    { artefacts: ["quiz.json", "cases.json"] },
  );
}

/** @param {Answers} answers @param {string} address @returns {Promise<string>} Markdown */
export function record(answers, address) {
  const date = new Date().toISOString().slice(0, 10);
  return python.call("quiz.record", { answers, date, address }, QUIZ);
}

/** @param {Answers} answers @returns {Promise<string>} a fragment, without # */
export function makeLink(answers) {
  return python.call("quiz.make_link", { answers }, QUIZ);
}

/** @param {string} fragment @returns {Promise<{answers: Answers, problem: string | null}>} */
export function readLink(fragment) {
  return python.call("quiz.read_link", { fragment }, QUIZ);
}
