/**
 * Makes elements. Text goes in as text, never as markup.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | boolean | (() => void)>} [props] attributes; true for an empty one,
 *   false for none; `onclick` is a listener
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/**
 * A button of the quiz.
 * @param {string} label
 * @param {() => void} onclick
 * @param {Record<string, string | boolean>} [props]
 */
export function button(label, onclick, props = {}) {
  return make("button", { type: "button", class: "md-button quiz-button", ...props, onclick }, label);
}

/** @param {string} text */
export function sentence(text) {
  return `${text[0].toUpperCase()}${text.slice(1)}.`;
}

/** @param {number} share 0 to 1 */
export function percent(share) {
  return `${Math.round(share * 100)} %`;
}
