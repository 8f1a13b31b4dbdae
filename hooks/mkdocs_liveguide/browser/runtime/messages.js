/**
 * The messages between the page and its workers. An interpreter's worker has a name that is JSON: the files
 * that it may fetch.
 *
 * What it starts Python from and others can have ready sooner. From the compiler, by way of the page: the module,
 * then that its file is what the manifest names. From the keeper, through a port: the snapshot in pieces, then that
 * it is complete and what the manifest names. From either, and from the page: that there is none, and why.
 * @typedef {import("./files.js").Part} Part
 * @typedef {{type: "broken", error: string}} Broken
 * @typedef {{type: "module", module: WebAssembly.Module} | {type: "proven"} | Broken} FromCompiler
 * @typedef {{type: "complete"} | Broken} FromKeeper
 * @typedef {{type: "snapshot", port: MessagePort}
 *   | {type: "piece", bytes: Uint8Array<ArrayBuffer>}
 *   | FromCompiler
 *   | FromKeeper} StartMessage
 * @typedef {StartMessage | {type: "call", call: number, name: string, args: string, files: Part[]}} ToWorker
 *   call: its number; a function of `live.runtime.api`, its arguments as JSON, the artefacts that it reads
 *
 * From the worker. ready: when each step of the start was done, in milliseconds since 1970; failed: it did
 * not start; crashed: the interpreter is of no more use; output: of the call with that number, which may have
 * ended. The others are about the running call; not fetched: an artefact; raised: an exception, with its
 * traceback.
 * @typedef {{type: "ready", steps: Record<string, number>}} Ready
 * @typedef {{type: "progress", step: string, loaded: number, total: number}
 *   | Ready
 *   | {type: "failed", kind: "network" | "broken", message: string, detail: string}
 *   | {type: "started"}
 *   | {type: "output", call: number, output: import("../cells/types.js").Output}
 *   | {type: "result", json: string}
 *   | {type: "not fetched", kind: "network" | "broken", message: string}
 *   | {type: "raised", detail: string}
 *   | {type: "crashed", detail: string}} FromWorker
 *
 * To the keeper: the snapshot's file as it is fetched, and its end; where a copy is to be sent. The names of the
 * keeper and of the compiler are JSON: the entry of their file in the manifest.
 * @typedef {{type: "packed", bytes: Uint8Array<ArrayBuffer>}
 *   | {type: "end"}
 *   | {type: "give", port: MessagePort}} ToKeeper
 */

export {};
