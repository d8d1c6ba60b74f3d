/** What the page's content-security policy has refused. */

const seen = [];

document.addEventListener('securitypolicyviolation', (event) => {
  // A policy that only reports refuses nothing.
  if (event.disposition !== 'report') seen.push(event);
});

/** The policy that refused to run WebAssembly, as the server sent it; `undefined` where it is not known. */
export async function policyAgainstWasm() {
  await told();
  const [event] = seen.filter(({ blockedURI }) => blockedURI === 'wasm-eval').slice(-1);
  return event && event.originalPolicy;
}

/** Whether a request for this address was refused. */
export async function refusedRequest(url) {
  await told();
  const address = String(url).split('#')[0];
  return seen.some(({ effectiveDirective, blockedURI }) => effectiveDirective === 'connect-src' && blockedURI === address);
}

/** The event comes a little after what it is about. */
function told() {
  return new Promise((resume) => setTimeout(resume, 100));
}
