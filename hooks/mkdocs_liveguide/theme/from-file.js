/*
 * Begins the live parts of a site that may also be opened from files, without a server.
 *
 * From a server, it loads the script of the live parts. From files, browsers load no modules, and start neither
 * Python nor a worker: pages say so where a live part stands, and the theme's search gets a worker that is a frame.
 */

(() => {
  const { script } = document.currentScript.dataset;
  if (location.protocol !== "file:") {
    const module = document.createElement("script");
    module.type = "module";
    module.src = new URL(script, document.baseURI).href;
    document.head.append(module);
    return;
  }

  const NEED_PYTHON = "live-ask, live-cases, live-cell, live-faq, live-lab, live-quiz";
  const TEXT =
    "What is live here does not run: browsers start no Python for a page that is opened from a file. " +
    "It runs where a web server sends this site.";

  document.documentElement.dataset.live = "failed";
  addEventListener("DOMContentLoaded", () => {
    for (const each of document.querySelectorAll("*")) {
      if (each.localName.startsWith("live-")) each.dataset.live = "failed";
    }
    for (const each of document.querySelectorAll(NEED_PYTHON)) {
      const told = document.createElement("p");
      told.className = "live-from-file";
      told.textContent = TEXT;
      // A cell can be read without it; of the others it is to be known first.
      if (each.localName === "live-cell") each.append(told);
      else each.prepend(told);
    }
  });

  /** What the theme's search needs of a worker: a script that is told things, and tells things. */
  window.Worker = class extends EventTarget {
    #waiting = [];
    #frame = document.createElement("iframe");

    constructor(address) {
      super();
      this.#frame.hidden = true;
      document.body.append(this.#frame);
      const inner = this.#frame.contentWindow;
      // In a worker, this tells the page; in a frame, it would tell the frame itself.
      inner.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      inner.importScripts = (...addresses) => Promise.all(addresses.map((each) => this.#load(each)));
      // The frame's own address is about:blank.
      const base = inner.document.createElement("base");
      base.href = new URL(address, document.baseURI).href;
      inner.document.head.append(base);
      this.#load(base.href).then(() => {
        for (const data of this.#waiting.splice(0)) this.#tell(data);
        this.#waiting = undefined;
      });
    }

    postMessage(data) {
      if (this.#waiting) this.#waiting.push(data);
      else this.#tell(data);
    }

    terminate() {
      this.#frame.remove();
    }

    #tell(data) {
      const inner = this.#frame.contentWindow;
      inner?.dispatchEvent(new inner.MessageEvent("message", { data }));
    }

    #load(address) {
      return new Promise((done, failed) => {
        const element = this.#frame.contentDocument.createElement("script");
        element.src = address;
        element.onload = done;
        element.onerror = failed;
        this.#frame.contentDocument.head.append(element);
      });
    }
  };
})();
