/**
 * `<live-fold>`: of each item of a long list (`.foldable`) only its heading is shown, until the reader opens it.
 *
 * The page's HTML has all of every item. Styles fold them where scripts run, so that nothing moves when this
 * comes; here headings become buttons. What an address points at is open, and so is what the browser's own search finds.
 */

import { decode, LiveElement, make } from "../dom.js";

class LiveFold extends LiveElement {
  /** @param {AbortSignal} signal */
  connect(signal) {
    const items = [...(this.closest("article") ?? document).querySelectorAll(".foldable")];
    for (const item of items) {
      if (item instanceof HTMLElement) fold(item, signal);
    }
    const all = make("button.fold-all", { type: "button" }, "Open all");
    const change = () => {
      const open = all.textContent === "Open all";
      for (const item of items) set(item, open);
      all.textContent = open ? "Close all" : "Open all";
    };
    all.addEventListener("click", change, { signal });
    this.replaceChildren(all);
    const reveal = () => {
      const target = document.getElementById(decode(location.hash.slice(1)) ?? "");
      const item = target?.closest(".foldable");
      if (!item) return;
      set(item, true);
      // Instant navigation points at nothing by itself.
      if (!item.querySelector(":target")) target?.scrollIntoView();
    };
    addEventListener("hashchange", reveal, { signal });
    const found = (/** @type {Event} */ { target }) => {
      const item = target instanceof Element && target.closest(".foldable");
      if (item) set(item, true);
    };
    addEventListener("beforematch", found, { signal });
    reveal();
  }
}

/** @param {Element} item @param {boolean} open */
function set(item, open) {
  item.toggleAttribute("data-open", open);
  item.querySelector(".fold-head")?.setAttribute("aria-expanded", String(open));
  hide(item, !open);
}

/**
 * Hides all but an item's heading so that the browser's search finds it, where the browser can; else styles do.
 * @param {Element} item @param {boolean} hidden
 */
function hide(item, hidden) {
  if (!("onbeforematch" in item)) return;
  for (const part of [...item.children].slice(1)) {
    if (hidden) part.setAttribute("hidden", "until-found");
    else part.removeAttribute("hidden");
  }
}

/**
 * Makes a button of an item's heading.
 * @param {HTMLElement} item
 * @param {AbortSignal} signal
 */
function fold(item, signal) {
  const heading = item.firstElementChild;
  if (!heading) return;
  const words = [...heading.childNodes].filter(
    (each) => !(each instanceof Element && each.matches(".headerlink")),
  );
  const onclick = () => set(item, !item.hasAttribute("data-open"));
  const button = make("button.fold-head", { type: "button", "aria-expanded": "false", onclick }, ...words);
  heading.prepend(button);
  hide(item, !item.hasAttribute("data-open"));
  signal.addEventListener("abort", () => {
    button.replaceWith(...words);
    hide(item, false);
    item.removeAttribute("data-open");
  });
}

customElements.define("live-fold", LiveFold);
