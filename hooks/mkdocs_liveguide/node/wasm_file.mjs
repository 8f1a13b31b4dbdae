// Rewrites parts of a wasm file. Where a section is not named here, its bytes stay.

import { expect } from "./promises.mjs";

const EXPORT = 7;
const START = 8;
const CODE = 10;
const DATA = 11;
const DATA_COUNT = 12;

/**
 * @param {Uint8Array} wasm
 * @param {(name: string) => boolean} isKept
 * @returns {Uint8Array} the same module with fewer exports
 */
export function keepExports(wasm, isKept) {
  return rewrite(wasm, {
    [EXPORT]: (content) => {
      const kept = exportsOf(content).filter(({ name }) => isKept(name));
      return list(kept.map(({ entry }) => entry));
    },
  });
}

const MEMORY_FILL = Buffer.of(0xfc, 0x0b, 0);
const DROP = 0x1a;
const EMPTY_BODY = Uint8Array.of(2, 0, 0x0b); // two bytes: no variables, the end

/**
 * The module for a memory that is there already: without data, with nothing in the function that
 * would complete it, and with a start that does not clear what has no data.
 * @param {Uint8Array} wasm
 * @param {string} relocate the export's name of that function
 * @returns {Uint8Array}
 * @throws {Error} the start is not as expected
 */
export function withoutData(wasm, relocate) {
  const imported = WebAssembly.Module.imports(new WebAssembly.Module(wasm)).filter(
    ({ kind }) => kind === "function",
  ).length;
  let emptied = -1;
  let start = -1;
  return rewrite(wasm, {
    [EXPORT]: (content) => {
      const found = exportsOf(content).find(({ name }) => name === relocate);
      expect(found, `exports ${relocate} from pyodide.asm.wasm`);
      emptied = found.index - imported;
      return content;
    },
    [START]: (content) => {
      start = readNumber(content, 0)[0] - imported;
      return content;
    },
    [CODE]: (content) => {
      const bodies = bodiesOf(content);
      expect(bodies[start], "has a start in pyodide.asm.wasm, and functions of its own");
      bodies[emptied] = EMPTY_BODY;
      bodies[start] = withoutFill(bodies[start]);
      return list(bodies);
    },
    [DATA]: () => list([]),
    [DATA_COUNT]: () => writeNumber(0),
  });
}

/** A function whose one `memory.fill` is no more: its three operands are dropped instead. */
function withoutFill(body) {
  const changed = Buffer.from(body);
  const at = changed.indexOf(MEMORY_FILL);
  expect(
    at >= 0 && changed.indexOf(MEMORY_FILL, at + 1) < 0,
    "has a start in pyodide.asm.wasm that fills memory once",
  );
  return changed.fill(DROP, at, at + MEMORY_FILL.length);
}

/**
 * @param {Uint8Array} wasm
 * @param {Record<number, (content: Uint8Array) => Uint8Array>} changes by the number of the section
 */
function rewrite(wasm, changes) {
  const parts = [wasm.subarray(0, 8)];
  for (let at = 8; at < wasm.length; ) {
    const id = wasm[at];
    const [size, start] = readNumber(wasm, at + 1);
    const content = wasm.subarray(start, start + size);
    const changed = changes[id]?.(content) ?? content;
    parts.push(Uint8Array.of(id), writeNumber(changed.length), changed);
    at = start + size;
  }
  return Buffer.concat(parts);
}

/** An entry is a name, one byte for its kind, and an index. */
function exportsOf(content) {
  const text = new TextDecoder();
  let [count, at] = readNumber(content, 0);
  const found = [];
  for (; count > 0; count -= 1) {
    const [length, start] = readNumber(content, at);
    const name = text.decode(content.subarray(start, start + length));
    const [index, end] = readNumber(content, start + length + 1);
    found.push({ name, index, entry: content.subarray(at, end) });
    at = end;
  }
  return found;
}

/** Each function's code, with its length before it. */
function bodiesOf(content) {
  let [count, at] = readNumber(content, 0);
  const found = [];
  for (; count > 0; count -= 1) {
    const [size, start] = readNumber(content, at);
    found.push(content.subarray(at, start + size));
    at = start + size;
  }
  return found;
}

const list = (entries) => Buffer.concat([writeNumber(entries.length), ...entries]);

/** An unsigned LEB128 number, and where it ends. */
function readNumber(bytes, at) {
  let number = 0;
  for (let scale = 1; ; scale *= 128) {
    const byte = bytes[at++];
    number += (byte & 127) * scale;
    if (byte < 128) return [number, at];
  }
}

function writeNumber(number) {
  const bytes = [];
  for (; number > 127; number = Math.floor(number / 128)) bytes.push((number % 128) | 128);
  return Uint8Array.from([...bytes, number]);
}
