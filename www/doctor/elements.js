/** The elements on the page: whether they are alive, have room, and what they complain of. */
import { finding, tagOf } from './finding.js';

const complaints = new WeakMap();

document.addEventListener('indicator-error', (event) => complaints.set(event.target, event.detail));

/** All findings on these elements; `scripts` are those that were found on the page. */
export function checkElements(elements, scripts) {
  if (!elements.length) return [finding('note', 'no-element', location.href)];
  if (!customElements.get('indicator-widget')) {
    if (!scripts.length) return [finding('fault', 'no-script', location.href)];
    return [finding('fault', 'not-defined', scripts.map(({ url }) => url).join('\n'))];
  }
  return [].concat(...elements.map((element) => [].concat(checkRoom(element), checkState(element))));
}

function checkRoom(element) {
  const found = (severity, code, culprit) => [
    finding(severity, code, tagOf(element), { facts: { culprit: culprit && tagOf(culprit) } }),
  ];
  const line = lineage(element);
  const unseen = line.find((one) => getComputedStyle(one).display === 'none');
  if (unseen) return found('note', 'hidden', unseen);
  const folded = line.find((one) => one.localName === 'details' && !one.open);
  if (folded) return found('note', 'hidden', folded);
  if (!element.getBoundingClientRect().width) return found('fault', 'no-width', outermost(line, 'width'));
  const flat = line.find((one) => one.clientHeight === 0 && getComputedStyle(one).overflowY !== 'visible');
  if (flat) return found('fault', 'no-height', flat);
  return [];
}

/** The element and what it stands in, from the inside out. */
function lineage(element) {
  const line = [];
  for (let one = element; one && one !== document.documentElement; one = one.parentElement) line.push(one);
  return line;
}

/** The last of those that have no width, counted from the inside: there the room is lost. */
function outermost(line, side) {
  const without = line.findIndex((one) => one.getBoundingClientRect()[side] > 0);
  return line[(without < 0 ? line.length : without) - 1];
}

function checkState(element) {
  const { state } = element.dataset;
  const words = complaints.get(element);
  const facts = { message: words ? `${words.message} ${words.mend}` : messageOf(element) };
  const more = { facts };
  if (state === 'error') return finding('fault', 'complaint', tagOf(element), more);
  if (state === 'stale') return finding('fault', 'stale', tagOf(element), more);
  if (state !== 'ready') return finding('advice', 'loading', tagOf(element), more);
  return finding('good', 'element-good', tagOf(element));
}

/** What the reader sees in place of a picture, without the sign before it. */
function messageOf(element) {
  const message = element.shadowRoot && element.shadowRoot.querySelector('[part="message"]');
  return message && message.lastElementChild ? message.lastElementChild.textContent : '';
}
