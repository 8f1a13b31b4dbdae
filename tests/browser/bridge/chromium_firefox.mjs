// Chromium and Firefox through puppeteer-core; Firefox over WebDriver BiDi.
import puppeteer from "puppeteer-core";
import { arrived, expectClick, SCRIPT_SECONDS, wrap } from "./driving.mjs";

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

export class PuppeteerBrowser {
  constructor(browser) {
    this.browser = browser;
    this.logs = new Map();
    this.refusals = new Map();
    /** Pages whose scripts are off: nothing in them hears a click. */
    this.silent = new WeakSet();
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
    const heard = !this.silent.has(page);
    if (heard) await page.evaluate(expectClick);
    await page.mouse.click(x, y);
    if (heard) await arrived(() => page.evaluate(() => window.bridgeClick), selector);
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

  async phone(page, { width, height }) {
    await page.setViewport({ width, height, hasTouch: true, isMobile: true });
  }

  async prefer(page, { scheme }) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  }

  async paper(page) {
    await page.emulateMediaType("print");
  }

  async scripts(page, { enabled }) {
    if (enabled) this.silent.delete(page);
    else this.silent.add(page);
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

  /** Leaves the page for an empty one, and forgets what it told. */
  async leave(page) {
    await page.goto("about:blank");
    this.logs.get(page).splice(0);
    this.refusals.get(page).splice(0);
  }

  async closeTab(page) {
    this.logs.delete(page);
    this.refusals.delete(page);
    const context = page.browserContext();
    await page.close();
    await context.close();
  }

  close() {
    return this.browser.close();
  }
}
