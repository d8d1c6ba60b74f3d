/** For code: a widget without markup. */
import { READING } from './source.js';

const SETTLED = ['ready', 'stale', 'error'];

/**
 * Puts a widget into `host`. `options` are the element's attributes of the same names: `lang`, `theme`, `view`, `only`
 * (a list of ids), `format`, `select`, `bars` and `columns`. Resolves when it has drawn or has said why it cannot
 * (`element.dataset.state`), and at once where the host is not in the document; rejects where there is no host.
 */
export async function mount(host, indicators, options = {}) {
  if (!(host && host.append)) throw new TypeError('indicator-widget: there is no element to mount into');
  const element = document.createElement('indicator-widget');
  for (const name of ['lang', 'theme', ...READING]) {
    const option = options[name];
    if (option !== undefined && option !== null) element.setAttribute(name, [].concat(option).join(' '));
  }
  element.indicators = indicators;
  host.append(element);
  if (host.isConnected) {
    element.redraw();
    await settled(element);
  }
  return {
    /** The element itself, for events and attributes. */
    element,
    /** Other indicators; they are drawn when it returns, but for the first file of another format on a page. */
    update(changed) {
      element.indicators = changed;
      element.redraw();
    },
    /** Other numbers for the same categories; false where they do not fit. */
    updateValues: (values) => element.updateValues(values),
    /** Takes the widget away, with all that it holds. */
    destroy: () => element.remove(),
  };
}

function settled(element) {
  return new Promise((resolve) => {
    const look = () => {
      if (element.isConnected && !SETTLED.includes(element.dataset.state)) return;
      observer.disconnect();
      resolve();
    };
    const observer = new MutationObserver(look);
    observer.observe(element, { attributes: true, attributeFilter: ['data-state'] });
    look();
  });
}
