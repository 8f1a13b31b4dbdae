// Runs the program of a test in Pyodide, in Node and in a browser alike.

/**
 * @param {(options: object) => Promise<any>} loadPyodide
 * @param {string} indexURL the folder of Pyodide's files
 * @param {{program: string, request: string}} work
 * @param {Uint8Array} archive a zip file with the folders `modules` and `artefacts`
 * @returns {Promise<string>} what the program's `main` returned
 */
export async function runInPyodide(loadPyodide, indexURL, { program, request }, archive) {
  const pyodide = await loadPyodide({
    indexURL,
    env: { HOME: "/home/reader", PYTHONHASHSEED: "0" },
    stdin: () => null,
    stdout: () => undefined,
    stderr: () => undefined,
  });
  pyodide.FS.mkdirTree("/guide/artefacts");
  pyodide.unpackArchive(archive, "zip", { extractDir: "/guide" });
  pyodide.runPython("import sys; sys.path.insert(0, '/guide/modules')");
  pyodide.runPython(program);
  return pyodide.globals.get("main")(request, "/guide/artefacts");
}
