/** The widget's scripts on this page. */
import { finding } from './finding.js';

const NAME = /\/indicator-widget(\.single)?\.js([?#]|$)/;

/**
 * Every script of the widget that the page names or has loaded: `{ url, single, untyped, integrity }`, each tag for
 * itself. `untyped` is a tag that should say that it names a module, without which it does not run.
 */
export function findScripts() {
  const tags = Array.from(document.querySelectorAll('script[src]:not([nomodule])')).map(({ src, type, integrity }) => {
    return { src, integrity, classic: type.trim().toLowerCase() !== 'module' };
  });
  // Other modules may import it, with no tag of its own.
  const loaded = performance.getEntriesByType('resource').filter(({ initiatorType }) => initiatorType !== 'fetch');
  for (const { name } of loaded) {
    if (!tags.some(({ src }) => src === name)) tags.push({ src: name, integrity: '', classic: false });
  }
  const own = tags.map((tag) => Object.assign({ match: NAME.exec(tag.src) }, tag)).filter(({ match }) => match);
  return own.map(({ src, match, classic, integrity }) => {
    const single = Boolean(match[1]);
    return { url: src, single, untyped: classic && !single, integrity };
  });
}

/** Complains of scripts without their type, and of a script that is there more than once. */
export function checkScripts(scripts) {
  const found = scripts.filter(({ untyped }) => untyped).map(({ url }) => finding('fault', 'no-module', url));
  if (scripts.length < 2) return found;
  const where = scripts.map(({ url }) => url).join('\n');
  return [...found, finding('advice', 'twice', where, { facts: { count: scripts.length } })];
}
