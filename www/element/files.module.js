/**
 * Where an ES module has the files that it is not made of: beside itself. The addresses are written so that Vite and
 * webpack see them and bring the files along.
 */

/**
 * Promises the first part of the program as a wasm module, or the `rest` of it, compiled while it is downloaded where the
 * server names its type. `cache` is as for `fetch`.
 */
export async function compile(rest, cache) {
  const response = await fetch(
    rest
      ? new URL('./indicator-widget.rest.wasm', import.meta.url)
      : new URL('./indicator-widget.wasm', import.meta.url),
    { cache },
  );
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
