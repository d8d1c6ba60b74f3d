/** The elements on the page: whether they are alive, have room, and what they complain of. */
import { absolute, finding, nameOf, tagOf } from './finding.js';

/** What hardly any fallback has inside: a tag without end swallows the rest of the page. */
const REST = 'indicator-widget, h1, h2, main, article, nav, footer, form';

/** How an element calls what keeps data from it, of which the doctor has its own words. */
const WAY = ['http-status', 'html', 'not-unicode', 'timeout', 'unreachable'];

/** What an element has complained of in its last report, as findings: behind its `tag` is the place in its data. */
export function complaintsOf(element, tag = '') {
  // It remembers, since this script may have come later.
  const complaints = [];
  element.dispatchEvent(new CustomEvent('indicator-recall', { detail: complaints }));
  // Of a tag without end, this script says more.
  const others = complaints.filter(({ code }) => code !== 'unclosed');
  const drawn = element.dataset.state === 'ready';
  return others.map(({ severity, code: cause, path, message, mend }) => {
    const [own, code] = severity === 'error' ? ['fault', 'complaint'] : ['advice', 'doubt'];
    return finding(own, code, `${tag} ${path}`.trim(), { facts: { message: `${message} ${mend}`, drawn, cause } });
  });
}

/** All findings on these elements; `scripts` are those that were found on the page, `data` what was found on their data. */
export function checkElements(elements, scripts, data) {
  if (!elements.length) return checkFrames();
  if (!customElements.get('indicator-widget')) {
    if (!scripts.length) return [finding('fault', 'no-script', location.href)];
    // Then it is known why.
    if (scripts.some(({ untyped }) => untyped)) return [];
    return [finding('fault', 'not-defined', scripts.map(({ url }) => url).join('\n'))];
  }
  // One that stands in another is hidden there, and can be examined when that one has an end.
  const own = elements.filter((element) => !element.parentElement.closest('indicator-widget'));
  return [].concat(...own.map((element) => [...checkEnd(element), ...checkRoom(element), ...checkState(element, data)]));
}

/** Where there is no element, there may be one in a frame, into which this page cannot look. */
function checkFrames() {
  const addresses = Array.from(document.getElementsByTagName('iframe')).map(({ src }) => absolute(src)).filter(Boolean);
  const own = addresses.filter((address) => nameOf(address) === 'embed.html');
  if (!own.length) return [finding('note', 'no-element', location.href)];
  return own.map((address) => finding('note', 'in-frame', address, { facts: { doctor: doctorFor(address) } }));
}

/** The page that examines what a frame needs; from the same folder, `src` leads to the same data. */
function doctorFor(frame) {
  const src = new URL(frame).searchParams.get('src');
  return new URL(src ? `doctor.html?src=${encodeURIComponent(src)}` : 'doctor.html', frame).href;
}

function checkEnd(element) {
  return element.querySelector(REST) ? [finding('fault', 'unclosed', tagOf(element))] : [];
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

function checkState(element, data) {
  const { state } = element.dataset;
  const tag = tagOf(element);
  const told = complaintsOf(element, tag);
  const [facts = { message: '' }] = told.map((it) => it.facts);
  if (state === 'stale') return [finding('fault', 'stale', tag, { facts })];
  if (state !== 'ready' && state !== 'error') return [finding('advice', 'loading', tag)];
  const src = absolute(element.getAttribute('src'));
  const isKnown = data.some(({ severity, where }) => severity === 'fault' && where === src);
  if (told.length) return told.filter(({ facts: { cause } }) => !isKnown || !WAY.includes(cause));
  return [state === 'error' ? finding('fault', 'complaint', tag, { facts }) : finding('good', 'element-good', tag)];
}
