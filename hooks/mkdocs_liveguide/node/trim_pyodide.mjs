// Makes Pyodide's script and wasm file smaller: `node trim_pyodide.mjs PYODIDE TARGET USER…`
// Each USER is a script that may ask the module for something by name. Less is fetched, and less is
// done at each start: the script, as it comes, makes a JavaScript function of each of 9,700 exports.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "esbuild";
import { TARGET_BROWSERS } from "./browsers.mjs";
import { trimGlue } from "./trim_glue.mjs";
import { keepExports, withoutData, withoutDeadCode } from "./wasm_file.mjs";

const [pyodide, target, ...users] = process.argv.slice(2);
const SCRIPT = "pyodide.asm.js";
const WASM = "pyodide.asm.wasm";

const wasm = readFileSync(join(pyodide, WASM));
const imports = WebAssembly.Module.imports(new WebAssembly.Module(wasm)).map(({ name }) => name);
const asked = new Set(users.flatMap((path) => readFileSync(path, "utf8").match(/[\w$]+/g)));
const { glue, words } = trimGlue(readFileSync(join(pyodide, SCRIPT), "utf8"), new Set(imports), asked);
const { code } = await transform(glue, {
  minify: true,
  target: TARGET_BROWSERS,
  legalComments: "none",
  charset: "utf8",
  logLevel: "error",
});
writeFileSync(join(target, SCRIPT), code);
const trimmed = withoutDeadCode(keepExports(wasm, (name) => words.has(name) || asked.has(name)));
writeFileSync(join(target, WASM), trimmed);
writeFileSync(join(target, "pyodide.core.wasm"), withoutData(trimmed, "__wasm_apply_data_relocs"));
