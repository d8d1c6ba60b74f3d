/** Elements without markup: no string is ever parsed, so nothing in a document can become an element. */

/** An element with attributes (`undefined` leaves one out) and children (likewise). */
export function build(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const key of Object.keys(attributes)) {
    if (attributes[key] !== undefined && attributes[key] !== null) element.setAttribute(key, attributes[key]);
  }
  fill(element, children);
  return element;
}

/** Puts children in place of what an element holds. */
export function fill(element, children) {
  element.textContent = '';
  for (const child of children) {
    if (child !== undefined && child !== null) element.append(child);
  }
}
