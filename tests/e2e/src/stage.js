/*
 * Stands in the head of every page of a `Stage`, before the element is defined: what tests ask a page, and a
 * record of what happened in it. Everything is in `stage`, besides `widget`, the page's first one.
 */
(() => {
  const stage = {
    /** What the first widget went through: `state ready` for its attribute, `indicator-ready`, `indicator-error syntax`. */
    story: [],
    /** Details of all complaints that bubbled up to the document. */
    complaints: [],
    /** What the page must not have: uncaught errors and violations of its policy. */
    faults: [],
    /** Bitmaps that were begun: one for each picture, each time it is drawn. */
    draws: 0,
    /** Calls that put rectangles or text on a canvas. */
    strokes: 0,
    /** How many rows of the table the engine was asked for, each time. */
    rows: [],
    /** Delays that were asked for, in seconds. */
    waits: [],
    /** How many seconds a timer runs that was asked for so many. */
    pace: (seconds) => seconds,
    /** Addresses whose answers are held back until `stage.let(address)`. */
    held: new Map(),
    /** The memory of the engine, where it is wasm. */
    memory: undefined,
    /** What is alive: listeners outside of shadow roots, observers, timers, frames, and widgets of the engine. */
    alive: { listeners: 0, observers: 0, timers: 0, frames: 0, idle: 0, widgets: 0 },
  };
  window.stage = stage;
  Object.defineProperty(window, 'widget', { get: () => document.querySelector('indicator-widget') });

  // What tests ask.

  stage.root = () => widget.shadowRoot;
  stage.all = (selector) => [...widget.shadowRoot.querySelectorAll(selector)];
  stage.labels = () => (stage.visible(stage.root().querySelector('section')) ? stage.all('figcaption') : []).map(read);
  stage.message = () => read(stage.root().querySelector('[part=message]'));
  stage.table = () => stage.all('table').map((table) => table.textContent).join(' ');
  stage.visible = (element) => element.getClientRects().length > 0 && element.getBoundingClientRect().height > 0;
  /** Promises the element of a widget that code has put at the end of the page. */
  stage.mount = async (indicators) => {
    const { mount } = await import('/indicator-widget.js');
    const host = document.createElement('div');
    document.body.append(host);
    return (await mount(host, indicators)).element;
  };
  /** How many pixels of a canvas, the first if none is named, have exactly that colour: `12436d`. */
  stage.pixels = (colour, canvas = stage.all('canvas')[0]) => {
    const wanted = parseInt(colour, 16);
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let found = 0;
    for (let i = 0; i < data.length; i += 4) {
      if (data[i + 3] === 255 && data[i] * 65536 + data[i + 1] * 256 + data[i + 2] === wanted) found += 1;
    }
    return found;
  };
  /** Timers run that many times as fast, but not the one of an answer: a busy machine takes as long as it takes. */
  stage.hurry = (times) => (stage.pace = (seconds) => (seconds === 30 ? seconds : seconds / times));
  stage.sleep = (seconds) => new Promise((done) => setTimeoutAsIs(done, seconds * 1000));
  /**
   * After the frames in which a widget reacts to what has just changed: one that notices it, a transition of two
   * where it is a colour, one that draws; and as many again, since frames are late on a busy machine.
   */
  stage.frames = async () => {
    for (let i = 0; i < 8; i += 1) await new Promise((done) => requestAnimationFrameAsIs(done));
    await stage.sleep(0.05);
  };

  function read(element) {
    return stage.visible(element) ? element.textContent : '';
  }

  // The record.

  let told;
  const note = (state) => {
    if (state !== null && state !== told) stage.story.push(`state ${state}`);
    told = state;
  };
  const states = new MutationObserver((changes) => notice(changes));
  const notice = (changes) => {
    const mine = changes.filter((change) => change.target === widget);
    // A record has the value before it, so what came of it is in the next one.
    mine.forEach((_, i) => note(i + 1 < mine.length ? mine[i + 1].oldValue : widget.dataset.state));
  };
  states.observe(document, { attributes: true, attributeFilter: ['data-state'], attributeOldValue: true, subtree: true });
  for (const name of ['indicator-ready', 'indicator-error']) {
    document.addEventListener(name, (event) => {
      if (event.detail) stage.complaints.push(event.detail);
      if (event.target !== widget) return;
      notice(states.takeRecords());
      stage.story.push(event.detail ? `${name} ${event.detail.code}` : name);
    });
  }
  document.addEventListener('securitypolicyviolation', (event) => {
    stage.faults.push(`policy ${event.violatedDirective} ${event.blockedURI}`);
  });
  addEventListener('error', (event) => event.message && stage.faults.push(event.message));
  addEventListener('unhandledrejection', (event) => stage.faults.push(`not handled: ${event.reason}`));

  const width = Object.getOwnPropertyDescriptor(HTMLCanvasElement.prototype, 'width');
  Object.defineProperty(HTMLCanvasElement.prototype, 'width', {
    ...width,
    set(value) {
      stage.draws += 1;
      width.set.call(this, value);
    },
  });
  // A bitmap that has its size already is cleared.
  wrap(CanvasRenderingContext2D.prototype, 'clearRect', () => (stage.draws += 1));
  for (const name of ['fillRect', 'fill', 'fillText']) {
    wrap(CanvasRenderingContext2D.prototype, name, () => (stage.strokes += 1));
  }

  const fetchAsIs = window.fetch;
  window.fetch = (address, ...more) => {
    const answer = fetchAsIs.call(window, address, ...more);
    const gate = stage.held.get(String(address));
    if (!gate) return answer;
    gate.asked = true;
    answer.catch(() => {});
    // Not even an abort ends what is held: the answer comes, as late as the test wants.
    const late = fetchAsIs.call(window, address);
    return gate.opened.then(() => late);
  };
  stage.hold = (address) => {
    const gate = {};
    gate.opened = new Promise((open) => (gate.open = open));
    stage.held.set(address, gate);
  };
  stage.let = (address) => stage.held.get(address).open();

  // What is alive. Timers, frames and idle calls end by themselves or by being cancelled.

  const [setTimeoutAsIs, requestAnimationFrameAsIs] = [window.setTimeout, window.requestAnimationFrame];
  countCalls('setTimeout', 'clearTimeout', 'timers', (delay) => {
    stage.waits.push(delay / 1000);
    return stage.pace(delay / 1000) * 1000;
  });
  countCalls('requestAnimationFrame', 'cancelAnimationFrame', 'frames');
  countCalls('requestIdleCallback', 'cancelIdleCallback', 'idle');

  function countCalls(ask, cancel, kind, change = (more) => more) {
    const pending = new Set();
    const [asked, cancelled] = [window[ask], window[cancel]];
    // WebKit has no idle calls.
    if (!asked) return;
    const update = () => (stage.alive[kind] = pending.size);
    window[ask] = (callback, more) => {
      const end = (...given) => {
        pending.delete(id);
        update();
        callback(...given);
      };
      const id = more === undefined ? asked.call(window, end) : asked.call(window, end, change(more));
      pending.add(id);
      update();
      return id;
    };
    window[cancel] = (id) => {
      pending.delete(id);
      update();
      cancelled.call(window, id);
    };
  }

  // Listeners that would keep a widget alive: on the window, the document, media queries and fonts.
  const outer = (target) => target instanceof MediaQueryList || [window, document, document.fonts].includes(target);
  const listeners = new Map();
  const update = () => (stage.alive.listeners = [...listeners.values()].reduce((sum, set) => sum + set.size, 0));
  wrap(EventTarget.prototype, 'addEventListener', (target, type, listener) => {
    if (!outer(target || window)) return;
    const key = target || window;
    if (!listeners.has(key)) listeners.set(key, new Set());
    listeners.get(key).add(listener);
    update();
  });
  wrap(EventTarget.prototype, 'removeEventListener', (target, type, listener) => {
    const key = target || window;
    if (!listeners.has(key)) return;
    listeners.get(key).delete(listener);
    // This record keeps nothing alive that nobody listens to any more.
    if (!listeners.get(key).size) listeners.delete(key);
    update();
  });
  for (const name of ['ResizeObserver', 'MutationObserver', 'IntersectionObserver']) {
    const active = new Set();
    const set = (change) => (observer) => {
      const before = active.size;
      active[change](observer);
      stage.alive.observers += active.size - before;
    };
    wrap(window[name].prototype, 'observe', set('add'));
    wrap(window[name].prototype, 'disconnect', set('delete'));
  }

  // Widgets of the engine: the exports of its modules are replaced by ones that count. A new instance has none yet.
  if (window.WebAssembly) {
    const instantiate = WebAssembly.instantiate;
    WebAssembly.instantiate = async (...given) => {
      const instance = await instantiate.apply(WebAssembly, given);
      const exports = { ...instance.exports };
      // The rest of the program works on the memory of its first part.
      if (exports.memory) {
        stage.memory = exports.memory;
        stage.alive.widgets = 0;
      }
      const watch = (name, seen) => {
        const asIs = exports[name];
        if (!asIs) return;
        exports[name] = (...more) => {
          const answer = asIs(...more);
          seen(answer, ...more);
          return answer;
        };
      };
      const read = (pointer) => (stage.alive.widgets += pointer ? 1 : 0);
      watch('widget_readIfOwn', read);
      watch('widget_readAny', read);
      watch('__wbg_widget_free', () => (stage.alive.widgets -= 1));
      watch('widget_table', (answer, widget, rows) => stage.rows.push(rows));
      return { exports };
    };
  }

  function wrap(prototype, name, before) {
    const asIs = prototype[name];
    prototype[name] = function (...given) {
      before(this, ...given);
      return asIs.apply(this, given);
    };
  }
})();
