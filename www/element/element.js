/** The element: what it was given, in which state it is, and when it draws. */
import * as engine from './engine.js';
import { exportAs } from './export.js';
import { Feed } from './feed.js';
import { fileOf } from './given.js';
import { whenIdle } from './idle.js';
import { beNear, whenNear } from './near.js';
import { FIGURES, READING, findSource, isSameSource, languageOf, refreshOf, settingsOf } from './source.js';
import { View } from './view.js';
import { watch } from './watch.js';

const PATIENCE_SECONDS = 1;

/** How often a widget may break the program, which costs all widgets of the page a new picture. */
const MOST_BREAKS = 3;

/** Device pixels per CSS pixel on paper: 288 to the inch. */
const PRINT_RATIO = 3;

// Where there is no document, the module can still be imported.
const Base = typeof HTMLElement === 'undefined' ? class {} : HTMLElement;

export class IndicatorWidget extends Base {
  static get observedAttributes() {
    return ['src', ...FIGURES, 'lang', ...READING, 'theme', 'refresh', 'no-menu'];
  }

  #view;
  #property;
  /** What the indicators were read from; `undefined` asks to read them anew. */
  #source;
  #feed;
  #patience;
  /** Counts what was asked for, so that a late answer is known as such. */
  #turn = 0;
  /** The object, text or bytes that are shown, read again when the language changes. */
  #given;
  /** The numbers that were put in the place of those in `#given`. */
  #values;
  #widget;
  /** Whether what is shown could not be brought up to date. */
  #late = false;
  #breaks = 0;
  #language;
  #reported;
  #scheduled = false;
  #reread = false;
  #frame;
  #forced = false;
  #printing = false;
  #wordsLater = () => {};
  /** Ends the waiting until the widget is near. */
  #wait = () => {};
  #ends = [];

  constructor() {
    super();
    // Side by side with all that can be done without it; a failure is seen to when the figures are there.
    engine.load().catch(() => {});
    this.#view = new View(this.attachShadow({ mode: 'open' }), {
      select: (detail) => this.#tell('indicator-select', detail),
      guard: (call) => this.#guard(call),
      export: (type) => this.export(type),
    });
    // Those of the parts that carry colours, and of whatever the page lets move.
    this.#view.root.addEventListener('transitionend', () => this.#paintSoon());
  }

  /** The indicators, as an object or as the text of a file; they go before every other source. */
  get indicators() {
    return this.#property;
  }

  set indicators(indicators) {
    this.#property = indicators;
    // It may be the same object, filled anew.
    this.#source = undefined;
    this.#later();
  }

  /** Takes in what has changed and draws now, not a moment later. */
  redraw() {
    this.#view.outdate();
    this.#view.painted = undefined;
    this.#update();
    beNear(this);
    // Unless the change has just been drawn.
    this.#paint();
  }

  /**
   * Everything that the widget shows as one file, as wide as it is now: promises a Blob of the type `image/png` (with
   * two pixels to each CSS pixel), `image/svg+xml` or `text/csv`.
   */
  export(type) {
    if (!this.#widget) return Promise.reject(new Error('indicator-widget: there is nothing to export, nothing is drawn'));
    return exportAs(type, this.#widget, this.#view.paper());
  }

  /**
   * New numbers for the same categories, series after series; NaN is missing. The pictures are drawn when it
   * returns, and the words follow when the browser is idle. False where the numbers do not fit.
   */
  updateValues(values) {
    if (!this.#widget) return false;
    const numbers = Float64Array.from(values);
    let fits = false;
    this.#guard(() => (fits = this.#widget.updateValues(numbers)));
    if (!fits || !this.#widget) return false;
    this.#values = numbers;
    this.#paint(true);
    this.#wordsLater();
    this.#wordsLater = whenIdle(() => {
      this.#guard(() => this.#show(this.#widget.page()));
      this.#paint();
    });
    return true;
  }

  connectedCallback() {
    // A property that was set before the element was defined hides the accessor.
    if (Object.prototype.hasOwnProperty.call(this, 'indicators')) {
      const { indicators } = this;
      delete this.indicators;
      this.indicators = indicators;
    }
    this.#view.outdate();
    this.#view.dress(() => this.#paintSoon());
    this.#view.offer(!this.hasAttribute('no-menu'));
    if (!this.dataset.state) this.dataset.state = 'loading';

    const later = () => this.#later();
    const children = new MutationObserver(later);
    children.observe(this, { childList: true, characterData: true, subtree: true });
    document.addEventListener('DOMContentLoaded', later);
    const unwatch = watch(this, this.#view.section, {
      // It is told of the first width too, and of heights that a picture itself has changed.
      resized: (width) => this.#view.isAsWideAs(width) || this.#paintSoon(),
      outdated: (fonts) => this.#paintSoon(fonts),
      restyled: () => {
        if (this.#widget && languageOf(this) !== this.#language) this.#later(true);
        this.#paintSoon();
      },
      printing: (now) => {
        this.#printing = now;
        this.#view.outdate();
        this.#paint();
      },
    });
    this.#ends = [() => children.disconnect(), () => document.removeEventListener('DOMContentLoaded', later), unwatch, engine.onEnd(() => this.#revive())];
    later();
  }

  disconnectedCallback() {
    this.#ends.forEach((end) => end());
    this.#view.menu.close();
    this.#ends = [];
    this.#turn += 1;
    this.#source = undefined;
    this.#stopFeed();
    clearTimeout(this.#patience);
    cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    this.#view.reading.close();
    this.#release();
  }

  attributeChangedCallback(name, before, after) {
    if (before === after || !this.isConnected) return;
    if (name === 'theme') this.#paintSoon();
    else if (name === 'no-menu') this.#view.offer(after === null);
    else if (name === 'refresh') this.#feed && this.#feed.plan();
    else {
      // Numbers that were given for other indicators may by chance be as many.
      if (READING.includes(name) && name !== 'view') this.#values = undefined;
      this.#later(true);
    }
  }

  /** Several changes in a row are taken in at once. `reread` where what is given must be read again all the same. */
  #later(reread = false) {
    this.#reread = this.#reread || reread;
    if (this.#scheduled) return;
    this.#scheduled = true;
    Promise.resolve().then(() => this.#scheduled && this.#update());
  }

  #update() {
    const reread = this.#reread;
    this.#scheduled = false;
    this.#reread = false;
    if (!this.isConnected) return;
    const source = findSource(this, this.#property);
    if (source && !isSameSource(source, this.#source)) {
      this.#open(source);
    } else if (reread && this.#given !== undefined) {
      this.#read(this.#given);
    } else if (!source) {
      this.#waitForData();
    }
  }

  /** Code may set the property a little later; an element that is given nothing at all has to say so. */
  #waitForData() {
    const turn = this.#turn;
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => {
      const empty = turn === this.#turn && this.#source === undefined && this.#property === undefined;
      if (empty && document.readyState !== 'loading') this.#complain('no-data', '$', '', false);
    }, PATIENCE_SECONDS * 1000);
  }

  #open(source) {
    this.#stopFeed();
    this.#turn += 1;
    this.#source = source;
    this.#given = undefined;
    this.#late = false;
    this.#view.hush();
    this.dataset.state = 'loading';
    // A picture that is there does not wait for its next figures.
    if (this.#view.shows) this.#begin(source);
    else this.#wait = whenNear(this, () => this.#begin(source));
  }

  #begin(source) {
    if (source.src === undefined) {
      this.#read(source.given);
      return;
    }
    this.#feed = new Feed(source.src, {
      take: (file, again) => this.#read(file, again),
      fail: (code, detail, again) => this.#complain(code, source.src, detail, again),
      interval: () => refreshOf(this),
    });
    this.#feed.ask();
  }

  /** Reads and draws, at once where the engine is loaded. Gives, or promises, whether it could. */
  #read(given, again = false) {
    return engine.isLoaded() ? this.#finish(this.#take(given, again)) : this.#readLater(given, again);
  }

  /**
   * Widgets that wait for the same engine go on side by side: each does one step, then each the next. So the page is laid
   * out once for all of their words, and not again after every picture.
   */
  async #readLater(given, again) {
    const turn = this.#turn;
    const isAwaited = () => turn === this.#turn;
    try {
      // Another widget's figures may have ended the program while this one's turn came.
      while (!engine.isLoaded()) await engine.load();
    } catch (error) {
      if (isAwaited()) this.#fail(engine.brokenEngine(error, languageOf(this)), again);
      return false;
    }
    const taken = isAwaited() ? this.#take(given, again) : undefined;
    await undefined;
    if (taken && isAwaited()) this.#measure();
    await undefined;
    return isAwaited() && this.#finish(taken);
  }

  /** Reads, and shows the words. Gives what `#finish` needs; nothing where there are no pictures. */
  #take(given, again) {
    let taken;
    this.#guard(() => {
      if (given !== this.#given && this.#breaks >= MOST_BREAKS) throw new Error('this widget broke the program too often');
      const language = languageOf(this);
      const widget = this.#openWidget(given, language, again);
      if (!widget) return;
      // In another language or by another program, the same is read once more: no number changes, nor its age.
      const news = again || given !== this.#given;
      if (news) this.#values = undefined;
      if (this.#values) widget.updateValues(this.#values);
      const page = widget.page();
      const complaints = widget.complaints();
      if (page) {
        if (news) this.#late = false;
        this.#release();
        this.#widget = widget;
        this.#given = given;
        this.#language = language;
        this.#show(page);
        taken = { widget, complaints };
      } else {
        const message = widget.message();
        engine.close(widget);
        this.#given = again ? this.#given : given;
        this.#refuse(message, complaints, again);
      }
    }, again);
    return taken;
  }

  /** Draws what was taken, and says so. Gives whether it could. */
  #finish(taken) {
    const isShown = () => Boolean(taken) && taken.widget === this.#widget;
    if (isShown()) this.#paint(true);
    // Drawing may have failed, and said so.
    if (isShown()) this.#settle(this.#late ? 'stale' : 'ready', taken.complaints);
    return isShown();
  }

  /** The widget in the program; none where what was given cannot even be handed over. */
  #openWidget(given, language, again) {
    let file;
    try {
      file = fileOf(given);
    } catch ({ code, detail }) {
      this.#given = again ? this.#given : given;
      this.#fail(engine.complain(code, '$', detail, language), again);
      return undefined;
    }
    return engine.open(file, JSON.stringify(settingsOf(this, language, this.#source)));
  }

  /** The program ended under a widget's figures, be it this one's: the pictures stay, and the next one reads the same. */
  #revive() {
    if (!this.#widget) return;
    this.#release();
    if (this.#given !== undefined) this.#read(this.#given);
  }

  /** New words; the pictures follow with `#paint`. */
  #show(page) {
    const widget = this.#widget;
    this.#view.show(page, (rows) => {
      let words;
      this.#guard(() => (words = widget.table(rows)));
      return words;
    });
  }

  #measure() {
    this.#view.measure(this.#printing ? 'light' : this.getAttribute('theme'), this.#printing ? PRINT_RATIO : 0);
  }

  #paint(force) {
    if (!this.#widget) return;
    this.#measure();
    this.#guard(() => this.#view.paint(this.#widget, force));
  }

  #paintSoon(force = false) {
    this.#view.outdate();
    this.#forced = this.#forced || force;
    if (this.#frame !== undefined) return;
    this.#frame = requestAnimationFrame(() => {
      const forced = this.#forced;
      this.#frame = undefined;
      this.#forced = false;
      this.#paint(forced);
    });
  }

  /** Resolves when it has been said, for which the program is needed. */
  async #complain(code, address, detail, again) {
    const turn = this.#turn;
    const language = languageOf(this);
    let complaint;
    try {
      while (!engine.isLoaded()) await engine.load();
      complaint = engine.complain(code, address, detail, language);
    } catch (error) {
      complaint = engine.brokenEngine(error, language);
    }
    if (turn === this.#turn) this.#fail(complaint, again);
  }

  #fail(complaint, again) {
    this.#refuse(`${complaint.message} ${complaint.mend}`, [complaint], again);
  }

  /** Nothing could be drawn. After a picture, a refresh that fails only makes it older. */
  #refuse(message, complaints, again) {
    if (again && this.#view.shows) {
      this.#late = true;
      this.#settle('stale', complaints);
      return;
    }
    this.#release();
    this.#view.refuse(message);
    this.#settle('error', complaints);
  }

  /**
   * Calls the program. If it breaks, this widget says so and the page lives on; what broke it is not read again, unless
   * it was an answer `again`: then the picture before it is.
   */
  #guard(call, again = false) {
    try {
      call();
    } catch (error) {
      this.#breaks += 1;
      if (!again) {
        this.#turn += 1;
        this.#given = undefined;
      }
      this.#fail(engine.brokenEngine(error, languageOf(this)), again);
    }
  }

  #settle(state, complaints) {
    this.dataset.state = state;
    if (state === 'ready') this.#view.hush();
    if (state === 'stale') this.#date();
    const words = JSON.stringify(complaints);
    for (const complaint of complaints) {
      if (words !== this.#reported) {
        const { severity, path, message, mend } = complaint;
        console[severity === 'error' ? 'error' : 'warn'](`indicator-widget: ${path}: ${message} ${mend}`, this);
      }
      this.#tell('indicator-error', complaint);
    }
    this.#reported = words;
    if (state === 'ready') this.#tell('indicator-ready');
  }

  /** Says below a picture that it is old, and of when. */
  #date() {
    const time = this.#feed && this.#feed.confirmed;
    // Without a program there are no words; the next one says them with the picture.
    if (!time || !engine.isLoaded()) return;
    this.#guard(() => this.#view.tell(engine.outdated(time, languageOf(this))));
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }

  #stopFeed() {
    this.#wait();
    if (this.#feed) this.#feed.stop();
    this.#feed = undefined;
  }

  /** Gives the engine's memory back. The words and the last picture stay where they are. */
  #release() {
    const widget = this.#widget;
    this.#widget = undefined;
    this.#wordsLater();
    this.#view.table.forget();
    this.#view.reading.forget();
    if (widget) engine.close(widget);
  }
}
