/**
 * Where a reader is in the quiz: pure functions over plain data.
 *
 * @typedef {import("./types.js").Answers} Answers
 * @typedef {object} State
 * @property {Answers} answers in the order in which they were given
 * @property {string} view the question that is shown, "result" or "all"; "" before the start
 * @property {string} [route] what these answers came to, once that was shown
 */

export const NOT_SURE = "not-sure";
export const RESULT = "result";
export const ALL = "all";

/** Raise it when what is kept between visits changes its shape. */
const VERSION = 1;

/** @param {Answers} answers the questions that have one, "not sure" included */
export const asked = (answers) => Object.keys(answers);

/**
 * The question that was asked before the one that is shown.
 * @param {State} state
 * @returns {string | undefined}
 */
export function previous({ answers, view }) {
  const ids = asked(answers);
  const at = ids.indexOf(view);
  return at < 0 ? ids.at(-1) : ids[at - 1];
}

/**
 * The first question of the page that has no answer.
 * @param {string[]} questions
 * @param {Answers} answers
 */
export const firstOpen = (questions, answers) => questions.find((id) => !(id in answers));

/**
 * The question that comes after the one that is shown and answered, as far as the page can tell by itself: one that
 * was asked before or, while the engine is not there, the next one of the page.
 * @param {State} state
 * @param {string[]} questions in the page's order
 * @param {boolean} alone the engine is not there yet
 * @returns {string | undefined} undefined: it is for the engine to say
 */
export function following({ answers, view }, questions, alone) {
  const ids = asked(answers);
  return ids[ids.indexOf(view) + 1] ?? (alone ? firstOpen(questions, answers) : undefined);
}

/**
 * How far the reader is.
 * @param {State} state
 * @param {number} total questions of the quiz
 * @param {number} [left] questions that the engine would still ask; without it nothing is promised
 * @returns {{text: string, share: number}} share: 0 to 1
 */
export function progress({ answers, view }, total, left) {
  const ids = asked(answers);
  const at = ids.indexOf(view);
  const number = at < 0 ? ids.length + 1 : at + 1;
  if (left === undefined || !ids.length) return { text: `Question ${number}`, share: (number - 1) / total };
  const more = Math.max(0, ids.length - number + left);
  const rest = more ? `about ${more} more` : "perhaps the last";
  return { text: `Question ${number} · ${rest}`, share: (number - 1) / (number + more) };
}

/** @param {State} state @returns {string} what `parse` reads */
export const serialise = ({ answers, view, route }) => JSON.stringify({ version: VERSION, answers, view, route });

/**
 * Reads what was kept; nothing of it is trusted.
 * @param {string} text
 * @param {Map<string, Set<string>>} known answer ids by question id
 * @returns {State} an empty start where it cannot be read
 */
export function parse(text, known) {
  /** @type {State} */
  const state = { answers: {}, view: "" };
  try {
    const kept = JSON.parse(text);
    if (kept.version !== VERSION) return state;
    for (const [question, answer] of Object.entries(kept.answers)) {
      if (known.get(question)?.has(answer)) state.answers[question] = answer;
    }
    if (typeof kept.view === "string") state.view = kept.view;
    if (typeof kept.route === "string") state.route = kept.route;
  } catch {
    // Of another time, or damaged.
  }
  return state;
}

/**
 * The result that was shown last, of what was kept.
 * @param {string} text
 * @returns {string | undefined} the id of a route, which the quiz may not have any more
 */
export const lastRoute = (text) => parse(text, new Map()).route;
