/** The data behind an address: whether they arrive. What is wrong in them, the element says that reads them. */
import { ask } from './ask.js';
import { dateIn, dateOfHeader } from './dates.js';
import { finding, nameOf } from './finding.js';

/** Promises all findings on the way to the data at an address. */
export async function checkData(url) {
  if (isOnDisk(url)) return [finding('fault', 'data-on-disk', url)];
  const answer = await ask(url);
  // A page may have its browser ask by https in place of it.
  if (answer.outcome !== 'ok' && isMixed(location.href, url)) return [finding('fault', 'data-insecure', url)];
  const { outcome, status, server, type, modified } = answer;
  const name = nameOf(url);
  // Of the endings of data, old servers do not know this one.
  const unknown = status === 404 && /\.json$/i.test(name);
  const facts = { name, status, unknown, origin: location.origin, ending: 'json', wanted: 'application/json' };
  if (outcome === 'cors') return [finding('fault', 'data-cors', url, { facts, lines: 'cors', server })];
  if (outcome === 'status') return [finding('fault', 'data-status', url, { facts, lines: unknown ? 'type' : undefined, server })];
  if (outcome === 'redirect') return [finding('fault', outcome, url)];
  if (outcome !== 'ok') return [finding('fault', `data-${outcome}`, url, { facts })];

  const text = decode(answer.bytes);
  if (text === undefined) return [finding('fault', 'data-encoding', url, { facts })];
  if (/^\s*</.test(text)) {
    const landed = answer.landed === url ? undefined : answer.landed;
    return [finding('fault', 'data-html', url, { facts: Object.assign({ landed }, facts) })];
  }
  const dates = { date: dateOf(text), modified: dateOfHeader(modified) };
  return [finding('good', 'data-good', url, { facts: Object.assign(facts, { type }, dates) })];
}

/** Of when a document of our own says that it is; `undefined` where no date in it is right, and of other files. */
function dateOf(text) {
  try {
    const { asOf, updated } = JSON.parse(text);
    return dateIn(updated) || dateIn(asOf);
  } catch (error) {
    return undefined;
  }
}

/** Whether it names a file of the author's own computer: `file:` or, as `C:\x.json` is read, the letter of a drive. */
function isOnDisk(url) {
  return location.protocol !== 'file:' && /^(file|[a-z]):/.test(url);
}

/** Whether browsers refuse to load `url` into `page` since it would come unprotected; this very machine is trusted. */
export function isMixed(page, url) {
  const { protocol, hostname } = new URL(url);
  return new URL(page).protocol === 'https:' && protocol === 'http:' && !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
}

/** UTF-8, or UTF-16 with its mark, as Excel writes “Unicode text”. */
function decode(bytes) {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    return undefined;
  }
}
