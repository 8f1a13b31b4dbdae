// Fetched files are those that the manifest names.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";
import { check, fetchBytes, fetchBytesNow } from "../../../../hooks/mkdocs_liveguide/browser/runtime/files.js";

const bytes = new TextEncoder().encode("a file");
const sha256 = (content) => createHash("sha256").update(content).digest("hex");
const part = { name: "file", url: "https://example.org/file", hash: sha256(bytes), size: bytes.length, version: 1 };
const ignore = () => undefined;

function serve(status, body) {
  globalThis.fetch = async () => new Response(body, { status });
  globalThis.XMLHttpRequest = class {
    status = status;
    response = body.buffer;
    open() {}
    send() {}
  };
}

test("what the manifest names is taken", async () => {
  serve(200, bytes);
  await check(bytes, part);
  assert.deepEqual(await fetchBytes(part, ignore), bytes);
  assert.deepEqual(fetchBytesNow(part, sha256), bytes);
});

for (const [what, body] of [["another file of the same size", "b file"], ["a part of it", "a f"]]) {
  test(`${what} is refused, whether Python waits for it or not`, async () => {
    const wrong = new TextEncoder().encode(body);
    serve(200, wrong);
    await assert.rejects(fetchBytes(part, ignore), /file (has|is not)/);
    assert.throws(() => fetchBytesNow(part, sha256), /file (has|is not)/);
  });
}

test("a file of another build tells the reader to reload", async () => {
  serve(404, bytes);
  const reloads = { kind: "network", message: /Reload/ };
  await assert.rejects(fetchBytes(part, ignore), reloads);
  assert.throws(() => fetchBytesNow(part, sha256), reloads);
});

test("a site that cannot be reached is said", async () => {
  globalThis.fetch = async () => {
    throw new TypeError("no network");
  };
  await assert.rejects(fetchBytes(part, ignore), { kind: "network", message: /cannot be reached/ });
});

test("the whole of a file is told, and how far it is", async () => {
  serve(200, bytes);
  const told = [];
  await fetchBytes(part, (loaded, total) => told.push([loaded, total]));
  assert.deepEqual(told, [[bytes.length, bytes.length]]);
});

test("a damaged copy that the browser keeps is fetched afresh", async () => {
  const asked = [];
  globalThis.fetch = async (_url, { cache } = {}) => {
    asked.push(cache);
    return new Response(cache === "reload" ? bytes : new TextEncoder().encode("b file"));
  };
  assert.deepEqual(await fetchBytes(part, ignore), bytes);
  assert.deepEqual(asked, [undefined, "reload"]);
});
