/**
 * A custom element that works while it stands in a page. Instant navigation takes elements out of the
 * document, and may put the same ones back.
 * @abstract
 */
export class LiveElement extends HTMLElement {
  #standing = new AbortController();

  connectedCallback() {
    this.#standing = new AbortController();
    this.connect(this.#standing.signal);
  }

  disconnectedCallback() {
    this.#standing.abort();
  }

  /**
   * Begins to work.
   * @abstract
   * @param {AbortSignal} _signal the element was taken out: listeners go with it, what was made goes too
   */
  connect(_signal) {}
}
