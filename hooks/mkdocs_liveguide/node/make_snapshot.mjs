// Takes the picture of Python's memory that the browser starts from; the format stands in
// browser/runtime/snapshot.js: `node make_snapshot.mjs FOLDER MODULE…`. The folder has Pyodide's
// files as the browser will load them, the compiled standard library and the package `live`.
import nodeCrypto from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { constants, zstdCompressSync } from "node:zlib";
import { expect } from "./promises.mjs";
import { untrack } from "./untrack.mjs";

const [folder, ...modules] = process.argv.slice(2);

// The same bytes each time and in every folder: the loader copies the path of its program into Python's
// memory, and Python asks the others for hash seeds, start times and random states.
process.argv[1] = "/python";
const clock = Date.UTC(2026, 0, 1);
Date.now = () => clock;
Math.random = () => 0.5;
performance.now = () => 0;
crypto.getRandomValues = (array) => array.fill(7);
nodeCrypto.randomFillSync = (array) => array.fill(7);

const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);
const lock = JSON.parse(readFileSync(join(folder, "pyodide-lock.json"), "utf8"));
const quiet = () => undefined;
const pyodide = await loadPyodide({
  indexURL: folder,
  stdLibURL: join(folder, "python_stdlib.zip"), // a path: of an address, spaces would stay encoded
  lockFileContents: { info: lock.info, packages: {} },
  packageBaseUrl: folder,
  env: { HOME: "/home/reader", PYTHONHASHSEED: "0" },
  stdin: () => null,
  stdout: quiet,
  stderr: quiet,
  _makeSnapshot: true,
});

const wheel = `${pyodide.runPython("import site; site.getsitepackages()[0]")}/live.whl`;
pyodide.FS.writeFile(wheel, readFileSync(join(folder, "live.whl")));
pyodide.runPython(`
def prepare(wheel, names):
    import gc, importlib, linecache, pkgutil, sys
    sys.path.append(wheel)
    import live
    for module in pkgutil.walk_packages(live.__path__, "live."):
        importlib.import_module(module.name)
    for name in names.split():
        try:
            importlib.import_module(name)
        except ImportError:
            pass  # Pyodide has no such module: the snippet that wants it says so when it runs
    linecache.clearcache()
    gc.collect()
    gc.freeze()
prepare(${JSON.stringify(wheel)}, ${JSON.stringify(modules.join(" "))})
del prepare
`);
const frozen = pyodide.runPython("__import__('gc').get_freeze_count()");
const oneOfThem = pyodide.runPython("id(__import__('gc'))");

expect(typeof pyodide.makeMemorySnapshot === "function", "takes a snapshot with makeMemorySnapshot");
const image = pyodide.makeMemorySnapshot();
const [, headerLength] = new Uint32Array(image.buffer, 0, 2);
const memory = image.subarray(headerLength);
expect(
  headerLength % 16 === 0 && memory.length && memory.length % 65536 === 0,
  "writes all pages of memory after a header whose length is the header's second number",
);
// The stack lies between the program's own data and what was allocated.
untrack(memory, pyodide._module.stackSave(), oneOfThem, frozen);

// Pages of zeros cost nothing.
const BLOCK = 4096;
const ranges = [];
for (let start = 0; start < memory.length; start += BLOCK) {
  if (memory.subarray(start, start + BLOCK).every((byte) => byte === 0)) continue;
  const last = ranges.at(-1);
  if (last && last[0] + last[1] === start) last[1] += BLOCK;
  else ranges.push([start, BLOCK]);
}

const text = Buffer.from(
  JSON.stringify({ memory: memory.length, ranges, info: lock.info, header: headerLength }),
);
const head = Buffer.alloc(Math.ceil((12 + text.length) / 16) * 16);
head.write("LIVESNAP");
head.writeUInt32LE(text.length, 8);
text.copy(head, 12);
const parts = ranges.map(([start, length]) => memory.subarray(start, start + length));
const whole = Buffer.concat([head, image.subarray(0, headerLength), ...parts]);

// The more of what came before can be quoted, the smaller the file, and the more a browser must keep at
// hand while it unpacks: from 4 MiB on, unpacking slows down by more than the bytes are worth.
const WINDOW = 22; // 2 ** 22 bytes
const params = { [constants.ZSTD_c_compressionLevel]: 22, [constants.ZSTD_c_windowLog]: WINDOW };
writeFileSync(join(folder, "snapshot"), zstdCompressSync(whole, { params }));
