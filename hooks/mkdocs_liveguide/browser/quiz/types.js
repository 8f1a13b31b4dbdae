/**
 * What goes between the page and the quiz: the files `quiz.json` and `cases.json`, and the results of
 * `live.quiz.api`. Ids of questions, answers, routes and axes are the guide's own.
 *
 * @typedef {Record<string, string>} Answers answer id, or "not-sure", by question id
 *
 * @typedef {{title: string, url: string}} PageLink address relative to the site's root
 * @typedef {{id: string, title: string, reference: string, url: string}} FindingLink likewise
 *
 * @typedef {object} Quiz
 * @property {string} title
 * @property {string} not_sure the text of that answer
 * @property {Record<string, {name: string}>} axes of the map: left to right, then bottom to top
 * @property {Dimension[]} dimensions the questions
 * @property {Gate[]} gates
 * @property {Advice[]} advice
 * @property {Record<string, RouteText>} routes
 *
 * @typedef {object} Dimension a question
 * @property {string} id
 * @property {string} question
 * @property {string} short the question in a word or two
 * @property {{id: string, text: string, because: string}[]} answers
 * @property {PageLink} page
 * @property {FindingLink[]} evidence
 *
 * @typedef {object} RouteText
 * @property {string} name
 * @property {string} noun the name as it stands inside a sentence
 * @property {string} sentence
 * @property {string} why
 * @property {string} experiment
 * @property {string} outgrown
 * @property {string[]} pitfalls
 * @property {PageLink} page
 * @property {PageLink[]} links
 * @property {FindingLink[]} evidence
 *
 * @typedef {{id: string, title: string, text: string, page: PageLink, evidence: FindingLink[]}} Advice
 * @typedef {{id: string, reason: string, page: PageLink, evidence: FindingLink[]}} Gate
 *
 * @typedef {{dimension: string, answer: string, route: string, distance: number}} Flip
 *   another answer, and the route that it would give
 * @typedef {object} Result
 * @property {string} route
 * @property {string} second the next likely route
 * @property {Record<string, number>} probabilities by route, 0 to 1
 * @property {number} confidence 0 to 1
 * @property {boolean} close_call
 * @property {number} answered questions with a real answer
 * @property {Record<string, number>} needs by axis, in their order, 0 to 1
 * @property {{dimension: string, answer: string, weight: number, scale: string, more: boolean}[]} decided_by
 *   the heaviest first; scale: an axis, more: whether upward on it
 * @property {Flip | null} flip the nearest of them
 * @property {Flip[]} flips
 * @property {{id: string, rules_out: string[], reason: string, decisive: boolean}[]} gates
 * @property {string[]} advice ids
 *
 * @typedef {object} Next
 * @property {string | null} question null: no further answer can change the result
 * @property {string[]} queue questions that can
 * @property {number} likely_left questions still to come, if each gets its commonest answer
 * @property {number} left questions that have not been asked
 *
 * @typedef {{id: string, likeness: number, shared: string[]}} Similar shared: question ids
 * @typedef {object} Case
 * @property {string} id
 * @property {string} org
 * @property {string} summary
 * @property {string} chosen a route, or something else
 * @property {string} what_they_built
 * @property {{title: string, url: string, year: number}} source
 */

export {};
