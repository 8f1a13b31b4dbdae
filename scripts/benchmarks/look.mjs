// Pictures of every kind of page, in each state of its live parts, as readers with other screens and wishes see it:
// `node look.mjs ADDRESS FOLDER [NAME…]`, where a name is one of a page, a state or a way of looking. Prints what is
// wider than its screen.
import { mkdir } from "node:fs/promises";
import { chromium } from "playwright-core";

const [address, folder, ...wanted] = process.argv.slice(2);
const CELL = "live-cell";
const ASKED = "ask/#q=What%20is%20LoRA%3F";
const python = () => performance.getEntriesByName("python-ready").length > 0;

/** @typedef {import("playwright-core").Page} Page */

/**
 * Kinds of pages and states of their parts, by name.
 * @type {Record<string, {
 *   path: string,
 *   act?: (page: Page) => Promise<unknown>, // what a reader does there
 *   ready?: string, // what is waited for then
 *   part?: string, // what the picture shows, instead of the whole page
 *   python?: "waits" | "fails",
 * }>}
 */
const PAGES = {
  home: { path: "" },
  topic: { path: "guides/rag/" },
  decide: { path: "decide/" },
  faq: { path: "faq/" },
  cases: { path: "cases/" },
  evidence: { path: "evidence/" },
  glossary: { path: "learn/glossary/" },
  start: { path: "learn/start-here/" },
  notebook: { path: "notebooks/retrieval-quality/" },
  "how-good": { path: "quiz/how-good/" },
  how: { path: "ask/how-it-works/" },
  about: { path: "about/" },
  missing: { path: "404.html" },
  quiz: { path: "quiz/" },
  ask: { path: "ask/" },
  lab: { path: "labs/behaviour/" },
  "home-half": { path: "", part: "live-quiz-map", act: (page) => page.click("live-quiz-map label") },
  "home-chosen": {
    path: "",
    part: "live-quiz-map",
    act: async (page) => {
      await page.click("live-quiz-map fieldset:first-of-type label");
      await page.click("live-quiz-map fieldset:last-of-type label:nth-of-type(2)");
    },
  },
  cited: { path: "guides/rag/", act: (page) => page.click(".citation"), ready: ".citation-card", part: "screen" },
  "cell-loading": { path: "guides/rag/", act: run, ready: ".cell-status:not(:empty)", part: CELL, python: "waits" },
  "cell-running": {
    path: "guides/rag/",
    act: (page) => edit(page, "print('on its way')\nwhile True: pass"),
    ready: ".cell-stdout",
    part: CELL,
  },
  "cell-result": { path: "guides/rag/", act: run, ready: `${CELL}:not([data-running]) .cell-stdout`, part: CELL },
  "cell-error": {
    path: "guides/rag/",
    act: (page) => edit(page, "found = [27, 30]\nprint(found)\nprint(found[2])"),
    ready: ".cell-error",
    part: CELL,
  },
  "cell-offline": { path: "guides/rag/", act: run, ready: ".cell-status:not(:empty)", part: CELL, python: "fails" },
  "quiz-asked": { path: "quiz/", act: answer, ready: ".quiz-now:not(:empty)" },
  "quiz-all": { path: "quiz/", act: (page) => page.click("text=Show all questions"), ready: "[data-view=all]" },
  "quiz-result": { path: "quiz/", act: decide, ready: ".quiz-similar .quiz-case" },
  "quiz-offline": { path: "quiz/", act: answer, ready: ".quiz-message:not(:empty)", python: "fails" },
  "ask-loading": { path: ASKED, ready: ".ask-status:not(:empty)", part: "screen", python: "waits" },
  "ask-result": { path: ASKED, ready: ".ask-result" },
  "ask-why": { path: ASKED, act: (page) => page.click(".ask-result summary"), ready: ".ask-chip", part: "screen" },
  "ask-none": { path: "ask/#q=How%20many%20moons%20does%20Jupiter%20have%3F", ready: ".ask-verdict:not([hidden])" },
  "ask-offline": { path: ASKED, ready: ".ask-again", part: "screen", python: "fails" },
  "ask-own": { path: "ask/", act: own, ready: ".ask-cut li", part: ".ask-tool" },
  "lab-loading": { path: "labs/behaviour/", act: slide, ready: ".cell-status:not(:empty)", part: "live-lab", python: "waits" },
  "lab-result": { path: "labs/behaviour/", act: slide, ready: "live-lab:not([data-running])", part: "live-lab" },
  "lab-offline": { path: "labs/behaviour/", act: slide, ready: ".cell-status:not(:empty)", part: "live-lab", python: "fails" },
  "faq-asked": { path: "faq/", act: (page) => question(page, "live-faq", "how many examples"), ready: ".faq-card" },
  "found-open": { path: "evidence/", act: (page) => page.click(".finding .fold-head"), part: "screen" },
  narrowed: { path: "evidence/", act: (page) => page.fill("live-filter [name=words]", "retrieval"), part: "screen" },
  "case-open": { path: "cases/", act: (page) => page.click(".case .fold-head"), part: "screen" },
  "case-played": { path: "quiz/how-good/", act: (page) => page.click(".quiz-case-choices button"), part: "screen" },
  search: { path: "guides/rag/", act: search, ready: ".md-search-result__item", part: "screen" },
  menu: { path: "guides/rag/", act: (page) => page.click(".md-header [for=__drawer]:visible"), part: "screen" },
};

/** @param {Page} page */
function run(page) {
  return page.click(`${CELL} [data-action=run]`);
}

/** @param {Page} page @param {string} code */
async function edit(page, code) {
  await page.click(`${CELL} [data-action=edit]`);
  await page.click(".cm-content, .cell-plain");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(code);
  await run(page);
}

/** @param {Page} page */
async function answer(page) {
  await page.click(".quiz-current label");
}

/** @param {Page} page */
async function decide(page) {
  await answer(page);
  await page.click("text=See the result now");
}

/** @param {Page} page */
async function own(page) {
  await page.click(".ask-own summary");
  await page.fill(".ask-own textarea", "# Leave\n\nNew staff get 27 days of leave a year.\n\n# Travel\n\nBook trains first.");
  await page.click(".ask-own-buttons button");
}

/** @param {Page} page */
async function slide(page) {
  const field = page.locator("live-lab input[type=range]").first();
  await field.focus();
  await field.press("End");
}

/** @param {Page} page @param {string} part @param {string} text */
async function question(page, part, text) {
  await page.fill(`${part} input`, text);
  await page.press(`${part} input`, "Enter");
}

/** @param {Page} page */
async function search(page) {
  if (await page.isVisible(".md-header__button[for=__search]")) await page.click(".md-header__button[for=__search]");
  await page.click(".md-search__input");
  await page.keyboard.type("evaluate retrieval");
}

/** Ways of looking: the context that a browser opens for each, and what is emulated besides. */
const WAYS = Object.fromEntries([
  ...[320, 360, 768, 1440].flatMap((width) =>
    ["light", "dark"].map((colorScheme) => [`${width}-${colorScheme}`, { viewport: { width, height: 900 }, colorScheme }])),
  // At 200 % a window has half as many pixels of CSS.
  ["zoomed", { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 }],
  ["forced-colours", { viewport: { width: 1440, height: 900 }, forcedColors: "active" }],
  ["reduced-motion", { viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" }],
  ["printed", { viewport: { width: 794, height: 1123 } }],
]);

/** What is laid out only near the screen would be empty in a picture of all of the page. */
const ALL_OF_IT = () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { content-visibility: visible !important }");
  document.adoptedStyleSheets.push(sheet);
};

/** @param {Page} page @param {string} path */
async function picture(page, path, part = "", fullPage = true) {
  if (part === "screen") return page.screenshot({ path });
  await page.evaluate(() => scrollTo(0, 0));
  if (!part) return page.screenshot({ path, fullPage });
  const box = await page.locator(part).first().boundingBox();
  if (!box) throw new Error(`there is no ${part}`);
  const { width = 0 } = page.viewportSize() ?? {};
  const clip = { x: Math.max(0, box.x - 16), y: box.y - 16, width: Math.min(width, box.width + 32), height: box.height + 32 };
  return page.screenshot({ path, fullPage: true, clip });
}

/** Each is a first visit. @param {string} name @param {string} way */
async function look(name, way) {
  const context = await browser.newContext({ ...WAYS[way], serviceWorkers: "block" });
  try {
    await visit(context, name, way);
  } catch (error) {
    console.log(`${name}, ${way}: ${error}`);
  } finally {
    await context.close();
  }
}

/** @param {import("playwright-core").BrowserContext} context @param {string} name @param {string} way */
async function visit(context, name, way) {
  const { path, act, ready, part, python: state } = PAGES[name];
  const page = await context.newPage();
  if (state) await page.route("**/live/python/**", (route) => (state === "fails" ? route.abort() : undefined));
  await page.goto(address + path);
  await page.waitForFunction(() => !document.querySelector("article :not(:defined)"));
  // Of the navigation, a wide screen has no button.
  if (name !== "menu" || (await page.isVisible(".md-header [for=__drawer]"))) await act?.(page);
  if (ready) await page.waitForSelector(ready, { state: "attached" });
  if (name === "quiz-asked") await page.waitForFunction(python);
  await page.evaluate(ALL_OF_IT);
  await page.waitForTimeout(500);
  const file = `${folder}/${name}-${way}`;
  if (way === "printed") {
    await page.pdf({ path: `${file}.pdf`, format: "A4", margin: { top: "15mm", bottom: "15mm", left: "15mm", right: "15mm" } });
  } else {
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) console.log(`${name}, ${way}: ${over} pixels wider than the screen`);
    await picture(page, `${file}.png`, part, way !== "reduced-motion");
  }
}

const ways = Object.keys(WAYS).filter((way) => wanted.includes(way));
const names = Object.keys(PAGES).filter((name) => wanted.includes(name));
await mkdir(folder, { recursive: true });
const executablePath = process.env.CHROMIUM;
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
for (const way of ways.length ? ways : Object.keys(WAYS)) {
  for (const name of names.length ? names : Object.keys(PAGES)) await look(name, way);
}
await browser.close();
