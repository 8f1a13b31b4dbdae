/**
 * The messages between the page and the worker. The worker's name is JSON: the files that it may fetch.
 *
 * What the worker starts Python from and the page can have ready sooner: the compiled module, then that
 * its file is what the manifest names, or why there is none; the snapshot in pieces, then that it is complete and what the manifest names, or that
 * it is broken.
 * @typedef {import("./files.js").Part} Part
 * @typedef {{type: "module", module: WebAssembly.Module}
 *   | {type: "proven"}
 *   | {type: "no module", error: string}
 *   | {type: "piece", bytes: Uint8Array<ArrayBuffer>}
 *   | {type: "complete"}
 *   | {type: "broken", error: string}} StartMessage
 * @typedef {StartMessage | {type: "call", name: string, args: string, files: Part[]}} ToWorker
 *   call: a function of `live.runtime.api`, its arguments as JSON, the artefacts that it reads
 *
 * From the worker. ready: when each step of the start was done, in milliseconds since 1970; failed: it did
 * not start; crashed: the interpreter is of no more use. The others are about the running call; not
 * fetched: an artefact; raised: an exception, with its traceback.
 * @typedef {{type: "progress", step: string, loaded: number, total: number}
 *   | {type: "ready", steps: Record<string, number>}
 *   | {type: "failed", kind: "network" | "broken", message: string, detail: string}
 *   | {type: "started"}
 *   | {type: "output", output: import("../cells/types.js").Output}
 *   | {type: "result", json: string}
 *   | {type: "not fetched", kind: "network" | "broken", message: string}
 *   | {type: "raised", detail: string}
 *   | {type: "crashed", detail: string}} FromWorker
 */

export {};
