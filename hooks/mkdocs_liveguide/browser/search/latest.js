/**
 * One question at a time: of those that come while one is being answered, the last is asked next.
 */
export class Latest {
  /** @type {(() => Promise<void>) | undefined} */
  #next;
  #busy = false;

  /** @param {() => Promise<void>} work asks and shows; it must not throw */
  async ask(work) {
    this.#next = work;
    if (this.#busy) return;
    this.#busy = true;
    while (this.#next) {
      const now = this.#next;
      this.#next = undefined;
      await now();
    }
    this.#busy = false;
  }

  /** Whether something newer waits to be asked. */
  get outdated() {
    return this.#next !== undefined;
  }
}
