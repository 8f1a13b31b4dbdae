// Takes out of Pyodide's script what its wasm file never asks for. Pyodide is linked so that other
// libraries can be loaded later (SDL, OpenGL and more are in it); here, no other library ever is.
//
// It is a linker's garbage collection: the big function of the script is a list of statements; each
// is a unit that stands for names; what is reached from statements that do something is kept. Names are
// compared without regard to their scope, which can only keep too much.
import { parse } from "acorn";
import { expect } from "./promises.mjs";

/**
 * @typedef {object} Unit a statement, or one declaration of several
 * @property {number} start
 * @property {number} end
 * @property {string} text
 * @property {string} [name] the variable that it stands for
 * @property {string} [property] the property of `Module` that it stands for
 * @property {boolean} root it does something, so it stays
 * @property {Names} names
 *
 * @typedef {{identifiers: Set<string>, words: Set<string>}} Names
 *   variables; properties and texts
 */

/** The variable of the function behind C's `abort()`. */
const ABORT = "__abort_js";

/**
 * @param {string} glue the text of `pyodide.asm.js`
 * @param {Set<string>} imports what the wasm file imports, by name
 * @param {Iterable<string>} outside names that other code may look for in `Module`
 * @returns {{glue: string, words: Set<string>}} the smaller script, and all words in it
 * @throws {Error} the script does not look as expected: another version of Pyodide
 */
export function trimGlue(glue, imports, outside) {
  const program = parse(glue, { ecmaVersion: "latest", sourceType: "script" });
  const body = biggestBody(program);
  const units = body.body.flatMap((statement) => unitsOf(statement, glue));
  const table = units.find(({ name }) => name === "wasmImports");
  expect(table, "lists what its wasm file imports as wasmImports in pyodide.asm.js");
  keepImports(table, imports);
  const kept = reach(units, outside);
  const text = body.body
    .map((statement) => textOf(statement, units.filter((unit) => kept.has(unit) && within(unit, statement))))
    .join("");
  const words = new Set();
  for (const unit of kept) for (const word of unit.names.words) words.add(word);
  return { glue: glue.slice(0, body.start + 1) + text + glue.slice(body.end - 1), words };
}

const within = (unit, statement) => unit.start >= statement.start && unit.end <= statement.end;

/** The body of the function that has the most statements. */
function biggestBody(program) {
  let found = program;
  visit(program, (node) => {
    if (node.type === "BlockStatement" && node.body.length > found.body.length) found = node;
  });
  return found;
}

/** Calls `see` with every node below this one, and with the node itself. */
function visit(node, see) {
  see(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child && typeof child.type === "string") visit(child, see);
    }
  }
}

/** @returns {Names} */
function namesIn(node) {
  const identifiers = new Set();
  const words = new Set();
  const keys = new Set();
  visit(node, (each) => {
    if (each.type === "MemberExpression" && !each.computed) keys.add(each.property);
    if (each.type === "Property" && !each.computed && !each.shorthand) keys.add(each.key);
    if (each.type === "Identifier") (keys.has(each) ? words : identifiers).add(each.name);
    if (each.type === "Property" && each.shorthand) words.add(each.key.name);
    if (each.type === "Literal" && typeof each.value === "string") words.add(each.value);
    if (each.type === "TemplateElement") words.add(each.value.cooked);
  });
  return { identifiers, words };
}

/** @returns {Unit[]} */
function unitsOf(statement, glue) {
  if (statement.type === "VariableDeclaration") {
    return statement.declarations.map((each) => declared(each, glue));
  }
  const unit = (about) => [
    { start: statement.start, end: statement.end, text: glue.slice(statement.start, statement.end), ...about },
  ];
  if (statement.type === "FunctionDeclaration" || statement.type === "ClassDeclaration") {
    return unit({ name: statement.id.name, root: false, names: namesIn(statement) });
  }
  const { expression } = statement;
  if (expression?.type === "AssignmentExpression" && expression.operator === "=" && isPure(expression.right)) {
    const { left, right } = expression;
    // `Module["x"] = x`, and `x.sig = "v"`, which belongs to x.
    if (left.type === "MemberExpression" && left.object.type === "Identifier") {
      const key = left.property.value ?? (left.computed ? undefined : left.property.name);
      if (left.object.name === "Module" && typeof key === "string") {
        return unit({ property: key, root: false, names: namesIn(right) });
      }
      if (key === "sig" || key === "stub" || key === "isAsync") {
        return unit({ name: left.object.name, root: false, names: namesIn(right) });
      }
    }
  }
  return unit({ root: true, names: namesIn(statement) });
}

/** @returns {Unit} */
function declared(declarator, glue) {
  const { id, init, start, end } = declarator;
  const text = glue.slice(start, end);
  // `var _x = Module["_x"] = wasmExports["x"]` stands for both names.
  const chained = init?.type === "AssignmentExpression" && isModule(init.left);
  const value = chained ? init.right : init;
  const root = id.type !== "Identifier" || !isPure(value);
  return {
    start,
    end,
    text,
    name: id.type === "Identifier" ? id.name : undefined,
    property: chained ? init.left.property.value : undefined,
    root,
    names: namesIn(root ? declarator : (value ?? id)),
  };
}

const isModule = (node) =>
  node.type === "MemberExpression" && node.object.name === "Module" && typeof node.property.value === "string";

/** Whether nothing happens when the expression is evaluated and its value thrown away. */
function isPure(node) {
  if (!node) return true;
  switch (node.type) {
    case "ArrowFunctionExpression":
    case "FunctionExpression":
    case "Literal":
    case "Identifier":
      return true;
    case "ArrayExpression":
      return node.elements.every(isPure);
    case "ObjectExpression":
      return node.properties.every((each) => each.type === "Property" && !each.computed && isPure(each.value));
    case "UnaryExpression":
      return node.operator !== "delete" && isPure(node.argument);
    case "MemberExpression":
      return node.object.type === "Identifier";
    default:
      return false;
  }
}

/**
 * Leaves in the table of imports only what is imported. OpenGL's functions are, two hundred of them,
 * for a list of addresses that nothing here can call: all of them become the one that ends the program.
 */
function keepImports(table, imports) {
  const [declaration] = parse(`var ${table.text}`, { ecmaVersion: "latest" }).body;
  const properties = declaration.declarations[0].init?.properties;
  expect(properties, "gives wasmImports as an object in pyodide.asm.js");
  const kept = properties.filter(({ key }) => imports.has(key?.name));
  const entries = kept.map(({ key: { name }, value }) => [
    name,
    name.startsWith("emscripten_gl") ? ABORT : `var ${table.text}`.slice(value.start, value.end),
  ]);
  table.text = `wasmImports={${entries.map((entry) => entry.join(":")).join(",")}}`;
  table.names = { identifiers: new Set(entries.map(([, value]) => value)), words: new Set() };
}

/**
 * @param {Unit[]} units
 * @param {Iterable<string>} outside
 * @returns {Set<Unit>}
 */
function reach(units, outside) {
  const byName = Map.groupBy(units, ({ name }) => name);
  const byProperty = Map.groupBy(units, ({ property }) => property);
  const kept = new Set();
  const waiting = units.filter(({ root }) => root);
  for (const word of outside) waiting.push(...(byProperty.get(word) ?? []));
  for (let unit = waiting.pop(); unit; unit = waiting.pop()) {
    if (kept.has(unit)) continue;
    kept.add(unit);
    if (unit.name) waiting.push(...(byName.get(unit.name) ?? []));
    for (const name of unit.names.identifiers) waiting.push(...(byName.get(name) ?? []));
    for (const word of unit.names.words) waiting.push(...(byProperty.get(word) ?? []));
  }
  return kept;
}

/** What is left of a statement. */
function textOf(statement, units) {
  if (!units.length) return "";
  if (statement.type !== "VariableDeclaration") return `${units[0].text}\n`;
  return `${statement.kind} ${units.map(({ text }) => text).join(",")};\n`;
}
