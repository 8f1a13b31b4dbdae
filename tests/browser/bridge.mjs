// Drives real browsers for the tests: one JSON request a line on stdin, one JSON answer a line on stdout.
// Chromium and Firefox through puppeteer-core (Firefox over WebDriver BiDi), WebKitGTK through its driver.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import puppeteer from "puppeteer-core";
import { Builder, By, Capabilities, Key } from "selenium-webdriver";
import { DriverService } from "selenium-webdriver/remote/index.js";

/** Seconds after which an evaluated script is given up. */
const SCRIPT_SECONDS = 120;
const CHROMIUM = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

const wrap = (body) => `(async () => { ${body} })()`;

/** A reader who waits so long for a button gives up; milliseconds. */
const CLICK_PATIENCE = 60_000;

/**
 * Where a reader would click, in the page: the middle of an element that can be seen, is enabled, stands still and
 * is not covered. No frames are waited for: a browser that is busy, or thinks that nobody looks, may draw none.
 * @param {string} selector
 * @param {{x: number, y: number} | undefined} last where it was a moment ago
 * @returns {{x: number, y: number, ready: boolean} | {why: string}}
 */
function target(selector, last) {
  const element = document.querySelector(selector);
  if (!element) return { why: "is not there" };
  if (element.disabled) return { why: "is disabled" };
  const inside = ({ left, top, right, bottom }) => left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
  if (!inside(element.getBoundingClientRect())) element.scrollIntoView({ block: "center", behavior: "instant" });
  const box = [...element.getClientRects()].find(({ width, height }) => width && height);
  if (!box || getComputedStyle(element).visibility !== "visible") return { why: "cannot be seen" };
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const top = document.elementFromPoint(x, y);
  const label = element.closest("label");
  if (!top || !(element.contains(top) || label?.contains(top))) {
    return { why: `is covered by ${top?.outerHTML.slice(0, 200) ?? "the edge of the window"}` };
  }
  return { x, y, ready: x === last?.x && y === last?.y };
}

/** Asks until it is ready to be clicked. */
async function whenReady(ask, selector) {
  const end = Date.now() + CLICK_PATIENCE;
  for (let last; ; await new Promise((done) => setTimeout(done, 20))) {
    last = await ask(last);
    if (last.ready) return last;
    if (Date.now() > end) throw new Error(`${selector} ${last.why ?? "does not stand still"}`);
  }
}

/** Begins what a page tells of things that its content security policy refused. */
const REFUSED = "refused by the policy:";

/** Runs in each page before its own scripts. @param {string} mark */
function tellRefused(mark) {
  document.addEventListener("securitypolicyviolation", (event) => {
    const { effectiveDirective, blockedURI, sourceFile, lineNumber, sample } = event;
    console.debug(mark, effectiveDirective, blockedURI, `${sourceFile}:${lineNumber}`, sample, event.target?.outerHTML?.slice(0, 200));
  });
}

class PuppeteerBrowser {
  constructor(browser) {
    this.browser = browser;
    this.logs = new Map();
    this.refusals = new Map();
  }

  static async launch(engine, executablePath) {
    const browser = await puppeteer.launch({
      browser: engine === "firefox" ? "firefox" : "chrome",
      executablePath,
      headless: true,
      args: engine === "firefox" ? [] : CHROMIUM,
      // The pages are of this machine; nothing is asked of any other.
      extraPrefsFirefox: { "network.captive-portal-service.enabled": false, "network.connectivity-service.enabled": false },
    });
    return new PuppeteerBrowser(browser);
  }

  async open() {
    const context = await this.browser.createBrowserContext();
    const page = await context.newPage();
    page.setDefaultTimeout(SCRIPT_SECONDS * 1000);
    const [logs, refused] = [[], []];
    page.on("console", (message) => {
      if (message.text().startsWith(REFUSED)) refused.push(message.text());
      if (["error", "warn"].includes(message.type())) logs.push(`${message.type()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => logs.push(`error: ${error.message}`));
    page.on("request", (request) => logs.push(`request: ${request.url()}`));
    await page.evaluateOnNewDocument(tellRefused, REFUSED);
    this.logs.set(page, logs);
    this.refusals.set(page, refused);
    return page;
  }

  front(page) {
    return page.bringToFront();
  }

  goto(page, { url }) {
    return page.goto(url, { waitUntil: "load" }).then(() => undefined);
  }

  evaluate(page, { body }) {
    return page.evaluate(wrap(body));
  }

  async click(page, { selector }) {
    const { x, y } = await whenReady((last) => page.evaluate(target, selector, last), selector);
    await page.mouse.click(x, y);
  }

  async type(page, { selector, text }) {
    await page.focus(selector);
    await page.keyboard.type(text);
  }

  async press(page, { keys }) {
    for (const key of keys.slice(0, -1)) await page.keyboard.down(key);
    await page.keyboard.press(keys.at(-1));
    for (const key of keys.slice(0, -1).reverse()) await page.keyboard.up(key);
  }

  async resize(page, { width, height }) {
    await page.setViewport({ width, height });
  }

  async prefer(page, { scheme }) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  }

  async scripts(page, { enabled }) {
    await page.setJavaScriptEnabled(enabled);
  }

  async slow(page, { bits, latency }) {
    const speed = bits ? { download: bits / 8, upload: bits / 8, latency } : null;
    await page.emulateNetworkConditions(speed);
  }

  async throttle(page, { rate }) {
    await page.emulateCPUThrottling(rate);
  }

  async screenshot(page, { path, whole }) {
    await page.screenshot({ path, fullPage: whole });
  }

  read(page) {
    return this.logs.get(page).splice(0);
  }

  refused(page) {
    return this.refusals.get(page).splice(0);
  }

  async closeTab(page) {
    const context = page.browserContext();
    await page.close();
    await context.close();
  }

  close() {
    return this.browser.close();
  }
}

/**
 * WebKit without the last of its compilers of wasm. That one stops every thread of the page, for seconds on a busy
 * machine, while it works on Python's largest functions. What a page does is the same without it.
 */
const LEAN = { JSC_useOMGJIT: "0" };

/** One window for all tabs: WebKitGTK's driver gives each session a fresh profile. */
class WebKitBrowser {
  scripts = 0;

  constructor(executablePath) {
    this.executablePath = executablePath;
  }

  /**
   * Another program may take the port before the driver does, and the driver may lose its browser.
   * @param {undefined} _none
   * @param {{lean?: boolean}} how see `LEAN`
   */
  async open(_none, { lean }) {
    for (let tries = 3; ; tries--) {
      try {
        return await this.begin({ ...process.env, ...(lean ? LEAN : {}) });
      } catch (error) {
        if (tries === 1) throw error;
      }
    }
  }

  /** @param {Record<string, string | undefined>} env of the driver and its browser */
  async begin(env) {
    const { default: net } = await import("node:net");
    const port = await new Promise((resolve) => {
      const server = net.createServer().listen(0, "127.0.0.1", () => {
        const { port } = server.address();
        server.close(() => resolve(port));
      });
    });
    const service = new DriverService(this.executablePath, { loopback: true, port, args: [`--port=${port}`], env });
    const address = await service.start(30_000);
    const capabilities = new Capabilities({
      browserName: "MiniBrowser",
      "webkitgtk:browserOptions": {
        binary: process.env.MINIBROWSER,
        args: ["--automation"],
      },
    });
    try {
      const building = new Builder().usingServer(address).withCapabilities(capabilities).build();
      const driver = await within(60, "a session", building);
      await driver.manage().setTimeouts({ script: SCRIPT_SECONDS * 1000, pageLoad: SCRIPT_SECONDS * 1000 });
      return { driver, service };
    } catch (error) {
      await service.kill();
      throw error;
    }
  }

  front() {} // each has a window of its own

  goto({ driver }, { url }) {
    return driver.get(url);
  }

  async evaluate({ driver }, { body }) {
    const number = ++this.scripts;
    const script = `window.bridgeScript = ${number}; const done = arguments[0]; ${wrap(body)}.then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const run = () => driver.executeAsyncScript(script);
    const { value, error } = await run().catch(async (failure) => {
      // Between two pages the driver may lose a script, and has no words for it. One that has begun is
      // not run twice.
      const lost = !failure.message && (await driver.executeScript("return window.bridgeScript")) !== number;
      if (!lost) throw failure;
      return run();
    });
    if (error) throw new Error(error);
    return value;
  }

  async click({ driver }, { selector }) {
    const element = await driver.wait(async () => {
      const [found] = await driver.findElements(By.css(selector));
      return found && (await found.isDisplayed()) ? found : null;
    }, 30_000);
    await driver.executeScript("arguments[0].scrollIntoView({ block: 'center' })", element);
    await element.click();
  }

  async type({ driver }, { selector, text }) {
    await driver.findElement(By.css(selector)).sendKeys(text);
  }

  async press({ driver }, { keys }) {
    const names = { Control: Key.CONTROL, Shift: Key.SHIFT, Enter: Key.ENTER, Tab: Key.TAB, Escape: Key.ESCAPE };
    const actions = driver.actions();
    const pressed = keys.map((key) => names[key] ?? key);
    for (const key of pressed) actions.keyDown(key);
    for (const key of pressed.reverse()) actions.keyUp(key);
    await actions.perform();
  }

  async resize({ driver }, { width, height }) {
    await driver.manage().window().setRect({ width, height });
  }

  async screenshot({ driver }, { path }) {
    const { writeFileSync } = await import("node:fs");
    writeFileSync(path, await driver.takeScreenshot(), "base64");
  }

  read() {
    return []; // this driver has no access to the console
  }

  refused() {
    return []; // the host is told by the engine itself
  }

  async closeTab({ driver, service }) {
    await within(30, "quit", driver.quit()).catch(() => undefined);
    await service.kill();
  }

  async close() {}
}

/**
 * A driver that has lost its browser waits for ever, and the tests with it.
 * @param {number} seconds
 * @param {string} what
 * @param {Promise<any>} promise
 */
async function within(seconds, what, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: no answer in ${seconds} seconds`)), seconds * 1000);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

const [engine, executablePath] = process.argv.slice(2);
const profile = mkdtempSync(join(tmpdir(), "bridge-"));
process.env.TMPDIR = profile; // profiles go away with this process
const browser =
  engine === "webkit"
    ? new WebKitBrowser(executablePath)
    : await PuppeteerBrowser.launch(engine, executablePath);
const tabs = new Map();
let lastTab = 0;

async function answer({ method, tab, params = {} }) {
  if (method === "open") {
    tabs.set(++lastTab, await browser.open(undefined, params));
    return lastTab;
  }
  if (typeof browser[method] !== "function") throw new Error(`${engine} cannot ${method}`);
  const value = await browser[method](tabs.get(tab), params);
  if (method === "closeTab") tabs.delete(tab);
  return value;
}

console.log(JSON.stringify({ ready: true }));
for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  try {
    console.log(JSON.stringify({ value: (await within(300, request.method, answer(request))) ?? null }));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error?.message || error) }));
  }
}
for (const tab of tabs.values()) await browser.closeTab(tab).catch(() => undefined);
await browser.close();
rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
process.exit(0);
