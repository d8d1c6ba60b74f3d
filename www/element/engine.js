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
  const vietnamese = !/^en\b/i.test(lang);
  return {
    severity: 'error',
    code: 'engine',
    path: '$',
    message: vietnamese
      ? 'Không vẽ được biểu đồ trong trình duyệt này.'
      : 'The charts cannot be drawn in this browser.',
    mend: vietnamese
      ? `Kiểm tra tệp indicator-widget.wasm và chính sách 'wasm-unsafe-eval' (${error}).`
      : `Check that indicator-widget.wasm is served and that the policy allows 'wasm-unsafe-eval' (${error}).`,
  };
}
