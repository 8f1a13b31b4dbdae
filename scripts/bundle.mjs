// Bundles the browser modules: `node scripts/bundle.mjs SOURCE TARGET`. Prints the entries' names as JSON.
import { build } from "esbuild";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const [source, target] = process.argv.slice(2);
const common = {
  bundle: true,
  minify: true,
  format: "esm",
  target: ["chrome110", "firefox114", "safari16.4"],
  legalComments: "none",
  charset: "utf8",
  logLevel: "error",
};

const page = await build({
  ...common,
  entryPoints: [join(source, "index.js"), join(source, "index.css")],
  outdir: join(target, "page"),
  splitting: true,
  entryNames: "[name].[hash]",
  chunkNames: "[name].[hash]",
  metafile: true,
});
await build({
  ...common,
  entryPoints: [join(source, "worker.js")],
  outfile: join(target, "worker.js"),
  // The loader's branches for Node, never taken in a browser.
  external: ["node:*", "ws"],
});
// Pyodide's own script, as it comes, has long names: 18 kB of what a reader fetches.
await build({
  ...common,
  entryPoints: [fileURLToPath(import.meta.resolve("pyodide/pyodide.asm.js"))],
  outfile: join(target, "pyodide.asm.js"),
  external: ["node:*", "ws"],
  platform: "node",
});

const entries = Object.entries(page.metafile.outputs).filter(([, output]) => output.entryPoint);
const named = (ending) =>
  basename(entries.find(([, { entryPoint }]) => basename(entryPoint) === `index.${ending}`)[0]);
console.log(JSON.stringify({ script: named("js"), style: named("css") }));
