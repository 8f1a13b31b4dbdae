/** The quiz in Python, as a page calls it, and the texts of the quiz. */

import { python } from "../runtime/python.js";
import { readJSON } from "../runtime/site.js";

/** @typedef {import("./types.js").Answers} Answers */

const QUIZ = { artefacts: ["quiz.json"] };

/** @returns {Promise<import("./types.js").Quiz>} */
export function readQuiz() {
  return readJSON("quiz.json");
}

/** @returns {Promise<import("./types.js").Case[]>} */
export async function readCases() {
  return (await readJSON("cases.json")).cases;
}

/** @param {Answers} answers @returns {Promise<import("./types.js").Result>} */
export function recommend(answers) {
  return python.call("quiz.recommend", { answers }, QUIZ);
}

/** @param {Answers} answers @returns {Promise<import("./types.js").Next>} */
export function nextQuestion(answers) {
  return python.call("quiz.next_question", { answers }, QUIZ);
}

/** @param {Answers} answers @returns {Promise<import("./types.js").Similar[]>} */
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
