/**
 * `<live-fold>`: of each item of a long list (`.foldable`) only its heading is shown, until the reader opens it.
 *
 * The page's HTML has all of every item. Styles fold them where scripts run, so that nothing moves when this
 * comes; here headings become buttons. What an address points at is open.
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
    reveal();
  }
}

/** @param {Element} item @param {boolean} open */
function set(item, open) {
  item.toggleAttribute("data-open", open);
  item.querySelector(".fold-head")?.setAttribute("aria-expanded", String(open));
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
  signal.addEventListener("abort", () => {
    button.replaceWith(...words);
    item.removeAttribute("data-open");
  });
}

customElements.define("live-fold", LiveFold);
