// One question at a time.
import assert from "node:assert/strict";
import test from "node:test";
import { Latest } from "../../../../hooks/mkdocs_liveguide/browser/search/latest.js";
import { inSentences } from "../../../../hooks/mkdocs_liveguide/browser/search/notices.js";

test("of the questions that come while one is answered, the last is asked next", async () => {
  const latest = new Latest();
  const asked = [];
  let answer = () => {};
  const first = latest.ask(() => {
    asked.push("first");
    return new Promise((done) => (answer = done));
  });
  for (const name of ["second", "third"]) void latest.ask(async () => void asked.push(name));
  assert.deepEqual(asked, ["first"]);
  assert.ok(latest.outdated);
  answer();
  await first;
  assert.deepEqual(asked, ["first", "third"]);
  assert.ok(!latest.outdated);
});

test("a question alone is asked at once", async () => {
  const asked = [];
  await new Latest().ask(async () => void asked.push("only"));
  assert.deepEqual(asked, ["only"]);
});

test("notices that are not for readers have no sentence", () => {
  assert.deepEqual(inSentences({ notices: ["paste-again", "empty"], corrected: [] }), []);
  assert.equal(inSentences({ notices: ["cut", "no-meaning"], corrected: [] }).length, 2);
});

test("words that were put right are said in one sentence", () => {
  const corrected = [["vecotr", "vector"], ["databse", "database"]];
  assert.deepEqual(inSentences({ notices: [], corrected }), ["Searched for “vector database” in place of “vecotr databse”."]);
});
