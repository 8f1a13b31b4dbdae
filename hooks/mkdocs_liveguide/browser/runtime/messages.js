/**
 * What goes between the page and the worker.
 *
 * The worker finds the files that it may fetch in its name, as JSON. The rest of what it starts from
 * comes in messages, because the page can have that ready sooner:
 * @typedef {import("./files.js").Part} Part
 * @typedef {{type: "module", module: WebAssembly.Module}
 *   | {type: "no module", error: string}
 *   | {type: "piece", bytes: Uint8Array<ArrayBuffer>}
 *   | {type: "complete"}
 *   | {type: "broken", error: string}} StartMessage
 *   the compiled module; the snapshot in pieces, and that they are all, and what the manifest says; or
 *   why there is none
 * @typedef {StartMessage | {type: "call", name: string, args: string, files: Part[]}} ToWorker
 *   a call of `live.runtime.api`, its arguments as JSON
 *
 * @typedef {{type: "progress", step: string, loaded: number, total: number}
 *   | {type: "ready", boot: "snapshot" | "ordinary", reason: string, steps: Record<string, number>}
 *   | {type: "failed", kind: "network" | "broken", message: string, detail: string}
 *   | {type: "started"}
 *   | {type: "output", output: import("../cells/types.js").Output}
 *   | {type: "result", json: string}
 *   | {type: "error", kind: "network" | "python", message: string, detail?: string}
 *   | {type: "crashed", detail: string}} FromWorker
 *   ready: how it started, and why not from the snapshot; steps in milliseconds since 1970
 */

export {};
