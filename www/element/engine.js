/** The wasm module: loaded once, whatever the number of widgets on the page. */
import init, { Widget, complain } from 'indicator-widget-wasm';

export { Widget, complain };

let loading;
let loaded = false;

/** Whether `Widget` and `complain` can be called right now. */
export function isLoaded() {
  return loaded;
}

/** Resolves when the module can be called. A load that failed is tried anew by the next call. */
export function load() {
  if (!loading) {
    loading = Promise.resolve(import.meta.url).then((here) =>
      init({ module_or_path: new URL('indicator-widget.wasm', here) }),
    );
    loading.then(
      () => (loaded = true),
      () => (loading = undefined),
    );
  }
  return loading;
}

/** The only complaint that cannot come from the module: that the module itself is not there or broke. */
export function brokenEngine(error, lang) {
  // For the developer; the reader can do nothing with it.
  console.error('indicator-widget:', error);
  const english = /^en\b/i.test(lang);
  return {
    severity: 'error',
    code: 'engine',
    path: '$',
    message: english
      ? 'The charts cannot be drawn in this browser.'
      : 'Không vẽ được biểu đồ trong trình duyệt này.',
    mend: english
      ? 'Check the file indicator-widget.wasm and the policy ‘wasm-unsafe-eval’.'
      : 'Kiểm tra tệp indicator-widget.wasm và chính sách ‘wasm-unsafe-eval’.',
  };
}
