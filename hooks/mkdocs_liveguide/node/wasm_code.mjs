// Reads the code of a wasm file's functions, as far as needed to tell which function uses which.
import { readNumber } from "./wasm_numbers.mjs";

const CALL = 0x10;
const RETURN_CALL = 0x12;
const REF_FUNC = 0xd2;
const BR_TABLE = 0x0e;
const SELECT_TYPED = 0x1c;
const F32_CONST = 0x43;
const F64_CONST = 0x44;
const PREFIX = 0xfc;

/** What follows an instruction: so many numbers in LEB128. @type {Map<number, number>} */
const NUMBERS = new Map();
/** What follows an instruction after PREFIX. @type {Map<number, number>} */
const PREFIXED = new Map();
/** @param {Map<number, number>} map @param {number} first @param {number} last @param {number} count */
const define = (map, first, last, count) => {
  for (let code = first; code <= last; code += 1) map.set(code, count);
};
define(NUMBERS, 0x00, 0x01, 0); // unreachable, nop
define(NUMBERS, 0x02, 0x04, 1); // block, loop, if: a type
define(NUMBERS, 0x05, 0x05, 0); // else
define(NUMBERS, 0x06, 0x09, 1); // try, catch, throw, rethrow
define(NUMBERS, 0x0b, 0x0b, 0); // end
define(NUMBERS, 0x0c, 0x0d, 1); // br, br_if
define(NUMBERS, 0x0f, 0x0f, 0); // return
define(NUMBERS, 0x11, 0x11, 2); // call_indirect: a type and a table
define(NUMBERS, 0x13, 0x13, 2); // return_call_indirect
define(NUMBERS, 0x18, 0x18, 1); // delegate
define(NUMBERS, 0x19, 0x1b, 0); // catch_all, drop, select
define(NUMBERS, 0x20, 0x26, 1); // local.get to table.set
define(NUMBERS, 0x28, 0x3e, 2); // loads and stores: alignment and offset
define(NUMBERS, 0x3f, 0x42, 1); // memory.size, memory.grow, i32.const, i64.const
define(NUMBERS, 0x45, 0xc4, 0); // arithmetic
define(NUMBERS, 0xd0, 0xd0, 1); // ref.null
define(NUMBERS, 0xd1, 0xd1, 0); // ref.is_null
define(PREFIXED, 0, 7, 0); // conversions
define(PREFIXED, 8, 8, 2); // memory.init
define(PREFIXED, 9, 9, 1); // data.drop
define(PREFIXED, 10, 10, 2); // memory.copy
define(PREFIXED, 11, 11, 1); // memory.fill
define(PREFIXED, 12, 12, 2); // table.init
define(PREFIXED, 13, 13, 1); // elem.drop
define(PREFIXED, 14, 14, 2); // table.copy
define(PREFIXED, 15, 17, 1); // table.grow, table.size, table.fill

/**
 * @param {Uint8Array} body of a function: its variables, then its code
 * @returns {number[]} the functions that it names: it calls them, or passes them on
 * @throws {Error} there is an instruction that is not known here
 */
export function functionsIn(body) {
  /** @type {number[]} */
  const found = [];
  let at = afterVariables(body);
  const skip = (/** @type {number} */ count) => {
    for (; count > 0; count -= 1) [, at] = readNumber(body, at);
  };
  while (at < body.length) {
    const code = body[at++];
    if (code === CALL || code === RETURN_CALL || code === REF_FUNC) {
      const [index, end] = readNumber(body, at);
      found.push(index);
      at = end;
    } else if (code === BR_TABLE || code === SELECT_TYPED) {
      const [count, end] = readNumber(body, at);
      at = end;
      skip(code === BR_TABLE ? count + 1 : count);
    } else if (code === F32_CONST) at += 4;
    else if (code === F64_CONST) at += 8;
    else if (code === PREFIX) {
      const [second, end] = readNumber(body, at);
      at = end;
      skip(known(PREFIXED.get(second), `${PREFIX.toString(16)} ${second}`));
    } else skip(known(NUMBERS.get(code), code.toString(16)));
  }
  if (at !== body.length) throw new Error("a function's code ends in the middle of an instruction");
  return found;
}

/** @param {number | undefined} count @param {string} code */
function known(count, code) {
  if (count === undefined) throw new Error(`the wasm instruction ${code} is not known; is this another version?`);
  return count;
}

/** Each kind of variable is a number and a type. @param {Uint8Array} body */
function afterVariables(body) {
  let [kinds, at] = readNumber(body, 0);
  for (; kinds > 0; kinds -= 1) at = readNumber(body, at)[1] + 1;
  return at;
}
