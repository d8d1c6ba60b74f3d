/** Where a widget's indicators come from. */

/** The attributes that are an indicator. */
export const FIGURES = ['label', 'value', 'total', 'target', 'unit'];

/** The attributes that say how a file is read, beside its language. */
export const READING = ['view', 'only', 'format', 'select', 'bars', 'columns'];

/** The types of a script that holds figures, and the format that each stands for. */
const CHILDREN = { 'application/json': '', 'text/csv': 'csv' };

/** What is JSON without a script around it. */
const BARE = /^\[?\s*\{\s*["“”]/;

/**
 * What the element was given: `{ given, format }` (an object or the text of a file, and its format if that is known),
 * `{ src }` (an address), or `undefined` while there is nothing yet. The order is that of the documentation: property,
 * child, `src`, attributes.
 */
export function findSource(element, property) {
  if (property !== undefined && property !== null) return { given: property };
  // An editor may have put a paragraph around it.
  const script = Array.from(element.querySelectorAll('script')).find((child) => CHILDREN[typeOf(child)] !== undefined);
  // A child may still be on its way, or be half there: it goes before `src`, so nothing can be said before.
  if (!isParsed(element)) return undefined;
  if (script) return { given: script.textContent, format: CHILDREN[typeOf(script)] };
  const src = (element.getAttribute('src') || '').trim();
  if (src) return { src };
  // A script or a style sheet of the page's own is none of it.
  const isBare = BARE.test(element.textContent.trim()) && !element.querySelector('script, style');
  if (isBare) return { given: element.textContent };
  const attributes = FIGURES.filter((name) => element.hasAttribute(name));
  if (!attributes.length) return undefined;
  // As text, so that "11.40" keeps its written precision.
  const indicator = {};
  for (const name of attributes) indicator[name] = element.getAttribute(name).trim();
  // As in a document, and as the complaint about a value in words advises.
  if (indicator.value === 'null') indicator.value = null;
  return { given: JSON.stringify(indicator), format: 'indicators' };
}

/** `application/json` of "application/JSON; charset=utf-8". */
function typeOf(script) {
  return script.type.split(';')[0].trim().toLowerCase();
}

/** Whether the rest of a page stands in the element, which hides it: its tag was never closed, or by `/>`, which closes nothing. */
export function isUnclosed(element) {
  return element.querySelector('indicator-widget, main, article, nav, footer, form') !== null;
}

/** A property that was set before the element was defined hides the accessor of that name: hands it on. */
export function adopt(element, name) {
  if (!Object.prototype.hasOwnProperty.call(element, name)) return;
  const value = element[name];
  delete element[name];
  element[name] = value;
}

/** Calls back when what stands in the element may have changed. Returns a function that ends that. */
export function watchSource(element, changed) {
  const children = new MutationObserver(changed);
  children.observe(element, { childList: true, characterData: true, subtree: true });
  document.addEventListener('DOMContentLoaded', changed);
  return () => {
    children.disconnect();
    document.removeEventListener('DOMContentLoaded', changed);
  };
}

/** Whether two findings are the same, so that nothing needs to be read again. */
export function isSameSource(a, b) {
  return a !== undefined && b !== undefined && a.given === b.given && a.src === b.src && a.format === b.format;
}

/** Whether the page says that the figures are in another format than ours. */
export function isForeign(element, source) {
  return !['', 'auto', 'indicators'].includes(formatOf(element, source));
}

/** What the program is asked for, as `Widget` in `src/browser/mod.rs` takes it. `source` may know the format. */
export function settingsOf(element, lang, source) {
  const settings = { lang };
  for (const name of READING) settings[name] = element.getAttribute(name) || '';
  // `only="a b"` and `only="a, b"` both name two indicators.
  settings.only = settings.only.split(/[\s,]+/).filter(Boolean);
  settings.format = formatOf(element, source);
  settings.theme = element.getAttribute('theme') || '';
  settings.attributes = element.getAttributeNames();
  return settings;
}

function formatOf(element, source) {
  return element.getAttribute('format') || (source && source.format) || '';
}

/** Whether there is to be a menu; frameworks write an attribute that is off as "false". */
export function hasMenu(element) {
  return [null, 'false'].includes(element.getAttribute('no-menu'));
}

/** The seconds between two requests; `undefined` where there is to be only one, or "2 minutes" are asked for. */
export function refreshOf(element) {
  const seconds = Number(element.getAttribute('refresh'));
  return seconds >= 1 ? seconds : undefined;
}

/** The language of the nearest ancestor that names one, across shadow roots; Vietnamese where none does. */
export function languageOf(element) {
  for (let node = element; node; ) {
    const named = node.closest('[lang]:not([lang=""])');
    // Of an SVG element, `lang` is no property.
    if (named) return named.getAttribute('lang').trim();
    const root = node.getRootNode();
    // A link that stands in no page is a root as well, and its `host` is that of its address.
    node = root.nodeType === Node.DOCUMENT_FRAGMENT_NODE ? root.host : undefined;
  }
  return 'vi';
}

/** The language of our words where that language is asked for: `vi` or `en`. */
export const ownLanguage = (lang) => (/^en(?![a-z0-9])/i.test(lang) ? 'en' : 'vi');

/** An element is complete when the document is, or when something stands behind it. */
function isParsed(element) {
  if (document.readyState !== 'loading') return true;
  for (let node = element; node; node = node.parentNode) {
    if (node.nextSibling) return true;
  }
  return false;
}
