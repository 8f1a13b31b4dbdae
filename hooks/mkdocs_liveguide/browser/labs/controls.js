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
 * @param {HTMLFormElement} form
 * @param {import("./types.js").Control[]} controls
 * @returns {Record<string, import("./types.js").Value> | undefined} undefined: a field is not filled in
 */
export function valuesOf(form, controls) {
  /** @type {Record<string, import("./types.js").Value>} */
  const values = {};
  for (const { name, kind } of controls) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement && kind === "checkbox") values[name] = field.checked;
    else if (field instanceof HTMLInputElement && (kind === "range" || kind === "number")) {
      if (!field.checkValidity() || field.value === "") return void field.reportValidity();
      values[name] = field.valueAsNumber;
    } else if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) {
      values[name] = field.value;
    }
  }
  return values;
}
