/** The result of the quiz as elements. */

import { button, make, percent, sentence } from "../dom.js";

/**
 * @typedef {import("./engine.js").Quiz} Quiz
 * @typedef {import("./engine.js").Result} Result
 * @typedef {import("./engine.js").Answers} Answers
 * @typedef {import("./engine.js").Flip} Flip
 * @typedef {import("./engine.js").Case} Case
 * @typedef {import("./engine.js").Similar} Similar
 * @typedef {import("./engine.js").PageLink} PageLink
 * @typedef {import("./engine.js").FindingLink} FindingLink
 */

const REASONS = 5;
const CHANGES = 4;
/** Findings named beside a reason; the page that it links to has them all. */
const FINDINGS = 3;

export class ResultView {
  /**
   * @param {Quiz} quiz
   * @param {string} base address of the site's root, relative to the page
   * @param {string} quality address of the page that tells how good the quiz is; "" for none
   */
  constructor(quiz, base, quality) {
    this.quiz = quiz;
    this.base = base;
    this.quality = quality;
    this.dimensions = new Map(quiz.dimensions.map((each) => [each.id, each]));
  }

  /** @param {string} question @param {string} answer */
  answerText(question, answer) {
    const found = this.dimensions.get(question)?.answers.find((each) => each.id === answer);
    return found?.text ?? this.quiz.not_sure;
  }

  /** @param {PageLink} page */
  link(page) {
    return make("a", { href: this.base + page.url }, page.title);
  }

  /** @param {PageLink} page @param {FindingLink[]} evidence */
  sources(page, evidence) {
    const parts = make("span", { class: "quiz-sources" }, this.link(page));
    if (evidence.length) {
      const cited = document.createElement("live-citation");
      cited.className = "citations";
      evidence.slice(0, FINDINGS).forEach((finding, index) => {
        if (index) cited.append(", ");
        const href = this.base + finding.url;
        cited.append(make("a", { class: "citation", href, title: finding.title }, finding.id));
      });
      parts.append(" · ", cited);
    }
    return parts;
  }

  /**
   * The head: route, sentence, how sure.
   * @param {Result} result
   */
  head(result) {
    const route = this.quiz.routes[result.route];
    const second = this.quiz.routes[result.second];
    const sure = make(
      "p",
      { class: "quiz-sure" },
      make("strong", {}, `${percent(result.confidence)} sure`),
      result.close_call ? " – a close call. " : ". ",
      `Second choice: ${second.noun}, ${percent(result.probabilities[result.second])}. `,
    );
    if (this.quality) sure.append(make("a", { href: this.quality }, "How often is it right?"));
    return make(
      "header",
      { class: "quiz-result-head" },
      make("p", { class: "quiz-kicker" }, result.close_call ? "A close call" : "Your route"),
      make("h2", { class: "quiz-route", tabindex: "-1", "data-route": result.route }, route.name),
      make("p", { class: "quiz-sentence" }, route.sentence),
      sure,
    );
  }

  /** @param {Result} result */
  advice(result) {
    const notes = this.quiz.advice.filter((each) => result.advice.includes(each.id));
    return notes.map((note) =>
      make(
        "section",
        { class: "quiz-advice" },
        make("h3", {}, note.title),
        make("p", {}, note.text, " ", this.sources(note.page, note.evidence)),
      ),
    );
  }

  /** @param {Result} result */
  reasons(result) {
    const list = make("ol", { class: "quiz-reasons" });
    for (const { dimension, answer, scale, more } of result.decided_by.slice(0, REASONS)) {
      const question = this.dimensions.get(dimension);
      const because = question?.answers.find((each) => each.id === answer)?.because;
      if (!question || !because) continue;
      const axis = this.quiz.axes[scale].name.toLowerCase();
      const speaks = make("span", { class: "quiz-speaks" }, `(${more ? "for" : "against"}: ${axis})`);
      list.append(
        make(
          "li",
          {},
          `${sentence(because)} `,
          speaks,
          " ",
          this.sources(question.page, question.evidence),
        ),
      );
    }
    const gates = make("ul", { class: "quiz-gates" });
    for (const hit of result.gates) {
      const gate = this.quiz.gates.find((each) => each.id === hit.id);
      if (!gate) continue;
      const routes = hit.rules_out.map((id) => this.quiz.routes[id].noun);
      const text = `Rules out ${routes.join(" and ")}. ${gate.reason} `;
      gates.append(make("li", {}, text, this.sources(gate.page, gate.evidence)));
    }
    const section = make("section", {}, make("h3", {}, "Why"));
    section.append(make("p", {}, this.quiz.routes[result.route].why));
    if (list.childElementCount) section.append(list);
    if (gates.childElementCount) section.append(make("h4", {}, "Answers that rule a route out"), gates);
    return section;
  }

  /**
   * What would change the route; each can be tried in place.
   * @param {Result} result
   * @param {Answers} answers
   * @param {(flip: Flip) => void} onTry
   */
  changes(result, answers, onTry) {
    const section = make("section", {}, make("h3", {}, "What would change it"));
    const flips = result.flips.slice(0, CHANGES);
    if (!flips.length) {
      section.append(make("p", {}, "No single other answer would change the route."));
      return section;
    }
    const list = make("ul", { class: "quiz-changes" });
    for (const flip of flips) {
      const question = this.dimensions.get(flip.dimension);
      const now = answers[flip.dimension];
      const given = now && now !== "not-sure" ? ` instead of “${this.answerText(flip.dimension, now)}”` : "";
      const text = make(
        "span",
        {},
        make("strong", {}, `${question?.short}: `),
        `“${this.answerText(flip.dimension, flip.answer)}”${given} gives `,
        make("strong", {}, this.quiz.routes[flip.route].noun),
        ".",
      );
      list.append(make("li", {}, text, button("Try it", () => onTry(flip))));
    }
    section.append(list);
    return section;
  }

  /** @param {Result} result */
  steps(result) {
    const route = this.quiz.routes[result.route];
    const pitfalls = make("ul", {}, ...route.pitfalls.map((each) => make("li", {}, each)));
    const more = make("p", { class: "quiz-read-on" }, "Read on: ", this.link(route.page));
    for (const page of route.links) more.append(" · ", this.link(page));
    return make(
      "section",
      {},
      make("h3", {}, "First experiment"),
      make("p", { class: "quiz-experiment" }, route.experiment),
      make("p", {}, route.outgrown),
      make("h3", {}, "Pitfalls"),
      pitfalls,
      more,
    );
  }

  /**
   * @param {Similar[]} similar
   * @param {Case[]} cases
   */
  similar(similar, cases) {
    const section = make("section", { class: "quiz-similar" }, make("h3", {}, "Similar real cases"));
    if (!similar.length) {
      section.append(make("p", {}, "No published case here is like yours."));
      return section;
    }
    for (const { id, shared } of similar) {
      const found = cases.find((each) => each.id === id);
      if (!found) continue;
      const route = this.quiz.routes[found.chosen];
      const built = route ? route.noun : "something else";
      const alike = shared.map((each) => this.dimensions.get(each)?.short.toLowerCase()).join(", ");
      section.append(
        make(
          "article",
          { class: "quiz-case" },
          make("p", {}, found.summary),
          make("p", { class: "quiz-fine" }, `Answered as you did: ${alike}.`),
          make(
            "details",
            {},
            make("summary", {}, "What they built"),
            make("p", {}, make("strong", {}, `Built: ${built}. `), `${found.what_they_built} (${found.org})`),
            make(
              "p",
              {},
              "Source: ",
              make("a", { href: found.source.url, rel: "noopener" }, found.source.title),
              `, ${found.source.year}.`,
            ),
          ),
        ),
      );
    }
    return section;
  }

  /**
   * All answers, each of which leads back to its question.
   * @param {Answers} answers
   * @param {(question: string) => void} onOpen
   */
  answers(answers, onOpen) {
    const list = make("dl", { class: "quiz-given" });
    for (const [question, answer] of Object.entries(answers)) {
      const short = this.dimensions.get(question)?.short ?? question;
      const change = button("Change", () => onOpen(question), {
        class: "quiz-link",
        "aria-label": `Change: ${short}`,
      });
      list.append(
        make("div", {}, make("dt", {}, short), make("dd", {}, this.answerText(question, answer), " ", change)),
      );
    }
    return make("section", {}, make("h3", {}, "Your answers"), list);
  }
}
