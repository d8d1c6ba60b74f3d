/** A request, and what came of it. */
import { refusedRequest } from './violations.js';

const PATIENCE_SECONDS = 20;

/**
 * Promises `{ url, outcome }`, and never fails. The outcome is `ok`, `status` (the server answered with an error),
 * `policy` (the page's own policy forbids the request), `cors` (the file is there, but its server does not let this page
 * read it), `redirect` (the page's own server leads elsewhere, from where nothing can be read) or `unreachable`. The first two come with what is known of the answer. `cache` is as for `fetch`.
 */
export async function ask(url, cache = 'no-store') {
  try {
    const response = await inTime(fetch(url, { credentials: 'same-origin', cache }));
    const bytes = await inTime(response.arrayBuffer());
    const header = (name) => response.headers.get(name) || '';
    return {
      url,
      outcome: response.ok ? 'ok' : 'status',
      status: response.status,
      landed: response.url,
      type: header('content-type').split(';')[0].trim().toLowerCase(),
      compression: compressionOf(url, header('content-encoding')),
      modified: header('last-modified'),
      server: header('server'),
      bytes: new Uint8Array(bytes),
    };
  } catch (error) {
    return { url, outcome: await whyNot(url) };
  }
}

/** `br`, `gzip`, …; `none`; or `undefined` where another site does not let it be known. */
function compressionOf(url, header) {
  if (header) return header;
  if (new URL(url).origin === location.origin) return 'none';
  const [timing] = performance.getEntriesByName(url).slice(-1);
  if (!timing || !timing.encodedBodySize) return undefined;
  return timing.encodedBodySize < timing.decodedBodySize ? 'compressed' : 'none';
}

async function whyNot(url) {
  if (await refusedRequest(url)) return 'policy';
  try {
    if (new URL(url).origin === location.origin) {
      const { type } = await inTime(fetch(url, { redirect: 'manual', credentials: 'same-origin', cache: 'no-store' }));
      return type === 'opaqueredirect' ? 'redirect' : 'unreachable';
    }
    // Nothing of the answer can be read, but that there is one is known.
    await inTime(fetch(url, { mode: 'no-cors', credentials: 'same-origin', cache: 'no-store' }));
    return 'cors';
  } catch (error) {
    return 'unreachable';
  }
}

function inTime(promise) {
  let clock;
  const late = new Promise((_, reject) => {
    clock = setTimeout(() => reject(new Error('late')), PATIENCE_SECONDS * 1000);
  });
  const stop = () => clearTimeout(clock);
  promise.then(stop, stop);
  return Promise.race([promise, late]);
}
