/** What a check has found: the one shape that all checks give and that the report shows. */

/**
 * `severity` is `fault` (readers miss something), `advice` (works, but not well), `note` or `good`; `code` names its
 * words; `where` is an address or an element's tag. `more` may have `facts` for the words, and `lines`, which names the
 * lines for a server, with `server`, what the server calls itself.
 */
export function finding(severity, code, where, more = {}) {
  return Object.assign({ severity, code, where, facts: {} }, more);
}

/** The whole address of what a page writes as `address`; `undefined` where it is none. */
export function absolute(address) {
  try {
    return address ? new URL(address, document.baseURI).href : undefined;
  } catch (error) {
    return undefined;
  }
}

/** The last part of an address: the name of a file. */
export function nameOf(url) {
  return new URL(url).pathname.split('/').pop();
}

/** The first tag of an element, as its author wrote it. */
export function tagOf(element) {
  const own = Array.from(element.attributes).filter(({ name }) => !['data-state', 'style'].includes(name));
  const words = own.map(({ name, value }) => (value ? ` ${name}="${value}"` : ` ${name}`));
  return `<${element.localName}${words.join('')}>`;
}
