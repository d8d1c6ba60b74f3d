/** The program behind the pictures: loaded once, whatever the number of widgets on the page, in the form that the browser takes. */
import * as glue from 'indicator-widget-glue';
import * as files from 'indicator-widget-files';

export const { Widget, complain } = glue;

/** Says which version of the program belongs to this script; the build puts it in. */
const stamp = STAMP;

/** The smallest module there is. */
const NOTHING = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

const imports = {
  './glue_bg.js': glue,
  // Where the heap of the generated glue begins: after 1024 places and four constants.
  __wbindgen_externref_xform__: { __wbindgen_externref_statics_end: () => 1028 },
};

let loading;
let loaded = false;

/** Whether `Widget` and `complain` can be called right now. */
export function isLoaded() {
  return loaded;
}

/** Resolves when the program can be called. A load that failed is tried anew by the next call. */
export function load() {
  if (!loading) {
    loading = start();
    loading.then(
      () => (loaded = true),
      () => (loading = undefined),
    );
  }
  return loading;
}

/** WebAssembly where there is such a thing and the page's policy lets it run; else the same program as a script. */
async function start() {
  let failure;
  if (runsWasm()) {
    try {
      glue.__wbg_set_wasm((await WebAssembly.instantiate(await ownModule(), imports)).exports);
      return;
    } catch (error) {
      failure = error;
    }
  }
  try {
    glue.__wbg_set_wasm((await ownScript())(imports));
  } catch (error) {
    throw failure || error;
  }
}

/** Asked before anything is downloaded in vain. WebKit refuses only the instance. */
function runsWasm() {
  try {
    return Boolean(new WebAssembly.Instance(new WebAssembly.Module(NOTHING)));
  } catch (error) {
    return false;
  }
}

/** A cache may hold the module of another version: then it is asked for once more, past the cache. */
async function ownModule() {
  for (const cache of ['default', 'reload']) {
    const module = await files.compile(cache);
    const [section] = WebAssembly.Module.customSections(module, 'stamp');
    if (section && String.fromCharCode(...new Uint8Array(section)) === stamp) return module;
  }
  throw new Stale('indicator-widget.wasm');
}

/** The script leaves its one function under a name that holds its version. */
async function ownScript() {
  await files.runScript();
  const instantiate = self[`indicator-widget ${stamp}`];
  if (!instantiate) throw new Stale('indicator-widget.nowasm.js');
  return instantiate;
}

class Stale extends Error {
  constructor(file) {
    super(`${file} is not of the same version as the script that loads it`);
    this.file = file;
  }
}

/** The only complaint that cannot come from the program: that the program itself is not there or broke. */
export function brokenEngine(error, lang) {
  // For the developer; the reader can do nothing with it.
  console.error('indicator-widget:', error);
  const { message, mend } = (/^en\b/i.test(lang) ? ENGLISH : VIETNAMESE)(error instanceof Stale && error.file);
  return { severity: 'error', code: 'engine', path: '$', message, mend };
}

const ENGLISH = (stale) => ({
  message: stale ? 'The chart’s files are of different versions.' : 'The charts cannot be drawn in this browser.',
  mend: stale
    ? `Reload the page; if this stays, copy ${stale} and indicator-widget.js to the site once more, together.`
    : 'Check the files indicator-widget.wasm and indicator-widget.nowasm.js and the policy ‘wasm-unsafe-eval’.',
});

const VIETNAMESE = (stale) => ({
  message: stale ? 'Các tệp của biểu đồ không cùng một phiên bản.' : 'Không vẽ được biểu đồ trong trình duyệt này.',
  mend: stale
    ? `Hãy tải lại trang; nếu vẫn vậy, chép lại cùng lúc ${stale} và indicator-widget.js lên máy chủ.`
    : 'Kiểm tra tệp indicator-widget.wasm, indicator-widget.nowasm.js và chính sách ‘wasm-unsafe-eval’.',
});
