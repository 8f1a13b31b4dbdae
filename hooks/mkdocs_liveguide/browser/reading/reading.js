/**
 * `<live-reading>`: of the table or list of pages that follows it, which were read in this browser, and where to
 * go on. It can be forgotten, and nothing is sent.
 */

import { keep, LiveElement, make, pageName, recall } from "../dom.js";
import { KEY, nextOf, parse, serialise } from "./record.js";
import { watch } from "./track.js";

class LiveReading extends LiveElement {
  /** @param {AbortSignal} signal */
  connect(signal) {
    const links = this.#links();
    if (!links.size) return;
    const before = [...this.childNodes];
    const key = KEY + pageName();
    const { read } = parse(recall(key));
    // The list may have changed since.
    const kept = parse(serialise({ pages: [...links.keys()], read: read.filter((page) => links.has(page)) }));
    if (!keep(key, serialise(kept))) return;
    watch();
    const show = () => this.#show(key, links, before);
    addEventListener("pageshow", show, { signal });
    addEventListener("storage", show, { signal });
    signal.addEventListener("abort", () => this.#clear(links, before));
    show();
  }

  /** The first link of each row or item, by the name of its page. @returns {Map<string, HTMLAnchorElement>} */
  #links() {
    /** @type {Map<string, HTMLAnchorElement>} */
    const links = new Map();
    // The theme puts boxes around tables.
    let list = (this.closest(".reading-list") ?? this).nextElementSibling;
    list = list?.matches("table, ol, ul") ? list : (list?.querySelector("table") ?? null);
    for (const row of list?.querySelectorAll("tr, li") ?? []) {
      const link = row.querySelector("a");
      if (link?.origin !== location.origin) continue;
      const page = pageName(link.pathname);
      if (page !== pageName() && !links.has(page)) links.set(page, link);
    }
    return links;
  }

  /** @param {string} key @param {Map<string, HTMLAnchorElement>} links @param {Node[]} before */
  #show(key, links, before) {
    this.#clear(links, before);
    const reading = parse(recall(key));
    if (!reading.read.length) return;
    for (const page of reading.read) links.get(page)?.after(make("span.reading-read", " read"));
    const next = links.get(nextOf(reading) ?? "");
    const forget = () => {
      keep(key, serialise({ ...reading, read: [] }));
      this.#clear(links, before);
    };
    this.replaceChildren(
      make(
        "p",
        `You have read ${reading.read.length} of ${reading.pages.length}. `,
        ...(next ? ["Go on with ", make("a", { href: next.href }, next.textContent ?? ""), ". "] : []),
        make("button.quiz-link", { type: "button", onclick: forget }, "Forget this"),
      ),
    );
  }

  /** @param {Map<string, HTMLAnchorElement>} links @param {Node[]} before */
  #clear(links, before) {
    for (const link of links.values()) {
      if (link.nextElementSibling?.matches(".reading-read")) link.nextElementSibling.remove();
    }
    this.replaceChildren(...before);
  }
}

customElements.define("live-reading", LiveReading);
