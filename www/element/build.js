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

/** Gives the focus to an element; one that takes none by itself takes it so. */
export function focus(element, options) {
  if (element.localName === 'th') element.setAttribute('tabindex', '-1');
  element.focus(options);
}

/** Makes a change within an element; whoever has the focus at one of those that `selector` finds is at the same one after it. */
export function keepFocus(element, selector, change) {
  const find = () => Array.from(element.querySelectorAll(selector));
  const place = find().indexOf(element.getRootNode().activeElement);
  change();
  const same = place < 0 ? undefined : find()[place];
  if (same) focus(same, { preventScroll: true });
}

/** Puts children in place of what an element holds. */
export function fill(element, children) {
  element.textContent = '';
  for (const child of children) {
    if (child !== undefined && child !== null) element.append(child);
  }
}
