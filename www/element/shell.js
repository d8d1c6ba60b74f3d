/** What stands in the shadow root of every widget, before it has any words. */
import { build } from './build.js';

/** A button that opens and closes another part. */
const TOGGLE = { type: 'button', 'aria-expanded': 'false' };

/** Built once: a copy costs a browser far less. */
let shell;

/** A copy for one widget, whose parts are found by their classes. */
export function copyShell() {
  if (!shell) {
    shell = document.createDocumentFragment();
    shell.append(...buildShell());
  }
  return shell.cloneNode(true);
}

function buildShell() {
  return [
    // The page's own words.
    build('slot'),
    build('i', { class: 'sensor', 'aria-hidden': 'true' }),
    build(
      'section',
      { class: 'widget', part: 'widget', hidden: '', 'data-scheme': 'light', 'data-columns': '1' },
      buildProbe('probe'),
      buildProbe('probe watched'),
      build('div', { class: 'words' }),
      build(
        'footer',
        { part: 'footer' },
        build('div', { class: 'footnotes' }),
        build(
          'div',
          { class: 'controls' },
          build('button', { ...TOGGLE, class: 'toggle table-button', part: 'table-button', 'aria-controls': 'table' }),
          build('button', { ...TOGGLE, class: 'toggle menu-button', part: 'menu-button', 'aria-controls': 'menu' }),
          build('ul', { id: 'menu', class: 'downloads', part: 'menu', hidden: '' }),
          build('p', { class: 'message menu-message', part: 'menu-message', role: 'status' }),
        ),
      ),
      build('div', { id: 'table', class: 'table-box closed', part: 'table' }),
      build('p', { class: 'live', role: 'status', 'aria-live': 'polite' }),
      build('p', { id: 'keys', hidden: '' }),
      build('div', { class: 'ring focus-ring', 'aria-hidden': 'true', hidden: '' }),
      build('div', { class: 'ring mark-ring', part: 'mark-ring', 'aria-hidden': 'true', hidden: '' }),
      // The live region says its words; nobody should hear them twice.
      build(
        'div',
        { class: 'tip', popover: 'manual', 'aria-hidden': 'true', hidden: '' },
        build('div', { class: 'card', part: 'tooltip' }),
      ),
    ),
    // The message is for when there is no picture; of the places that speak, that of the pictures comes first.
    build('p', { class: 'message', part: 'message', role: 'status' }),
  ];
}

/**
 * An element that carries the colours from the style sheet to the painter, in its order and four to a child: one on
 * each edge. The colours of one that is watched take a moment to change, so that the end of it tells of the change.
 */
function buildProbe(name) {
  return build('i', { class: name, 'aria-hidden': 'true' }, ...[1, 2, 3].map(() => build('i')));
}
