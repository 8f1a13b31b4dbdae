// Where a reader is in the quiz.
import assert from "node:assert/strict";
import test from "node:test";
import {
  ALL,
  firstOpen,
  following,
  lastRoute,
  parse,
  previous,
  progress,
  RESULT,
  serialise,
} from "../../../../hooks/mkdocs_liveguide/browser/quiz/state.js";

const QUESTIONS = ["flour", "oven", "time"];
const KNOWN = new Map([
  ["flour", new Set(["rye", "not-sure"])],
  ["oven", new Set(["stone", "not-sure"])],
]);
const at = (view, answers = {}) => ({ view, answers });

test("back leads to the question that was asked before", () => {
  const answers = { oven: "stone", flour: "rye" };
  assert.equal(previous(at("flour", answers)), "oven");
  assert.equal(previous(at("oven", answers)), undefined);
});

test("back leads from a question without an answer to the last that has one", () => {
  assert.equal(previous(at("time", { oven: "stone", flour: "rye" })), "flour");
  assert.equal(previous(at(RESULT, { oven: "stone" })), "oven");
  assert.equal(previous(at("flour")), undefined);
});

test("next leads through what was asked before, in the order of asking", () => {
  const answers = { oven: "stone", flour: "rye" };
  assert.equal(following(at("oven", answers), QUESTIONS, false), "flour");
});

test("after the last that was asked, the engine must say what comes", () => {
  assert.equal(following(at("oven", { oven: "stone" }), QUESTIONS, false), undefined);
});

test("while the engine is not there, the page's order goes on", () => {
  assert.equal(following(at("oven", { oven: "stone" }), QUESTIONS, true), "flour");
  const all = { flour: "rye", oven: "stone", time: "long" };
  assert.equal(following(at("time", all), QUESTIONS, true), undefined);
});

test("the first open question is the page's first without an answer", () => {
  assert.equal(firstOpen(QUESTIONS, { flour: "not-sure" }), "oven");
  assert.equal(firstOpen(["flour"], { flour: "rye" }), undefined);
});

test("without the engine nothing is promised", () => {
  assert.deepEqual(progress(at("oven", { flour: "rye" }), 4), { text: "Question 2", share: 0.25 });
  assert.deepEqual(progress(at("flour"), 4, 3), { text: "Question 1", share: 0 });
});

test("the engine's guess tells how many are left", () => {
  const seen = progress(at("time", { flour: "rye", oven: "stone" }), 9, 2);
  assert.deepEqual(seen, { text: "Question 3 · about 1 more", share: 0.5 });
  const last = progress(at("time", { flour: "rye", oven: "stone" }), 9, 1);
  assert.deepEqual(last, { text: "Question 3 · perhaps the last", share: 2 / 3 });
});

test("who goes back is told about all that follows", () => {
  const seen = progress(at("flour", { flour: "rye", oven: "stone" }), 9, 2);
  assert.equal(seen.text, "Question 1 · about 3 more");
  assert.equal(seen.share, 0);
});

test("fewer questions left than expected never makes the share more than the whole", () => {
  for (const left of [0, 1, 5]) {
    for (const view of ["flour", "time"]) {
      const { share } = progress(at(view, { flour: "rye", oven: "stone" }), 3, left);
      assert.ok(share >= 0 && share < 1);
    }
  }
});

test("what is kept is read again as it was", () => {
  const state = at("oven", { oven: "stone", flour: "not-sure" });
  assert.deepEqual(parse(serialise(state), KNOWN), state);
  assert.deepEqual(Object.keys(parse(serialise(state), KNOWN).answers), ["oven", "flour"]);
  assert.equal(parse(serialise(at(ALL, {})), KNOWN).view, ALL);
});

test("of what is kept, only what the quiz still knows is taken", () => {
  const kept = { version: 1, view: "flour", answers: { flour: "wheat", oven: "stone", yeast: "dry" } };
  assert.deepEqual(parse(JSON.stringify(kept), KNOWN).answers, { oven: "stone" });
});

test("what cannot be read is an empty start", () => {
  const texts = [
    "", "null", "[]", "7", "{", '"text"', '{"version": 1}', '{"version": 1, "answers": null}',
    '{"version": 2, "answers": {"oven": "stone"}}', '{"version": 1, "answers": {"oven": {}}, "view": 3}',
    '{"version": 1, "answers": {"__proto__": "stone", "constructor": "x"}, "view": ""}',
  ];
  for (const text of texts) assert.deepEqual(parse(text, KNOWN), at(""), text);
});

test("the last result is read from what was kept, and nothing is read from damage", () => {
  const kept = serialise({ answers: { flour: "rye" }, view: RESULT, route: "bread" });
  assert.equal(lastRoute(kept), "bread");
  assert.equal(parse(kept, KNOWN).route, "bread");
  assert.equal(lastRoute(serialise({ answers: { flour: "rye" }, view: "oven" })), undefined);
  for (const damaged of ["", "{", "null", "[]", '{"version":1,"answers":{},"route":7}', '{"route":"bread"}']) {
    assert.equal(lastRoute(damaged), undefined, damaged);
  }
});
