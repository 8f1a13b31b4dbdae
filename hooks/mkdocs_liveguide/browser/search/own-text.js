/** A text of the reader's own, searched beside the guide; kept in this browser only. */

import { count, keep, make, part, recall } from "../dom.js";
import { inPlainWords, Status } from "../runtime/python.js";
import { base } from "../runtime/site.js";
import { forget, paste } from "./api.js";

/** One text for each site of the origin. */
const STORE = `live-ask-text:${new URL(base).pathname}`;
/** Longer texts are searched, but not kept: browsers give a site a few megabytes. */
const LONGEST_KEPT = 1_000_000;

export class OwnText {
  /** The name under which Python knows the text; "" where there is none. */
  key = "";
  #text = "";
  #count = 0;

  /**
   * @param {HTMLElement} element has the field, its buttons, its line of status and a list
   * @param {() => void} onChange what is searched has changed
   * @param {AbortSignal} signal
   */
  constructor(element, onChange, signal) {
    this.onChange = onChange;
    this.area = /** @type {HTMLTextAreaElement} */ (part(element, "textarea"));
    this.status = new Status(part(element, ".ask-status"));
    this.cut = part(element, ".ask-cut");
    const [add, remove] = element.querySelectorAll("button");
    this.remove = remove;
    add.addEventListener("click", () => void this.#add(), { signal });
    remove.addEventListener("click", () => void this.#remove(), { signal });
    const kept = recall(STORE);
    if (kept) {
      this.area.value ||= kept;
      this.#hold(kept);
      this.status.say("Your text from last time is searched too.");
    }
  }

  /** @param {string} text */
  #hold(text) {
    this.#text = text;
    this.key = text ? `own-${Date.now()}-${++this.#count}` : "";
    this.remove.hidden = !text;
  }

  async #add() {
    const text = this.area.value;
    if (!text.trim()) return this.status.say("There is no text yet: paste one above.");
    this.#hold(text);
    keep(STORE, text.length <= LONGEST_KEPT ? text : undefined);
    this.status.begin("Reading your text");
    if (await this.hand((progress) => this.status.progress(progress))) this.onChange();
  }

  async #remove() {
    this.#hold("");
    keep(STORE);
    this.area.value = "";
    this.cut.replaceChildren();
    this.status.say("Removed.");
    await forget().catch(() => {});
    this.onChange();
  }

  /**
   * Gives the text to Python, which may have been started afresh.
   * @param {import("./api.js").OnProgress} onProgress
   * @returns {Promise<boolean>} whether it worked
   */
  async hand(onProgress) {
    try {
      const { key } = this;
      const { passages, whole } = await paste(this.#text, key, onProgress);
      // Removed, or replaced, meanwhile.
      if (key !== this.key) return false;
      this.cut.replaceChildren(...passages.slice(0, 20).map(({ text, words }) =>
        make("li", text.length > 160 ? `${text.slice(0, 160)} …` : text, make("small", ` ${words} words`))));
      const rest = whole ? "" : " The text is longer than this page can read at once: its end was left out.";
      const shown = passages.length > 20 ? " The first 20 are shown here." : "";
      const known = passages.some((each) => each.has_vector);
      const cut = `Cut into ${count(passages.length, "passage")}, ${known ? `${passages.length === 1 ? "" : "each "}with a vector now` : "which are found by their words"}.`;
      this.status.say(passages.length ? `${cut}${shown}${rest} Ask about it above.` : "There are no words in this text.");
      return passages.length > 0;
    } catch (error) {
      this.status.say(inPlainWords(error));
      return false;
    }
  }
}
