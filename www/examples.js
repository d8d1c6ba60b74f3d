/** The stored documents as examples on a page. */

const all = new URLSearchParams(location.search).has('all');

/** The text of a document of `fixtures/`, by its name without `.json`. */
export async function textOf(name) {
  const answer = await fetch(`fixtures/${name}.json`);
  if (!answer.ok) throw new Error(`fixtures/${name}.json: ${answer.status}`);
  return answer.text();
}

/** The names in a folder of documents, without `.json`. */
export async function namesIn(folder) {
  const names = JSON.parse(await textOf(`${folder}index`));
  return names.map((name) => folder + name.replace('.json', ''));
}

/** A widget that shows `indicators`, JSON text or an object. */
export function widgetOf(indicators) {
  const widget = document.createElement('indicator-widget');
  widget.indicators = indicators;
  return widget;
}

const fills = new WeakMap();
const observer = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting) fill(target);
    }
  },
  { rootMargin: '100%' },
);
const waiting = new Set();

/** Calls `make` when `place` comes near the window, or is printed; at once where the address asks for `?all`. */
export function whenNear(place, make) {
  if (all) return make();
  fills.set(place, make);
  waiting.add(place);
  observer.observe(place);
}

function fill(place) {
  observer.unobserve(place);
  waiting.delete(place);
  fills.get(place)();
}

addEventListener('beforeprint', () => waiting.forEach(fill));
