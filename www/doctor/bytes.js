/** Bytes, compared and looked at. */

/** Promises the integrity value of bytes, `sha384-…`, or `undefined` where the browser computes none. */
export async function digest(bytes) {
  if (!window.crypto || !crypto.subtle) return undefined;
  const value = new Uint8Array(await crypto.subtle.digest('SHA-384', bytes));
  return `sha384-${btoa(String.fromCharCode(...value))}`;
}

/** Whether they are a web page, as servers send in place of a file that is not there. */
export function isPage(bytes) {
  return /^\s*</.test(new TextDecoder().decode(bytes.subarray(0, 100)));
}

export function isSame(one, other) {
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}
