/**
 * A promise that is settled from outside. If it fails before anybody waits for it, that is no error.
 * @template T
 */
export class Deferred {
  constructor() {
    /** @type {Promise<T>} */
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    this.promise.catch(() => undefined);
  }

  /** @type {(value: T) => void} */ // @ts-expect-error set in the constructor
  resolve;
  /** @type {(reason: unknown) => void} */ // @ts-expect-error see above
  reject;
}
