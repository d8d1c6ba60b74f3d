/**
 * Where an ES module has the files that it is not made of: beside itself. The addresses are written so that Vite and
 * webpack see them and bring the files along.
 */

/**
 * Promises the first part of the program as a wasm module, or the `rest` of it, compiled while it is downloaded where the
 * server names its type; where `version` is given, past all that may keep another one.
 */
export async function compile(rest, version) {
  const url = rest
    ? new URL('./indicator-widget.rest.wasm', import.meta.url)
    : new URL('./indicator-widget.wasm', import.meta.url);
  // Neither a service worker nor a network for delivery goes by what a browser asks of caches.
  if (version) url.searchParams.set('v', version);
  const response = await fetch(url, { cache: version ? 'reload' : 'default' });
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  // Browsers take the type only without any parameter.
  const type = (response.headers.get('content-type') || '').toLowerCase();
  if (WebAssembly.compileStreaming && type === 'application/wasm') return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

/** Runs the program as a script. */
export const runScript = () => import('./indicator-widget.nowasm.js');

/** The style sheet, for browsers that take it only as a file. */
export const styleSheet = () => new URL('./indicator-widget.css', import.meta.url);

/** Examines the page, for its webmaster. */
export const callDoctor = () => import('./doctor.js');
