// What of the helpers needs no page.
import assert from "node:assert/strict";
import test from "node:test";

globalThis.HTMLElement = class {};
const { count, decode, encode, keep, pageName, recall, setFragment } = await import(
  "../../../hooks/mkdocs_liveguide/browser/dom.js"
);

test("a part of an address is decoded, and a damaged one throws nothing", () => {
  assert.equal(decode("%C3%BCber%20Brot"), "über Brot");
  assert.equal(decode("plain"), "plain");
  for (const text of ["%", "%E0%A4", "%zz", "a%"]) assert.equal(decode(text), undefined);
});

test("numbers of things have their plural", () => {
  assert.equal(count(1, "passage"), "1 passage");
  assert.equal(count(0, "passage"), "0 passages");
});

test("a page has one name, however a host spells its address, and no other page has it", () => {
  const spellings = {
    "/": ["/", "/index.html", "/index"],
    "/faq/": ["/faq/", "/faq", "/faq/index.html", "/faq/index", "/faq.html"],
    "/guide-a/": ["/guide-a/", "/guide-a", "/guide-a/index.html"],
    "/guide-a/faq/": ["/guide-a/faq/", "/guide-a/faq", "/guide-a/faq.html"],
    "/v1.0/%C3%BC/": ["/v1.0/%C3%BC/", "/v1.0/%C3%BC", "/v1.0/%C3%BC.html"],
    "/reindex/": ["/reindex/", "/reindex", "/reindex.html"],
  };
  for (const [name, pathnames] of Object.entries(spellings)) {
    for (const pathname of pathnames) {
      globalThis.location = { pathname };
      assert.equal(pageName(), name, pathname);
    }
  }
});

test("where storage is forbidden, nothing is kept and nothing throws", () => {
  Object.defineProperty(globalThis, "localStorage", {
    configurable: true,
    get: () => {
      throw new Error("forbidden");
    },
  });
  assert.equal(recall("key"), undefined);
  assert.equal(keep("key", "text"), false);
  assert.equal(keep("key"), false);
});

test("what is kept is recalled, an empty text too, until it is forgotten", () => {
  const kept = new Map();
  const storage = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => kept.set(key, text),
    removeItem: (key) => kept.delete(key),
  };
  Object.defineProperty(globalThis, "localStorage", { configurable: true, value: storage });
  assert.ok(keep("key", ""));
  assert.equal(recall("key"), "");
  assert.ok(keep("key"));
  assert.equal(recall("key"), undefined);
});

test("any text is encoded, half a character too", () => {
  assert.equal(encode("über Brot 🍞"), encodeURIComponent("über Brot 🍞"));
  assert.equal(encode("🍞".slice(0, 1) + "a"), "%EF%BF%BDa");
});

test("an address that the browser does not let a page change is left, and nothing throws", () => {
  const refused = () => {
    throw new Error("SecurityError");
  };
  Object.assign(globalThis, { history: { replaceState: refused }, location: { pathname: "/", search: "" } });
  setFragment("#q=bread");
});
