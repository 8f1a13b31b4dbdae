/** The parts of a result, as elements. */

import { make } from "../dom.js";
import { button, heading, LINK, percent } from "./elements.js";
import { NOT_SURE } from "./state.js";

/** @typedef {import("./types.js").Result} Result */
/** @typedef {import("./types.js").Answers} Answers */
/** @typedef {import("./types.js").Flip} Flip */
/** @typedef {import("./texts.js").Texts} Texts */

const REASONS = 5;
const CHANGES = 4;

/**
 * The head: route, sentence, how sure.
 * @param {Texts} texts
 * @param {Result} result
 * @param {string} quality address of the page that tells how good the quiz is; "" for none
 */
export function head(texts, result, quality) {
  const { [result.route]: route, [result.second]: second } = texts.quiz.routes;
  const sure = make(
    "p.quiz-sure",
    make("strong", `${percent(result.confidence)} sure`),
    result.close_call ? " – a close call. " : ". ",
    `Second choice: ${second.noun}, ${percent(result.probabilities[result.second])}. `,
  );
  if (quality) sure.append(make("a", { href: quality }, "How often is it right?"));
  return make(
    "header.quiz-result-head",
    make("p.quiz-kicker", result.close_call ? "A close call" : "Your route"),
    make("h2.quiz-route", { tabindex: "-1", "data-route": result.route }, route.name),
    make("p.quiz-sentence", route.sentence),
    sure,
  );
}

/** @param {Texts} texts @param {Result} result */
export function advice(texts, result) {
  const notes = texts.quiz.advice.filter((each) => result.advice.includes(each.id));
  return notes.map((note) =>
    make(
      "section.quiz-advice",
      make("h3", note.title),
      make("p", note.text, " ", texts.sources(note)),
    ),
  );
}

/** @param {Texts} texts @param {Result} result */
export function reasons(texts, result) {
  const { quiz } = texts;
  const list = make("ol.quiz-reasons");
  for (const { question, answer, axis, more } of result.decided_by.slice(0, REASONS)) {
    const because = texts.answer(question, answer)?.because;
    const asked = texts.question(question);
    if (!asked || !because) continue;
    const { name = axis } = quiz.axes.find(({ id }) => id === axis) ?? {};
    const speaks = make("span.quiz-speaks", `(${more ? "for" : "against"}: ${name})`);
    list.append(make("li", `${heading(because)}. `, speaks, " ", texts.sources(asked)));
  }
  const gates = make("ul.quiz-gates");
  for (const hit of result.gates) {
    const gate = quiz.gates.find((each) => each.id === hit.id);
    if (!gate) continue;
    const routes = hit.rules_out.map((id) => quiz.routes[id].noun);
    gates.append(make("li", `Rules out ${routes.join(" and ")}. ${gate.reason} `, texts.sources(gate)));
  }
  const section = make("section", make("h3", "Why"), make("p", quiz.routes[result.route].why));
  if (list.childElementCount) section.append(list);
  if (gates.childElementCount) section.append(make("h4", "Answers that rule a route out"), gates);
  return section;
}

/**
 * What would change the route; each can be tried in place.
 * @param {Texts} texts
 * @param {Result} result
 * @param {Answers} answers
 * @param {(flip: Flip) => void} onTry
 */
export function changes(texts, result, answers, onTry) {
  const items = result.flips.slice(0, CHANGES).map((flip) => {
    const now = answers[flip.question];
    const given = now && now !== NOT_SURE ? ` instead of “${texts.answerText(flip.question, now)}”` : "";
    const text = make(
      "span",
      make("strong", `${texts.short(flip.question)}: `),
      `“${texts.answerText(flip.question, flip.answer)}”${given} gives `,
      make("strong", texts.quiz.routes[flip.route].noun),
      ".",
    );
    return make("li", text, button("Try it", () => onTry(flip)));
  });
  return make(
    "section",
    make("h3", "What would change it"),
    items.length
      ? make("ul.quiz-changes", ...items)
      : make("p", "No single other answer would change the route."),
  );
}

/** @param {Texts} texts @param {Result} result */
export function steps(texts, result) {
  const route = texts.quiz.routes[result.route];
  const more = make("p.quiz-read-on", "Read on: ", texts.link(route.page));
  for (const page of route.links) more.append(" · ", texts.link(page));
  return make(
    "section",
    make("h3", "First experiment"),
    make("p.quiz-experiment", route.experiment),
    make("p", route.outgrown),
    make("h3", "Pitfalls"),
    make("ul", ...route.pitfalls.map((each) => make("li", each))),
    more,
  );
}

/**
 * @param {Texts} texts
 * @param {import("./types.js").Similar[]} similar
 * @param {import("./types.js").Case[]} cases
 */
export function similarCases(texts, similar, cases) {
  const { done, routes } = texts.quiz;
  const section = make("section.quiz-similar", make("h3", "Similar real cases"));
  if (!similar.length) section.append(make("p", "No published case here is like yours."));
  for (const { id, shared } of similar) {
    const found = cases.find((each) => each.id === id);
    if (!found) continue;
    const built = routes[found.chosen]?.noun ?? "something else";
    const alike = shared.map((each) => texts.short(each).toLowerCase()).join(", ");
    const { title, url, year } = found.source;
    section.append(
      make(
        "article.quiz-case",
        make("p", found.summary),
        make("p.quiz-fine", `Answered as you did: ${alike}.`),
        make(
          "details",
          make("summary", `What was ${done}`),
          make("p", make("strong", `${heading(done)}: ${built}. `), `${found.what_they_built} (${found.org})`),
          make("p", "Source: ", make("a", { href: url, rel: "noopener" }, title), `, ${year}.`),
        ),
      ),
    );
  }
  return section;
}

/** The place of the similar cases before they are there: a heading, and a line for why they cannot be had. */
export function similarPlace() {
  const line = make("p", { role: "status" });
  const place = make("section.quiz-similar", make("h3", { hidden: true }, "Similar real cases"), line);
  return { place, line };
}

/**
 * Says in their place that the similar cases cannot be had.
 * @param {ReturnType<typeof similarPlace>} similar
 * @param {string} reason
 * @param {HTMLElement} again
 */
export function noSimilarCases({ place, line }, reason, again) {
  place.querySelector("h3")?.removeAttribute("hidden");
  line.replaceChildren(`The cases could not be fetched; the result does not need them. ${reason} `, again);
}

/**
 * All answers, each of which leads back to its question.
 * @param {Texts} texts
 * @param {Answers} answers
 * @param {(question: string) => void} onOpen
 */
export function given(texts, answers, onOpen) {
  const list = make("dl.quiz-given");
  for (const [question, answer] of Object.entries(answers)) {
    const short = texts.short(question);
    const change = button("Change", () => onOpen(question), { ...LINK, "aria-label": `Change: ${short}` });
    list.append(
      make("div", make("dt", short), make("dd", texts.answerText(question, answer), " ", change)),
    );
  }
  return make("section", make("h3", "Your answers"), list);
}
