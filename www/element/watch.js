/** Everything that can make a picture outdated although its figures stay. */

/**
 * Calls `resized` with the width of `section`, the widget's, when that or its height has changed; `outdated` when the
 * style of `host`, the pixel ratio or the fonts may have; `restyled` when an attribute of the root element, such as its
 * language, has; and `printing` around a print. Returns a function that ends it all.
 */
export function watch(host, section, { resized, outdated, restyled, printing }) {
  const ends = [];
  const listen = (target, type, listener) => {
    target.addEventListener(type, listener);
    ends.push(() => target.removeEventListener(type, listener));
  };

  if (typeof ResizeObserver !== 'undefined') {
    const observer = new ResizeObserver(([{ contentRect }]) => resized(contentRect.width));
    observer.observe(section);
    ends.push(() => observer.disconnect());
  }
  listen(window, 'resize', () => outdated());

  for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)', '(prefers-contrast: more)']) {
    ends.push(onMedia(query, () => outdated()));
  }

  // A query for one ratio tells only that it is left: then the next one is asked for.
  let endRatio;
  const armRatio = () => {
    endRatio = onMedia(`(resolution: ${window.devicePixelRatio || 1}dppx)`, () => {
      endRatio();
      armRatio();
      outdated();
    });
  };
  armRatio();
  ends.push(() => endRatio());

  if (document.fonts && document.fonts.addEventListener) {
    listen(document.fonts, 'loadingdone', () => outdated(true));
  }

  const own = new MutationObserver(() => outdated());
  own.observe(host, { attributes: true, attributeFilter: ['class', 'style'] });
  ends.push(() => own.disconnect());
  const root = new MutationObserver(restyled);
  root.observe(document.documentElement, { attributes: true });
  ends.push(() => root.disconnect());
  const languages = new MutationObserver(restyled);
  languages.observe(document, { attributes: true, attributeFilter: ['lang'], subtree: true });
  ends.push(() => languages.disconnect());

  listen(window, 'beforeprint', () => printing(true));
  listen(window, 'afterprint', () => printing(false));

  return () => ends.forEach((end) => end());
}

/** Safari before 14 has only the older pair of methods. */
function onMedia(query, listener) {
  const list = matchMedia(query);
  if (list.addEventListener) {
    list.addEventListener('change', listener);
    return () => list.removeEventListener('change', listener);
  }
  list.addListener(listener);
  return () => list.removeListener(listener);
}
