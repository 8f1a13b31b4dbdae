// Rewrites parts of a wasm file. Where a section is not named here, its bytes stay.
import { functionsIn } from "./wasm_code.mjs";
import { readNumber, writeNumber } from "./wasm_numbers.mjs";

import { expect } from "./promises.mjs";

const EXPORT = 7;
const START = 8;
const ELEMENT = 9;
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

/** One byte for no variables, `unreachable`, the end; its length before it. */
const DEAD_BODY = Uint8Array.of(3, 0, 0, 0x0b);

/**
 * The module without the code of functions that nothing can reach: neither an export nor the start leads
 * there, nor an entry of the table, which is all that a call by address can find. The functions keep their
 * numbers; what is left of such a one ends the program.
 * @param {Uint8Array} wasm
 * @returns {Uint8Array}
 * @throws {Error} an instruction or a table is not as expected
 */
export function withoutDeadCode(wasm) {
  const imported = importedFunctions(wasm);
  /** @type {number[]} */
  const roots = [];
  return rewrite(wasm, {
    [EXPORT]: (content) => {
      roots.push(...exportsOf(content).filter(({ kind }) => kind === FUNCTION).map(({ index }) => index));
      return content;
    },
    [START]: (content) => {
      roots.push(readNumber(content, 0)[0]);
      return content;
    },
    [ELEMENT]: (content) => {
      roots.push(...elementsOf(content));
      return content;
    },
    [CODE]: (content) => {
      const bodies = bodiesOf(content);
      const live = reach(roots, (index) =>
        index < imported ? [] : functionsIn(withoutLength(bodies[index - imported])),
      );
      return list(bodies.map((body, number) => (live.has(number + imported) ? body : DEAD_BODY)));
    },
  });
}

/**
 * @param {number[]} roots
 * @param {(index: number) => number[]} next
 */
function reach(roots, next) {
  /** @type {Set<number>} */
  const found = new Set();
  const waiting = [...roots];
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    if (found.has(index)) continue;
    found.add(index);
    waiting.push(...next(index));
  }
  return found;
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
  const imported = importedFunctions(wasm);
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

/** How many functions are imported: their numbers come first. @param {Uint8Array} wasm */
const importedFunctions = (wasm) =>
  WebAssembly.Module.imports(new WebAssembly.Module(wasm)).filter(({ kind }) => kind === "function").length;

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

const FUNCTION = 0;

/** An entry is a name, one byte for its kind, and an index. */
function exportsOf(content) {
  const text = new TextDecoder();
  let [count, at] = readNumber(content, 0);
  const found = [];
  for (; count > 0; count -= 1) {
    const [length, start] = readNumber(content, at);
    const name = text.decode(content.subarray(start, start + length));
    const kind = content[start + length];
    const [index, end] = readNumber(content, start + length + 1);
    found.push({ name, kind, index, entry: content.subarray(at, end) });
    at = end;
  }
  return found;
}

const GLOBAL_GET = 0x23;
const END = 0x0b;

/**
 * The functions in the table. A linker that links for libraries which come later writes one segment, from
 * a place on that a global variable names.
 */
function elementsOf(content) {
  const [segments, kind] = readNumber(content, 0);
  const [, end] = readNumber(content, kind + 2);
  if (segments !== 1 || content[kind] !== 0 || content[kind + 1] !== GLOBAL_GET || content[end] !== END) {
    throw new Error("pyodide.asm.wasm: its table is not filled by one segment; is this another version?");
  }
  let [count, at] = readNumber(content, end + 1);
  const found = [];
  for (; count > 0; count -= 1) {
    const [index, next] = readNumber(content, at);
    found.push(index);
    at = next;
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

/** @param {Uint8Array} body */
const withoutLength = (body) => body.subarray(readNumber(body, 0)[1]);

const list = (entries) => Buffer.concat([writeNumber(entries.length), ...entries]);
