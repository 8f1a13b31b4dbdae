/** What a notice of the search means, in words for the reader. @type {Record<string, string>} */
const NOTICES = {
  cut: "Only the first 4,000 characters were read.",
  "no-words": "There is no word in this that the search can read.",
  "no-meaning": "The encoder knows none of these words, so this is the keyword search alone.",
  "damaged-meaning": "The index of meaning cannot be had now, so this is the keyword search alone.",
  "damaged-words": "The index of words cannot be had now, so this is the search by meaning alone.",
};

/**
 * What there is to say beside the results; notices that are not for readers have no sentence.
 * @param {{notices: string[], corrected: [string, string][]}} answer
 */
export function inSentences({ notices, corrected }) {
  const [typed, meant] = [0, 1].map((at) => corrected.map((pair) => pair[at]).join(" "));
  const said = corrected.length ? [`Searched for “${meant}” in place of “${typed}”.`] : [];
  return [...said, ...notices.map((notice) => NOTICES[notice]).filter(Boolean)];
}
