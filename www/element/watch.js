/** Everything that can make a picture outdated although its figures stay. */

/** What is to be told of each widget in the page, by its element and by its section. */
const hosts = new Map();
const sections = new Map();

/** Queries that are waited for. */
const lists = new Set();

let sizes;
let own;

/** Tells every widget, whatever happens to one of them. */
function tellAll(tell) {
  hosts.forEach((told) => {
    try {
      tell(told);
    } catch (error) {
      console.error('indicator-widget:', error);
    }
  });
}

const outdated = () => tellAll((told) => told.outdated(false));
const restyled = () => tellAll((told) => told.restyled());

/**
 * Calls `resized` with the width of `section`, the widget's, when that or its height has changed; `outdated` when the
 * style of `host`, the pixel ratio or the fonts may have; `restyled` when an attribute of the root element, such as its
 * language, has; and `printing` around a print. Returns a function after which nothing more is told.
 */
export function watch(host, section, told) {
  if (!own) begin();
  hosts.set(host, told);
  sections.set(section, told);
  if (sizes) sizes.observe(section);
  own.observe(host, { attributes: true, attributeFilter: ['class', 'style'] });
  return () => {
    hosts.delete(host);
    sections.delete(section);
    if (sizes) sizes.unobserve(section);
  };
}

/** What the page and the window do is watched once for all widgets. */
function begin() {
  if (typeof ResizeObserver !== 'undefined') {
    sizes = new ResizeObserver((entries) => {
      for (const { target, contentRect } of entries) {
        const told = sections.get(target);
        if (told) told.resized(contentRect.width);
      }
    });
  }
  own = new MutationObserver((changes) => {
    for (const host of new Set(changes.map(({ target }) => target))) {
      const told = hosts.get(host);
      if (told) told.outdated(false);
    }
  });
  window.addEventListener('resize', outdated);
  for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)', '(prefers-contrast: more)']) {
    ask(query, outdated);
  }
  armRatio();
  if (document.fonts && document.fonts.addEventListener) {
    document.fonts.addEventListener('loadingdone', () => tellAll((told) => told.outdated(true)));
  }
  new MutationObserver(restyled).observe(document.documentElement, { attributes: true });
  new MutationObserver(restyled).observe(document, { attributes: true, attributeFilter: ['lang'], subtree: true });
  window.addEventListener('beforeprint', () => tellAll((told) => told.printing(true)));
  window.addEventListener('afterprint', () => tellAll((told) => told.printing(false)));
}

/** A query for one ratio tells only that it is left: then the next one is asked for. */
function armRatio() {
  const end = ask(`(resolution: ${window.devicePixelRatio || 1}dppx)`, () => {
    end();
    armRatio();
    outdated();
  });
}

/** Safari before 14 has only this older pair of methods, and may forget a list that nobody holds. */
function ask(query, listener) {
  const list = matchMedia(query);
  list.addListener(listener);
  lists.add(list);
  return () => {
    list.removeListener(listener);
    lists.delete(list);
  };
}
