// Runs Python inside Pyodide under Node: `node in_pyodide.mjs REPOSITORY SITE_PACKAGES PROGRAM < INPUT`.
// The repository is at /repository, the host's pure Python packages at /packages. Prints what the
// program's `main(text)` returns as the last line.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [repository, packages, program] = process.argv.slice(2);
const pyodideFolder = join(repository, "node_modules", "pyodide");
const { loadPyodide } = await import(pathToFileURL(join(pyodideFolder, "pyodide.mjs")).href);
const pyodide = await loadPyodide({
  env: { HOME: "/home/reader", PYTHONHASHSEED: "0", PYTEST_DISABLE_PLUGIN_AUTOLOAD: "1" },
});
for (const [name, folder] of [["/repository", repository], ["/packages", packages]]) {
  pyodide.FS.mkdirTree(name);
  pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: folder }, name);
}
pyodide.runPython(`import sys; sys.path[:0] = ["/repository/snippets"]; sys.path.append("/packages")`);
pyodide.runPython(readFileSync(program, "utf8"));
const result = await pyodide.globals.get("main")(readFileSync(0, "utf8"));
process.stdout.write(`\n${result}\n`, () => process.exit(0));
