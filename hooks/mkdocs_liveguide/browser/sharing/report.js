/**
 * `<live-report>`: a link to report a mistake, which says in which section the reader is.
 *
 * `data-issue` is the link's address with `{section}` where the section's title goes. With scripts off the
 * link leaves the section open.
 */

import { decode, encode, LiveElement, part } from "../dom.js";

/** The title of the section in which words are selected, else of the one that the page's address names. */
function section() {
  const headings = [...document.querySelectorAll("article :is(h2, h3, h4)[id]")];
  const named = headings.find(({ id }) => id === decode(location.hash.slice(1)));
  const selection = getSelection();
  const node = selection?.isCollapsed ? null : selection?.anchorNode;
  const above = headings.findLast(
    (each) => node && each.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  const heading = above ?? named;
  return [...(heading?.childNodes ?? [])]
    .filter((node) => !(node instanceof HTMLAnchorElement && node.matches(".headerlink")))
    .map((node) => node.textContent)
    .join("")
    .trim();
}

class LiveReport extends LiveElement {
  /** @param {AbortSignal} signal */
  connect(signal) {
    const link = /** @type {HTMLAnchorElement} */ (part(this, "a"));
    const fill = () => {
      link.href = (this.dataset.issue ?? link.href).replace("{section}", encode(section()));
    };
    for (const sign of ["pointerdown", "focus"]) link.addEventListener(sign, fill, { signal });
  }
}

customElements.define("live-report", LiveReport);
