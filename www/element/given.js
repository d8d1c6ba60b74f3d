/** What a page hands over as text or as an object, and a server as bytes, made ready for the program. */

/** The size of the largest document, as in `src/limits.rs`. */
const LIMIT = 20e6;

/** What cannot be handed over at all; `code` and `detail` are those of a complaint. */
export class Refused extends Error {
  constructor(code, reason) {
    super(reason);
    this.code = code;
    this.detail = '';
  }
}

const tooLarge = () => new Refused('too-large', `more than ${LIMIT} bytes`);

/**
 * The bytes of a file: those of an answer as they are, text in UTF-8, an object as JSON. No code of the page (a getter,
 * a proxy) runs while the program reads, which could not go on after a throw. Throws `Refused`.
 */
export function fileOf(given) {
  // A proxy may throw when it is asked what it is.
  if (ArrayBuffer.isView(given) && given instanceof Uint8Array) return given;
  const text = typeof given === 'string' ? given : json(given);
  if (text.length > LIMIT) throw tooLarge();
  return new TextEncoder().encode(text);
}

function json(given) {
  let room = LIMIT;
  try {
    const text = JSON.stringify(given, function (name, value) {
      room -= name.length + (typeof value === 'string' ? value.length : 1);
      if (room < 0) throw tooLarge();
      return datum(asItIs(this, name, value));
    });
    // Half a surrogate pair is no character in UTF-8, and as an escape no JSON.
    return text.replace(/\\(ud[0-9a-f]{3}|.)/g, (escape) => (escape.length > 2 ? '\ufffd' : escape));
  } catch (error) {
    // It refers to itself, or a part of it throws when it is read.
    throw error instanceof Refused ? error : new Refused('unreadable', String(error));
  }
}

/** Old libraries (Prototype before 1.7) have a `toJSON` for all lists, which makes texts of them. */
const asItIs = (parent, name, value) => (Array.isArray(parent[name]) ? parent[name] : value);

/** The JSON of what this program has made itself. */
export function jsonOf(own) {
  return JSON.stringify(own, function (name, value) {
    return asItIs(this, name, value);
  });
}

/** What JSON lacks is refused in its place, by what it looks like; only typed arrays are as good as lists. */
function datum(value) {
  if (typeof value === 'number') return isFinite(value) ? value : String(value);
  if (typeof value === 'object' || typeof value === 'undefined') {
    return ArrayBuffer.isView(value) && value.length !== undefined ? Array.from(value) : value;
  }
  return typeof value === 'boolean' || typeof value === 'string' ? value : String(value);
}

/**
 * Numbers as the program takes them, `null` and an empty text as NaN; `undefined` where they are no list of numbers, or
 * of decimals as documents have them.
 */
export function numbersOf(values) {
  if (typeof values === 'string') return undefined;
  try {
    // Lists of nothing but numbers are copied at once.
    if (values instanceof Float64Array) return values.slice();
    return Float64Array.from(values, numberOf);
  } catch (error) {
    return undefined;
  }
}

function numberOf(value) {
  if (typeof value === 'number') return value;
  if (value === null || value === undefined || value === '') return NaN;
  if (/^-?\d+(\.\d+)?$/.test(value) && typeof value === 'string') return Number(value);
  throw new TypeError('no number');
}

/** Promises the bytes of an answer; what is too large is refused as soon as that is known, and the rest is not waited for. */
export async function bytesOf(response) {
  if (Number(response.headers.get('content-length')) > LIMIT) throw tooLarge();
  // Older browsers give a body only as a whole.
  if (!response.body || !response.body.getReader) {
    const whole = new Uint8Array(await response.arrayBuffer());
    if (whole.length > LIMIT) throw tooLarge();
    return whole;
  }
  const reader = response.body.getReader();
  const chunks = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > LIMIT) throw tooLarge();
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
