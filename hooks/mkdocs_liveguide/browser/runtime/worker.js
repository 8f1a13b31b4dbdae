/** The worker whose Python comes from the snapshot. */

import { answerCalls, mark } from "./answers.js";
import { bootSnapshot, createMemory } from "./boot.js";
import { Deferred } from "./deferred.js";
import { SnapshotReader } from "./snapshot.js";

mark("worker");
const parts = JSON.parse(self.name);
const snapshot = new SnapshotReader(createMemory);
/** @type {Deferred<WebAssembly.Module>} */
const core = new Deferred();
/** @type {Deferred<void>} */
const proven = new Deferred();

/** @param {import("./messages.js").StartMessage} message */
function receive(message) {
  if (message.type === "snapshot") message.port.onmessage = ({ data }) => receive(data);
  else if (message.type === "module") core.resolve(message.module);
  else if (message.type === "proven") proven.resolve();
  else {
    if (message.type === "broken") for (const each of [core, proven]) each.reject(message.error);
    snapshot.receive(message);
  }
}

answerCalls(() => bootSnapshot(parts, { module: core.promise, proven: proven.promise }, snapshot), parts, receive);
