/** Whether WebAssembly may run on this page, and the policy that would let it. */
import { finding } from './finding.js';
import { policyAgainstWasm } from './violations.js';

/** The smallest module there is. */
const NOTHING = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

const SUGGESTED =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'";

/** Promises one finding in a list. */
export async function checkPermission() {
  const where = location.href;
  if (typeof WebAssembly === 'undefined') return [finding('note', 'wasm-none', where)];
  try {
    new WebAssembly.Module(NOTHING);
    return [finding('good', 'wasm-runs', where)];
  } catch (error) {
    const policy = await policyAgainstWasm();
    const inPage = policy !== undefined && tags().includes(policy);
    const facts = { policy: policy ? allowing(policy) : SUGGESTED, inPage };
    return [finding('advice', 'wasm-refused', where, { facts, lines: inPage ? undefined : 'policy' })];
  }
}

/** The policies that stand in the page itself. */
function tags() {
  const tags = document.querySelectorAll('meta[http-equiv="content-security-policy" i]');
  return Array.from(tags).map(({ content }) => content.trim());
}

/** The same policy with the permissions added that it lacks; what it allows otherwise stays as it is. */
export function allowing(policy) {
  const directives = policy.split(';').map((directive) => directive.trim()).filter(Boolean);
  // A nonce is another one at each answer, so it cannot be copied.
  const parts = directives.map((directive) => directive.replace(/'nonce-[^']*'/g, "'nonce-…'").split(/\s+/));
  const named = (wanted) => parts.find(([name]) => name.toLowerCase() === wanted);
  const fallback = named('default-src');
  const add = (directive, source, otherwise) => {
    const own = named(directive);
    const sources = (own || fallback || otherwise).slice(1).filter((word) => word.toLowerCase() !== "'none'");
    if (own) own.splice(1, own.length, ...sources, source);
    else parts.push([directive, ...sources, source]);
  };
  add('script-src', "'wasm-unsafe-eval'", ['', "'self'"]);
  // The program is a file of this site; without either directive every request is allowed.
  const requests = named('connect-src') || fallback;
  const home = ["'self'", '*', location.protocol, location.origin];
  if (requests && !requests.some((source) => home.includes(source.toLowerCase()))) add('connect-src', "'self'");
  return parts.map((words) => words.join(' ')).join('; ');
}
