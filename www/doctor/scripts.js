/** The widget's scripts on this page. */
import { finding } from './finding.js';

const NAME = /\/indicator-widget(\.single)?\.js([?#]|$)/;

/** Every script of the widget that the page names or has loaded: `{ url, single, integrity }`, each tag for itself. */
export function findScripts() {
  const tags = Array.from(document.querySelectorAll('script[src]')).map(({ src, integrity }) => ({ src, integrity }));
  // Other modules may import it, with no tag of its own.
  const loaded = performance.getEntriesByType('resource').filter(({ initiatorType }) => initiatorType !== 'fetch');
  for (const { name } of loaded) {
    if (!tags.some(({ src }) => src === name)) tags.push({ src: name, integrity: '' });
  }
  const own = tags.map(({ src, integrity }) => ({ url: src, integrity, match: NAME.exec(src) }));
  const found = own.filter(({ match }) => match);
  return found.map(({ url, integrity, match }) => ({ url, integrity, single: Boolean(match[1]) }));
}

/** Complains of a script that is there more than once. */
export function checkScripts(scripts) {
  if (scripts.length < 2) return [];
  return [finding('advice', 'twice', scripts.map(({ url }) => url).join('\n'), { facts: { count: scripts.length } })];
}
