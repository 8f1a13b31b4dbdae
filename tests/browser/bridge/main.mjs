// Drives real browsers for the tests: one JSON request a line on stdin, one JSON answer a line on stdout.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { PuppeteerBrowser } from "./chromium_firefox.mjs";
import { within } from "./driving.mjs";
import { WebKitBrowser } from "./webkit.mjs";

const [engine, executablePath] = process.argv.slice(2);
const profile = mkdtempSync(join(tmpdir(), "bridge-"));
process.env.TMPDIR = profile; // profiles go away with this process
const browser =
  engine === "webkit"
    ? new WebKitBrowser(executablePath)
    : await PuppeteerBrowser.launch(engine, executablePath);
/** What leaves a tab otherwise than it was: such a tab is not lent again. */
const CHANGES = new Set(["resize", "prefer", "paper", "scripts", "slow", "throttle"]);
/** So many tests may have a tab one after another; then what it keeps of their sites goes with it. */
const USES = 8;

/** @typedef {{page: any, kind: string, uses: number, changed: boolean}} Lent */
/** @type {Map<number, Lent>} */
const tabs = new Map();
/** Tabs with an empty page, by the way that they were opened. @type {Map<string, Lent>} */
const idle = new Map();
let lastTab = 0;

/** @param {{lean?: boolean, again?: boolean}} how `again`: it may have been lent before */
async function open({ again, ...how }) {
  const kind = JSON.stringify(how);
  const found = again && idle.get(kind);
  if (found) {
    idle.delete(kind);
    await browser.front(found.page);
  }
  const tab = found || { page: await browser.open(undefined, how), kind, uses: 0, changed: false };
  tab.uses += 1;
  tabs.set(++lastTab, tab);
  return lastTab;
}

/**
 * @param {number} number
 * @param {{again?: boolean}} how `again`: it may be lent to another
 */
async function closeTab(number, { again }) {
  const tab = tabs.get(number);
  tabs.delete(number);
  if (again && !tab.changed && tab.uses < USES && !idle.has(tab.kind)) {
    const left = await within(20, "an empty page", browser.leave(tab.page)).then(() => true, () => false);
    if (left) return void idle.set(tab.kind, tab);
  }
  await browser.closeTab(tab.page);
}

async function answer({ method, tab: number, params = {} }) {
  if (method === "open") return open(params);
  if (method === "closeTab") return closeTab(number, params);
  if (typeof browser[method] !== "function") throw new Error(`${engine} cannot ${method}`);
  const tab = tabs.get(number);
  tab.changed ||= CHANGES.has(method);
  return browser[method](tab.page, params);
}

console.log(JSON.stringify({ ready: true }));
for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  try {
    console.log(JSON.stringify({ value: (await within(300, request.method, answer(request))) ?? null }));
  } catch (error) {
    const tab = tabs.get(request.tab);
    const crashed = Boolean(tab && (await browser.crashed?.(tab.page)));
    console.log(JSON.stringify({ error: String(error?.message || error), crashed }));
  }
}
for (const { page } of [...tabs.values(), ...idle.values()]) await browser.closeTab(page).catch(() => undefined);
await browser.close();
rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
process.exit(0);
