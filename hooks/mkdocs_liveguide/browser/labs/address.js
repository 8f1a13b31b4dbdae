/**
 * The values of labs in the page's address, in its fragment: browsers do not send that to the host. All that is not a
 * lab's default stands there by the id of its field, so that labs of one page keep out of each other's way.
 */

import { pageName, setFragment } from "../dom.js";

/** @typedef {HTMLInputElement | HTMLSelectElement} Field */

/** @param {Field} field */
const valueOf = (field) => (field instanceof HTMLInputElement && field.type === "checkbox" ? `${field.checked}` : field.value);

/** @param {Field} field @param {string} value @returns {boolean} whether the field can have it */
function put(field, value) {
  if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = value === "true";
  else field.value = value;
  // Browsers bend what a slider cannot have, and empty the field for what is no number and no choice.
  return valueOf(field) === value && field.validity.valid;
}

/**
 * The fields of a lab, each with what its default is in this browser.
 * @param {HTMLFormElement} form
 * @returns {[Field, string][]}
 */
function fieldsOf(form) {
  const plain = /** @type {HTMLFormElement} */ (form.cloneNode(true));
  plain.reset();
  const [fields, defaults] = [form, plain].map(
    (each) => /** @type {NodeListOf<Field>} */ (each.querySelectorAll("input, select")),
  );
  return [...fields].map((field, at) => [field, valueOf(defaults[at])]);
}

/** What differs from the defaults, as it stands in an address. @param {HTMLFormElement} form */
export function changesOf(form) {
  const changed = fieldsOf(form).filter(([field, usual]) => valueOf(field) !== usual);
  return new URLSearchParams(changed.map(([field]) => [field.id, valueOf(field)])).toString();
}

/** @param {HTMLFormElement} form @param {URLSearchParams} values */
const isNamed = (form, values) => fieldsOf(form).some(([{ id }]) => values.has(id));

const inAddress = () => new URLSearchParams(location.hash.slice(1));

/**
 * What the labs of a page differed in, by the page's name: an address that points at a place of the page does not say
 * it, and a reader who comes back to that from another page has it all the same.
 * @type {Map<string, string>}
 */
const last = new Map();

/** The values that labs of this page had before. */
export const ofBefore = () => new URLSearchParams(last.get(pageName()));

/**
 * Takes values, if there are any of this lab; what a field cannot have is its default.
 * @param {HTMLFormElement} form
 * @param {URLSearchParams} [given] without it, those of the page's address
 */
export function takeValues(form, given = inAddress()) {
  if (!isNamed(form, given)) return;
  last.set(pageName(), `${given}`);
  for (const [field, usual] of fieldsOf(form)) {
    const value = given.get(field.id);
    if (value === null || !put(field, value)) put(field, usual);
  }
}

/** Puts what the page's labs differ in into its address; a place of the page that stands there gives way to that alone. */
export function putValues() {
  const forms = /** @type {HTMLFormElement[]} */ ([...document.querySelectorAll("live-lab form")]);
  const changes = forms.map(changesOf).filter(Boolean).join("&");
  last.set(pageName(), changes);
  if (changes) setFragment(`#${changes}`);
  else if (forms.some((form) => isNamed(form, inAddress()))) setFragment();
}
