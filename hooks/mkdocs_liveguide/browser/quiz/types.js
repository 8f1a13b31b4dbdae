/**
 * What goes between the page and the quiz: `live.quiz.wire`, as far as a page reads it. Ids of questions,
 * answers, routes and axes are the guide's own.
 *
 * @typedef {Record<string, string>} Answers answer id, or "not-sure", by question id
 *
 * @typedef {{title: string, url: string}} PageLink address relative to the site's root
 * @typedef {{id: string, title: string, reference: string, url: string}} FindingLink likewise
 *
 * @typedef {object} Quiz the file `quiz.json`
 * @property {string} title
 * @property {string} not_sure the text of that answer
 * @property {string} done what was done in the published cases, as a participle: "what was …"
 * @property {{id: string, name: string}[]} axes their names as they stand inside a sentence
 * @property {Question[]} questions
 * @property {Gate[]} gates
 * @property {Advice[]} advice
 * @property {Record<string, Route>} routes by id
 *
 * @typedef {object} Question
 * @property {string} id
 * @property {string} question
 * @property {string} short the question in a word or two
 * @property {{id: string, text: string, because: string}[]} answers
 * @property {PageLink} page
 * @property {FindingLink[]} evidence
 *
 * @typedef {object} Route
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
 * @typedef {{question: string, answer: string, route: string, distance: number}} Flip
 *   another answer, and the route that it would give
 * @typedef {{question: string, answer: string, strength: number, axis: string, more: boolean}} Reason
 *   axis: the one on which the answer helps the route most; more: whether upward
 * @typedef {object} Result
 * @property {string} route
 * @property {string} second the next likely route
 * @property {Record<string, number>} probabilities by route, 0 to 1
 * @property {number} confidence 0 to 1
 * @property {boolean} close_call
 * @property {number} answered questions with a real answer
 * @property {Record<string, number>} high by axis, 0 to 1: the place on the map
 * @property {Reason[]} decided_by the strongest first
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
 * @typedef {object} Case one of the file `cases.json`
 * @property {string} id
 * @property {string} org
 * @property {string} summary
 * @property {string} chosen a route, or something else
 * @property {string} what_they_built
 * @property {{title: string, url: string, year: number}} source
 */

export {};
