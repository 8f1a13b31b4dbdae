// Bundles the browser modules: `node bundle.mjs SOURCE TARGET WORKER…`. Prints as JSON the entries' names
// and the npm packages that have code in the bundles.
import { build } from "esbuild";
import { basename, join } from "node:path";
import { TARGET_BROWSERS } from "./browsers.mjs";

const [source, target, ...workers] = process.argv.slice(2);
const common = {
  bundle: true,
  minify: true,
  format: "esm",
  target: TARGET_BROWSERS,
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
const alone = await build({
  ...common,
  metafile: true,
  entryPoints: workers.map((name) => join(source, "runtime", name)),
  outdir: target,
  // The loader's branches for Node, never taken in a browser.
  external: ["node:*", "ws"],
});
const entries = Object.entries(page.metafile.outputs).filter(([, output]) => output.entryPoint);
const named = (ending) =>
  basename(entries.find(([, { entryPoint }]) => basename(entryPoint) === `index.${ending}`)[0]);
const used = [page, alone]
  .flatMap(({ metafile }) => Object.values(metafile.outputs))
  .flatMap(({ inputs }) => Object.entries(inputs))
  .filter(([, { bytesInOutput }]) => bytesInOutput)
  .map(([path]) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1])
  .filter(Boolean);
const packages = [...new Set(used)].sort();
console.log(JSON.stringify({ script: named("js"), style: named("css"), packages }));
