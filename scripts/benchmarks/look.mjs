// Pictures of every kind of page, in each state of its live parts, as readers with other screens and wishes see it:
// `node look.mjs ADDRESS FOLDER [NAME…]`. Prints what is wider than its screen.
import { mkdir } from "node:fs/promises";
import { chromium } from "playwright-core";

const [address, folder, ...wanted] = process.argv.slice(2);
const RUN = "live-cell [data-action=run]";

/** Kinds and states by name: an address, what a reader does there, and what is waited for. */
const PAGES = {
  home: [""],
  topic: ["guides/rag/"],
  decide: ["decide/"],
  faq: ["faq/"],
  cases: ["cases/"],
  evidence: ["evidence/"],
  glossary: ["learn/glossary/"],
  notebook: ["notebooks/retrieval-quality/"],
  "how-good": ["quiz/how-good/"],
  missing: ["404.html"],
  quiz: ["quiz/"],
  "quiz-asked": ["quiz/", ".quiz-current label", "python"],
  ask: ["ask/"],
  "ask-result": ["ask/#q=What%20is%20LoRA%3F", "", ".ask-result"],
  "ask-offline": ["ask/#q=What%20is%20LoRA%3F", "", ".ask-again", "offline"],
  "cell-result": ["guides/rag/", RUN, "python"],
  "cell-offline": ["guides/rag/", RUN, ".cell-status:not(:empty)", "offline"],
  lab: ["labs/behaviour/"],
};

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

await mkdir(folder, { recursive: true });
const executablePath = process.env.CHROMIUM;
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
for (const [way, options] of Object.entries(WAYS)) {
  const context = await browser.newContext(options);
  for (const [name, [path, press, ready, state]] of Object.entries(PAGES)) {
    if (wanted.length && !wanted.includes(name)) continue;
    const page = await context.newPage();
    if (way === "printed") await page.emulateMedia({ media: "print" });
    if (state === "offline") await page.route("**/live/python/**", (route) => route.abort());
    await page.goto(address + path);
    await page.waitForFunction(() => !document.querySelector("article :not(:defined)"));
    if (press) await page.click(press);
    if (ready === "python") {
      await page.waitForFunction(() => performance.getEntriesByName("python-ready").length > 0);
    } else if (ready) await page.waitForSelector(ready);
    await page.waitForTimeout(500);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) console.log(`${name}, ${way}: ${over} pixels wider than the screen`);
    await page.screenshot({ path: `${folder}/${name}-${way}.png`, fullPage: way !== "reduced-motion" });
    await page.close();
  }
  await context.close();
}
await browser.close();
