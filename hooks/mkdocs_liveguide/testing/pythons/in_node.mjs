// `node in_node.mjs PYODIDE ARCHIVE < WORK`: prints the answer as the last line.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runInPyodide } from "./in_pyodide.mjs";

const [folder, archive] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);
const work = JSON.parse(readFileSync(0, "utf8"));
const answer = await runInPyodide(loadPyodide, folder, work, new Uint8Array(readFileSync(archive)));
process.stdout.write(`\n${answer}`, () => process.exit(0));
