/** The document behind an address: whether it arrives, and whether it is one. */
import { ask } from './ask.js';
import { finding, nameOf } from './finding.js';

/** Promises all findings on the document at an address. */
export async function checkData(url) {
  if (isMixed(location.href, url)) return [finding('fault', 'data-insecure', url)];
  const answer = await ask(url);
  const { outcome, status, server, type, modified } = answer;
  const facts = { name: nameOf(url), status, origin: location.origin, ending: 'json', wanted: 'application/json' };
  if (outcome === 'cors') return [finding('fault', 'data-cors', url, { facts, lines: 'cors', server })];
  if (outcome === 'status') return [finding('fault', 'data-status', url, { facts, lines: 'type', server })];
  if (outcome !== 'ok') return [finding('fault', `data-${outcome}`, url, { facts })];

  const text = decode(answer.bytes);
  if (text === undefined) return [finding('fault', 'data-encoding', url, { facts })];
  if (/^\s*</.test(text)) {
    const landed = answer.landed === url ? undefined : answer.landed;
    return [finding('fault', 'data-html', url, { facts: Object.assign({ landed }, facts) })];
  }
  try {
    const { asOf, updated } = JSON.parse(text);
    return [finding('good', 'data-good', url, { facts: Object.assign(facts, { type, modified, date: updated || asOf }) })];
  } catch (error) {
    return [finding('fault', 'data-syntax', url, { facts: Object.assign(facts, { message: error.message }) })];
  }
}

/** Whether browsers refuse to load `url` into `page` since it would come unprotected; this very machine is trusted. */
export function isMixed(page, url) {
  const { protocol, hostname } = new URL(url);
  return new URL(page).protocol === 'https:' && protocol === 'http:' && !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
}

function decode(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    return undefined;
  }
}
