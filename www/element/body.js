/** The body of an answer, as long as it is not too long for a document. */
import { LIMIT_MEGABYTES, TooLarge } from './given.js';

const LIMIT = LIMIT_MEGABYTES * 1e6;

/** Promises the text; what is too large is refused as soon as that is known, and the rest is not waited for. */
export async function textOf(response) {
  if (Number(response.headers.get('content-length')) > LIMIT) throw new TooLarge();
  return new TextDecoder().decode(await bytesOf(response));
}

async function bytesOf(response) {
  // Older browsers give a body only as a whole.
  if (!response.body || !response.body.getReader) return checked(new Uint8Array(await response.arrayBuffer()));
  const reader = response.body.getReader();
  const chunks = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > LIMIT) throw new TooLarge();
    chunks.push(value);
  }
  const bytes = new Uint8Array(length);
  let place = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, place);
    place += chunk.length;
  }
  return bytes;
}

function checked(bytes) {
  if (bytes.length > LIMIT) throw new TooLarge();
  return bytes;
}
