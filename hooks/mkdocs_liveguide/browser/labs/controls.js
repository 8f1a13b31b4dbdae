/** The controls of a lab, which the page's template made. */

/**
 * Writes the value of each slider beside it, and words of the reader's own to where paper has them.
 * @param {HTMLFormElement} form
 */
export function showValues(form) {
  for (const output of form.querySelectorAll("output")) {
    const field = form.querySelector(`#${CSS.escape(output.htmlFor.value)}`);
    if (field instanceof HTMLInputElement && output.value !== field.value) output.value = field.value;
  }
}

/**
 * What is wrong with a number that the reader typed, in a sentence.
 * @param {HTMLFormElement} form
 * @returns {string | undefined} undefined: nothing is
 */
export function mistakeIn(form) {
  for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("input[type=number]"))) {
    if (field.checkValidity()) continue;
    // The line of status may be far from it. A reader who has gone on to another field is left there.
    if (field === document.activeElement) field.reportValidity();
    const { labels, min, max, step } = field;
    const least = min && ` from ${Number(min)}`;
    const most = max ? ` to ${Number(max)}` : min && " up";
    return `“${labels?.[0]?.textContent}” takes a number${least}${most}, in steps of ${Number(step || 1)}.`;
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {import("./types.js").Control[]} controls
 */
export function valuesOf(form, controls) {
  /** @type {Record<string, import("./types.js").Value>} */
  const values = {};
  for (const { name, kind } of controls) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement && kind === "checkbox") values[name] = field.checked;
    else if (field instanceof HTMLInputElement && (kind === "range" || kind === "number")) {
      values[name] = field.valueAsNumber;
    } else if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) {
      values[name] = field.value;
    }
  }
  return values;
}
