/**
 * What goes between the page and the search in Python: `live.search.wire`.
 *
 * @typedef {object} Query
 * @property {string} query in the reader's words
 * @property {number} [limit] passages at most
 * @property {number} [per_page] passages of one page at most
 * @property {string} [kind] "page" or "faq"; all kinds where it is left out
 * @property {string} [pasted] the key of the reader's own text; "" for none
 *
 * @typedef {{text: string, match: boolean, telling: boolean}} Segment a stretch of text; match: a word of the question;
 *   telling: of the sentence that says most to it
 *
 * @typedef {object} PlaceOnly where a passage stands
 * @property {number} number of the passage, in the index
 * @property {string} title
 * @property {string} url relative to the site's root; "" for the reader's own text
 * @property {string[]} headings
 * @property {boolean} pasted whether it is from the reader's own text
 * @property {string} kind
 *
 * @typedef {object} Matches
 * @property {[string, number][]} matches words of the question, and what each adds
 *
 * @typedef {PlaceOnly & Matches} Place a place that has words of the question
 *
 * @typedef {object} Found what a passage is found by
 * @property {number} score
 * @property {number} meaning its part of the score
 * @property {number} words the other part of it
 * @property {number | null} cosine null: without the encoder
 * @property {Segment[]} excerpt
 * @property {Segment[]} text the whole passage
 * @property {[string, number][]} pulls words of the question, and how far each pulls by meaning
 * @property {"text" | "question" | "words"} led what led to it most
 * @property {string} asked the question of readers that is nearest; "" for none
 * @property {PlaceOnly[]} more further passages of the page
 * @typedef {Place & Found} Result
 *
 * @typedef {object} Answer
 * @property {string} query as it was read
 * @property {Result[]} results the best first
 * @property {Place[]} keyword what plain keyword search finds
 * @property {boolean | null} answered whether the guide answers this, as far as the search can tell; null: it cannot,
 *   because not all of the index was searched
 * @property {number} confidence 0 to 1
 * @property {[string, string][]} corrected words as they were typed, and what was searched for in their place
 * @property {string} copy_text what the page offers for copying; "" for nothing
 * @property {string[]} notices keys of `notices.js`
 *
 * @typedef {object} Pasted the reader's own text, cut into passages
 * @property {{text: string, words: number, has_vector: boolean}[]} passages
 * @property {boolean} whole false: its end was left out
 *
 * @typedef {{need?: string[]}} Files artefacts that must be fetched before there is an answer
 */

export {};
