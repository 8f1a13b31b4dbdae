/**
 * The reader's answers between visits. They stay in the reader's browser.
 *
 * @typedef {import("./engine.js").Answers} Answers
 * @typedef {object} Progress
 * @property {Answers} answers in the order in which they were given
 * @property {string} view question id, "result" or "all"
 */

const VERSION = 1;

/** One quiz a page. */
const key = () => `quiz:${location.pathname}`;

/**
 * What was kept; an empty start where nothing was, or where it cannot be read.
 * @param {Map<string, Set<string>>} known answer ids by question id
 * @returns {Progress}
 */
export function restore(known) {
  const fresh = { answers: {}, view: "" };
  try {
    const kept = JSON.parse(localStorage.getItem(key()) ?? "null");
    if (kept?.version !== VERSION || typeof kept.answers !== "object") return fresh;
    /** @type {Answers} */
    const answers = {};
    for (const [question, answer] of Object.entries(kept.answers)) {
      if (typeof answer === "string" && known.get(question)?.has(answer)) answers[question] = answer;
    }
    const view = typeof kept.view === "string" ? kept.view : "";
    return { answers, view };
  } catch {
    return fresh;
  }
}

/** @param {Progress} progress */
export function keep(progress) {
  try {
    localStorage.setItem(key(), JSON.stringify({ version: VERSION, ...progress }));
  } catch {
    // Private windows and full disks: the quiz works, it only forgets.
  }
}

export function forget() {
  try {
    localStorage.removeItem(key());
  } catch {
    // Nothing was kept there.
  }
}
