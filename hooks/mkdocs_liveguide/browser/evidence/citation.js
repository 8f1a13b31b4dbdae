/**
 * `<live-citation>`: links to findings, each of which shows its finding in place when it is pressed.
 *
 * What is shown is fetched from the page that the link leads to. Where that fails, and with scripts
 * off, the link is a link.
 */

import { decode, LiveElement, make } from "../dom.js";

/** @type {Map<string, Promise<Document>>} */
const pages = new Map();
/** Counts presses on this page: of two, the later one has its finding shown. */
let presses = 0;

/**
 * A page of the site, fetched once; a failure is not kept.
 * @param {string} address without a fragment
 * @returns {Promise<Document>}
 */
function readPage(address) {
  let page = pages.get(address);
  if (!page) {
    page = fetch(address).then(async (response) => {
      if (!response.ok) throw new Error(`${address}: ${response.status}`);
      return new DOMParser().parseFromString(await response.text(), "text/html");
    });
    page.catch(() => pages.delete(address));
    pages.set(address, page);
  }
  return page;
}

/**
 * The finding that a link leads to, as elements for this page.
 * @param {HTMLAnchorElement} link
 * @returns {Promise<{title: string, parts: HTMLElement[]}>}
 */
async function readFinding(link) {
  const [address, anchor] = link.href.split("#");
  const page = await readPage(address);
  const heading = page.getElementById(decode(anchor) ?? "");
  const finding = heading?.parentElement;
  if (!heading || !finding?.matches("[data-checked]")) throw new Error(`no finding at ${link.href}`);
  heading.querySelector(".headerlink")?.remove();
  const parts = [...finding.children]
    .filter((part) => part !== heading && !part.matches(".cited-in"))
    .map((part) => /** @type {HTMLElement} */ (document.importNode(part, true)));
  for (const inner of parts.flatMap((part) => [...part.querySelectorAll("a")])) {
    inner.href = new URL(inner.getAttribute("href") ?? "", address).href;
  }
  return { title: heading.textContent ?? "", parts };
}

class LiveCitation extends LiveElement {
  /** @type {HTMLElement | undefined} */
  #shown;

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.addEventListener("click", (event) => this.#pressed(event, signal), { signal });
    signal.addEventListener("abort", () => this.#shown?.remove());
    for (const link of this.querySelectorAll("a")) link.setAttribute("aria-haspopup", "dialog");
  }

  /** @param {MouseEvent} event @param {AbortSignal} signal the element was taken out */
  #pressed(event, signal) {
    const target = event.target instanceof Element ? event.target : null;
    const link = target?.closest("a.citation");
    const plain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!(link instanceof HTMLAnchorElement) || !plain || !("showPopover" in this)) return;
    // The theme follows links by itself, with a listener on the body.
    event.preventDefault();
    event.stopPropagation();
    void this.#follow(link, signal);
  }

  /**
   * Shows a link's finding, or goes where the link leads; nothing of both when the reader has gone on.
   * @param {HTMLAnchorElement} link
   * @param {AbortSignal} signal
   */
  async #follow(link, signal) {
    const press = ++presses;
    const outdated = () => signal.aborted || press !== presses || !link.isConnected;
    try {
      const finding = await readFinding(link);
      if (!outdated()) this.#show(link, finding);
    } catch (error) {
      if (outdated()) return;
      console.info("A finding is not shown in place:", String(error));
      this.#shown?.remove();
      location.assign(link.href);
    }
  }

  /**
   * @param {HTMLAnchorElement} link
   * @param {{title: string, parts: HTMLElement[]}} finding
   */
  #show(link, { title, parts }) {
    this.#shown?.remove();
    const onclick = () => card.hidePopover();
    const close = make("button.citation-close", { type: "button", onclick }, "Close");
    /** @type {HTMLElement} */
    const card = make(
      "div.citation-card.md-typeset",
      { popover: "auto", role: "dialog", "aria-label": title },
      make("p", make("strong", title)),
      ...parts,
      make("p.citation-foot", make("a", { href: link.href }, "All the evidence"), close),
    );
    card.addEventListener("toggle", (event) => {
      if (/** @type {ToggleEvent} */ (event).newState === "closed") {
        card.remove();
        // Escape and Close give the focus back; a press elsewhere has moved it already.
        if (!document.activeElement || document.activeElement === document.body) link.focus();
      }
    });
    this.append(card);
    this.#shown = card;
    card.showPopover();
    place(card, link);
    close.focus({ preventScroll: true });
  }
}

/**
 * Puts the card below the link, or above it where there is more room; narrow screens have their own
 * place for it in the style sheet.
 * @param {HTMLElement} card
 * @param {HTMLElement} link
 */
function place(card, link) {
  const room = 8;
  const at = link.getBoundingClientRect();
  const size = card.getBoundingClientRect();
  const left = Math.min(at.left, innerWidth - size.width - room);
  const below = at.bottom + room;
  const fits = below + size.height <= innerHeight || at.top < size.height + room;
  card.style.setProperty("--citation-left", `${Math.max(room, left)}px`);
  card.style.setProperty("--citation-top", `${fits ? below : at.top - size.height - room}px`);
}

customElements.define("live-citation", LiveCitation);
