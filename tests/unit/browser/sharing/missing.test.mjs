// What the page for unknown addresses makes of an address.
import assert from "node:assert/strict";
import test from "node:test";

globalThis.HTMLElement = class {};
globalThis.customElements = { define() {} };
const { wordsOf } = await import("../../../../hooks/mkdocs_liveguide/browser/sharing/missing.js");

test("the words of an address are told, without what says nothing", () => {
  const words = {
    "run/what-it-costs/": "run what it costs",
    "old/index.html": "old",
    "%C3%BCber%20Brot.md": "über Brot",
    "don%E2%80%99t": "don’t",
    "a+b&c=d/e": "a b c d e",
    "100%": "100",
    "": "",
  };
  for (const [path, said] of Object.entries(words)) assert.equal(wordsOf(path), said, path);
});

test("of an address that was cut, or is not in UTF-8, the words that can be read are told", () => {
  const words = {
    "%E0%A4%A": "",
    "%E0%A4%A/": "",
    "%": "",
    "bread/%C3%BCber%E0%A4": "bread über",
    "bread%FF%20rye/%zz": "bread rye zz",
    "caf%E9-au-lait": "caf au lait",
  };
  for (const [path, said] of Object.entries(words)) assert.equal(wordsOf(path), said, path);
});
