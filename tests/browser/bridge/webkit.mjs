// WebKitGTK through its driver.
import { Builder, By, Capabilities, Key } from "selenium-webdriver";
import { DriverService } from "selenium-webdriver/remote/index.js";
import { arrived, expectClick, SCRIPT_SECONDS, within, wrap } from "./driving.mjs";

/**
 * WebKit without the last of its compilers of wasm. That one stops every thread of the page, for seconds on a busy
 * machine, while it works on Python's largest functions. What a page does is the same without it.
 */
const LEAN = { JSC_useOMGJIT: "0" };

/** One window for all tabs: WebKitGTK's driver gives each session a fresh profile. */
export class WebKitBrowser {
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
    // A session takes a second or two, unless it never comes.
    for (const patience of [15, 30, 60]) {
      try {
        return await this.begin({ ...process.env, ...(lean ? LEAN : {}) }, patience);
      } catch (error) {
        if (patience === 60) throw error;
      }
    }
  }

  /**
   * @param {Record<string, string | undefined>} env of the driver and its browser
   * @param {number} patience seconds until a session is given up
   */
  async begin(env, patience) {
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
      const driver = await within(patience, "a session", building);
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
    await driver.executeScript(expectClick);
    await element.click();
    await arrived(() => driver.executeScript("return window.bridgeClick ?? undefined"), selector);
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

  /**
   * Whether a tab's process is gone: the driver ends its session then, and has no words for what failed.
   * @param {{driver: import("selenium-webdriver").WebDriver}} tab
   */
  async crashed({ driver }) {
    return within(10, "a window", driver.getWindowHandle()).then(() => false, () => true);
  }

  async leave({ driver }) {
    await driver.get("about:blank");
  }

  async closeTab({ driver, service }) {
    await within(30, "quit", driver.quit()).catch(() => undefined);
    await service.kill();
  }

  async close() {}
}
