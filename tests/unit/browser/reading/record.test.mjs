// Which pages of a list were read.
import assert from "node:assert/strict";
import test from "node:test";
import { nextOf, parse, serialise, withRead } from "../../../../hooks/mkdocs_liveguide/browser/reading/record.js";

const LIST = { pages: ["/a/", "/b/", "/c/"], read: ["/b/"] };

test("what was kept is read again", () => assert.deepEqual(parse(serialise(LIST)), LIST));

test("nothing is read from damage", () => {
  const damaged = ["", "{", "null", "[]", '{"version":2,"pages":[],"read":[]}', '{"version":1,"pages":[1],"read":[]}'];
  for (const text of damaged) assert.deepEqual(parse(text), { pages: [], read: [] }, text);
  assert.deepEqual(parse(undefined), { pages: [], read: [] });
  assert.deepEqual(parse('{"version":1,"pages":["/a/"],"read":["/z/"]}'), { pages: ["/a/"], read: [] });
});

test("a page is noted once, and only if it is on the list", () => {
  assert.deepEqual(withRead(LIST, "/a/"), { ...LIST, read: ["/b/", "/a/"] });
  assert.equal(withRead(LIST, "/b/"), undefined);
  assert.equal(withRead(LIST, "/z/"), undefined);
});

test("one goes on with the first page that was not read", () => {
  assert.equal(nextOf(LIST), "/a/");
  assert.equal(nextOf({ ...LIST, read: LIST.pages }), undefined);
});
