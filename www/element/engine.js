/**
 * The program behind the pictures: loaded once, whatever the number of widgets on the page, in the form that the browser
 * takes. As WebAssembly it comes in two parts: the first draws documents of our own, and the rest, which reads all others,
 * says what is wrong with them, and makes files of pictures, is downloaded when a widget first takes it.
 */
import * as glue from 'indicator-widget-glue';
import * as files from 'indicator-widget-files';
import { Unusable, brokenEngine } from './broken.js';
import { scratch } from './scratch.js';

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
/** A load of the rest that is under way. */
let completing;
/** The rest, compiled, once it is there. */
let rest;
/** What the program that runs exports. */
let running;
/** Starts a program from what was downloaded; not there before one has been started. */
let begin;
/** How many fonts the page had when a text was last measured. */
let fonts;
/** The widgets of the program that runs. */
const opened = new Set();
const listeners = new Set();

/** Whether the program can be called right now; all of it, where that is taken. */
export function isLoaded(whole = false) {
  return running !== undefined && (!whole || running.widget_readAny !== undefined);
}

/** Resolves when the program can be called. A load that failed is tried anew by the next call. */
export function load(whole = false) {
  if (whole) return loadWhole();
  if (!loading) {
    loading = begin ? begin().then(use) : start();
    loading.catch(() => (loading = undefined));
  }
  return loading;
}

function loadWhole() {
  if (!completing) {
    completing = complete();
    const done = () => (completing = undefined);
    completing.then(done, done);
  }
  return completing;
}

async function complete() {
  await load();
  // As a script it comes in one.
  if (isLoaded(true)) return;
  try {
    rest = rest || (await ownModule(true));
    const first = running;
    const whole = first && (await withRest(first));
    // A program that ended meanwhile is followed by one that begins with both.
    if (!first || running !== first) return;
    glue.__wbg_set_wasm(whole);
    running = whole;
  } catch (error) {
    throw error instanceof Unusable ? error : new Unusable('absent', nameOf(true), error);
  }
}

async function withRest(first) {
  const { exports } = await WebAssembly.instantiate(rest, { ...imports, first });
  return { ...first, ...exports };
}

/** WebAssembly where there is such a thing and the page's policy lets it run; else the same program as a script. */
async function start() {
  let failure;
  if (runsWasm()) {
    try {
      const module = await ownModule(false);
      const instantiate = async () => {
        const { exports } = await WebAssembly.instantiate(module, imports);
        return rest ? withRest(exports).catch(() => exports) : exports;
      };
      use(await instantiate());
      begin = instantiate;
      return;
    } catch (error) {
      failure = error;
    }
  }
  try {
    const instantiate = await ownScript();
    use(instantiate(imports));
    begin = async () => instantiate(imports);
  } catch (error) {
    const reason = failure || error;
    throw reason instanceof Unusable ? reason : new Unusable('missing', 'the program', reason);
  }
}

function use(exports) {
  glue.__wbg_set_wasm(exports);
  running = exports;
  call(() => glue.useRuler(scratch()));
}

// Of another font, texts are as wide as they were only by chance.
if (typeof document !== 'undefined' && document.fonts && document.fonts.addEventListener) {
  document.fonts.addEventListener('loadingdone', () => running && call(glue.forgetWidths));
}

/** A font that code adds when it is loaded already comes without any event; one in place of another is not noticed. */
function followFonts() {
  const { size } = document.fonts || {};
  if (size === fonts) return;
  fonts = size;
  glue.forgetWidths();
}

/**
 * One widget's data in the program, as `Widget` in `src/browser/mod.rs` has it; it is there until `close`. `undefined`
 * where reading it takes the whole program, and that is not loaded.
 */
export function open(...given) {
  const { Widget } = glue;
  const widget = call(() => (isLoaded(true) ? Widget.readAny(...given) : Widget.readIfOwn(...given)));
  if (widget) opened.add(widget);
  return widget;
}

/** Has a widget say what there is to complain of. `false` where that takes the whole program, and that is not loaded. */
export function say(widget) {
  if (!widget.isSilent()) return true;
  if (isLoaded(true)) widget.say();
  return isLoaded(true);
}

/** Gives the program's memory back; a widget that ended with its program is closed already. */
export function close(widget) {
  if (!opened.delete(widget)) return;
  try {
    call(() => widget.free());
  } catch (error) {
    // Whoever closes a widget has done with it.
    console.error('indicator-widget:', error);
  }
}

/** The complaint about a request, or about data that cannot be handed over. */
export const complain = (...given) => call(() => glue.complain(...given));

/** Promises such a complaint as soon as the program can be called; where it cannot, that is what there is to complain of. */
export async function complaintOf(code, address, detail, lang) {
  try {
    while (!isLoaded()) await load();
    return complain(code, address, detail, lang);
  } catch (error) {
    return brokenEngine(error, lang);
  }
}

/** Says when figures were loaded that could not be brought up to date: at that time where the reader is. */
export function outdated(time, lang) {
  const date = [time.getFullYear(), time.getMonth() + 1, time.getDate(), time.getHours(), time.getMinutes()];
  return call(() => glue.outdated(Uint16Array.from(date), lang));
}

/** `listener` hears that the program ended, and all widgets with it. Returns a function that ends the listening. */
export function onEnd(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

// All other calls of a widget, too, go through `call`, and none reaches a program that the widget is not of.
for (const name of Object.getOwnPropertyNames(glue.Widget.prototype)) {
  if (['constructor', 'free', '__destroy_into_raw'].includes(name)) continue;
  const method = glue.Widget.prototype[name];
  glue.Widget.prototype[name] = function (...given) {
    if (!opened.has(this)) throw new Error('this widget is closed');
    return call(() => {
      followFonts();
      return method.apply(this, given);
    });
  };
}

/**
 * Calls the program, which does not throw as long as all is well. Where it trapped, or something was thrown right
 * through it, its stack and its memory are in no known state: it is not called again, and `load` starts another.
 */
function call(work) {
  if (!running) throw new Error('the program has ended, and the next one is not there yet');
  try {
    return work();
  } catch (error) {
    end();
    throw error;
  }
}

function end() {
  const { memory } = running;
  running = undefined;
  loading = undefined;
  // Whatever points into that memory must not be freed in the next one, not even by the garbage collector.
  opened.forEach((widget) => widget.__destroy_into_raw());
  opened.clear();
  takeAway(memory);
  listeners.forEach((listener) => listener());
}

/** The glue makes new views of a memory only where the buffer of the old ones is gone. */
function takeAway(memory) {
  const { buffer } = memory;
  memory.grow(0);
  // The program as a script has a buffer like any other, which does not go by that.
  if (!buffer.byteLength) return;
  const { port1 } = new MessageChannel();
  port1.postMessage(0, [buffer]);
  port1.close();
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
async function ownModule(isRest) {
  for (const version of ['', stamp]) {
    const module = await files.compile(isRest, version);
    const [section] = WebAssembly.Module.customSections(module, 'stamp');
    if (section && String.fromCharCode(...new Uint8Array(section)) === stamp) return module;
  }
  throw new Unusable('stale', nameOf(isRest));
}

const nameOf = (isRest) => `indicator-widget.${isRest ? 'rest.wasm' : 'wasm'}`;

/** The script leaves its one function under a name that holds its version. */
async function ownScript() {
  await files.runScript();
  const instantiate = self[`indicator-widget ${stamp}`];
  if (!instantiate) throw new Unusable('stale', 'indicator-widget.nowasm.js');
  return instantiate;
}
