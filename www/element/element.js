/** The element: what it was given, in which state it is, and when it draws. */
import { brokenEngine } from './broken.js';
import * as engine from './engine.js';
import { exportAs } from './export.js';
import { Feed } from './feed.js';
import { NextFrame } from './frame.js';
import { fileOf } from './given.js';
import { whenIdle } from './idle.js';
import { beNear, whenNear } from './near.js';
import { FIGURES, READING, adopt, findSource, isForeign, isSameSource, languageOf, refreshOf, settingsOf, watchSource } from './source.js';
import { State } from './state.js';
import { View } from './view.js';

const PATIENCE_SECONDS = 1;

/** How often a widget may break the program, which costs all widgets of the page a new picture. */
const MOST_BREAKS = 3;

/** In place of what was read: it takes more of the program than is loaded. */
const NOT_LOADED = {};

// Where there is no document, the module can still be imported.
const Base = typeof HTMLElement === 'undefined' ? class {} : HTMLElement;

export class IndicatorWidget extends Base {
  static get observedAttributes() {
    return ['src', ...FIGURES, 'lang', ...READING, 'theme', 'refresh', 'no-menu'];
  }

  #view;
  #state = new State(this);
  #nextFrame = new NextFrame((force) => this.#paint(force));
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
  #scheduled = false;
  #reread = false;
  #wordsLater;
  /** Ends the waiting until the widget is near. */
  #wait = () => {};
  #ends = [];

  constructor() {
    super();
    // Side by side with all that can be done without it; a failure is seen to when the figures are there.
    engine.load().catch(() => {});
    this.#view = new View(this.attachShadow({ mode: 'open' }), {
      select: (detail) => this.#state.tell('indicator-select', detail),
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

  /** Takes in what has changed and draws now, once and not a moment later, if the program is there that it takes. */
  redraw() {
    this.#view.outdate();
    this.#view.painted = undefined;
    this.#update();
    beNear(this);
    this.#paint();
  }

  /**
   * Everything that the widget shows as one file, as wide as it is now: promises a Blob of the type `image/png` (with
   * two pixels to each CSS pixel), `image/svg+xml` or `text/csv`.
   */
  export(type) {
    return exportAs(type, () => this.#widget, () => this.#view.paper());
  }

  /**
   * New numbers for the same categories, series after series; NaN is missing. The pictures are drawn when it
   * returns, and the words follow when the browser is idle. False where the numbers do not fit.
   */
  updateValues(values) {
    // Figures that are on their way may be others.
    if (!this.#widget || this.#given === undefined) return false;
    const numbers = Float64Array.from(values);
    if (!this.#guard(() => this.#widget.updateValues(numbers))) return false;
    this.#values = numbers;
    this.#paint(true);
    this.#wordsLater = this.#wordsLater || whenIdle(() => {
      this.#wordsLater = undefined;
      this.#guard(() => {
        this.#show(this.#widget.page());
        this.#state.renew(this.#widget.complaints());
      });
      this.#paint();
    });
    return true;
  }

  connectedCallback() {
    adopt(this, 'indicators');
    if (!this.dataset.state) this.#state.enter('loading');
    const unfollow = this.#view.follow(this, {
      paint: () => this.#paint(),
      paintSoon: (force) => this.#paintSoon(force),
      restyled: () => {
        if (this.#widget && languageOf(this) !== this.#language) this.#later(true);
        this.#paintSoon();
      },
    });
    this.#ends = [unfollow, watchSource(this, () => this.#later()), engine.onEnd(() => this.#revive())];
    this.#later();
  }

  disconnectedCallback() {
    this.#ends.splice(0).forEach((end) => end());
    this.#turnTo(undefined);
    clearTimeout(this.#patience);
    this.#nextFrame.cancel();
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
    this.#scheduled = this.#reread = false;
    if (!this.isConnected) return;
    const source = findSource(this, this.#property);
    if (!source) {
      this.#waitForData();
    } else if (!isSameSource(source, this.#source)) {
      this.#open(source);
    } else if (reread && this.#given !== undefined) {
      this.#read(this.#given);
    }
  }

  /** Code may set the property a little later; an element that is given nothing at all, or nothing any more, has to say so. */
  #waitForData() {
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => {
      if (document.readyState === 'loading' || findSource(this, this.#property)) return;
      this.#turnTo(undefined);
      this.#complain('no-data', '$', '', false);
    }, PATIENCE_SECONDS * 1000);
  }

  #open(source) {
    this.#turnTo(source);
    this.#given = undefined;
    this.#late = false;
    this.#view.hush();
    this.#state.enter('loading');
    const begin = () => {
      // What is known to take the whole program has it fetched side by side with the figures.
      if (isForeign(this, source)) engine.load(true).catch(() => {});
      return source.src === undefined ? this.#read(source.given) : this.#follow(source.src);
    };
    // A picture that is there does not wait for its next figures.
    if (this.#view.shows) begin();
    else this.#wait = whenNear(this, begin);
  }

  #follow(src) {
    this.#feed = new Feed(src, {
      take: (file, again) => this.#read(file, again),
      fail: (code, detail, again) => this.#complain(code, src, detail, again),
      interval: () => refreshOf(this),
    });
    this.#feed.ask();
  }

  /**
   * Reads and draws: before it returns where what it takes of the program is loaded. Promises whether it could, `null`
   * where the program was not to be had.
   * Widgets that wait for the same program go on side by side: each does one step, then each the next. So the page is laid
   * out once for all of their words, and not again after every picture.
   */
  async #read(given, again = false) {
    const turn = this.#turn;
    const isAwaited = () => turn === this.#turn;
    let taken = NOT_LOADED;
    let [whole, waited] = [false, false];
    try {
      while (taken === NOT_LOADED && isAwaited()) {
        // Another widget's figures may have ended the program while this one's turn came.
        if (engine.isLoaded(whole)) {
          taken = this.#take(given, again);
          whole = taken === NOT_LOADED;
        } else {
          waited = true;
          await engine.load(whole);
        }
      }
    } catch (error) {
      if (isAwaited()) this.#fail(brokenEngine(error, languageOf(this)), again);
      return null;
    }
    if (waited) {
      await undefined;
      if (taken && isAwaited()) this.#view.measure();
      await undefined;
    }
    return isAwaited() && this.#finish(taken);
  }

  /**
   * Reads, and shows the words. Gives what `#finish` needs; nothing where there are no pictures, `NOT_LOADED` where it
   * takes more of the program than there is.
   */
  #take(given, again) {
    return this.#guard(() => {
      if (given !== this.#given && this.#breaks >= MOST_BREAKS) throw new Error('this widget broke the program too often');
      const language = languageOf(this);
      const widget = this.#openWidget(given, language, again);
      if (!widget || widget === NOT_LOADED) return widget;
      // In another language or by another program, the same is read once more: no number changes, nor its age.
      const news = again || given !== this.#given;
      if (news) this.#values = undefined;
      if (this.#values) widget.updateValues(this.#values);
      const page = widget.page();
      const complaints = widget.complaints();
      if (!page) {
        const message = widget.message();
        engine.close(widget);
        this.#given = again ? this.#given : given;
        this.#refuse(message, complaints, again);
        return undefined;
      }
      if (news) this.#late = false;
      this.#release();
      this.#widget = widget;
      this.#given = given;
      this.#language = language;
      this.#show(page);
      return { widget, complaints };
    }, again);
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
    return engine.open(file, JSON.stringify(settingsOf(this, language, this.#source))) || NOT_LOADED;
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
    this.#view.show(page, (rows) => this.#guard(() => widget.table(rows)));
  }

  #paint(force) {
    if (!this.#widget) return;
    this.#view.measure();
    this.#guard(() => this.#view.paint(this.#widget, force));
  }

  #paintSoon(force = false) {
    this.#view.outdate();
    this.#nextFrame.ask(force);
  }

  /** Resolves when it has been said, for which the program is needed. */
  async #complain(code, address, detail, again) {
    const turn = this.#turn;
    const complaint = await engine.complaintOf(code, address, detail, languageOf(this));
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
   * Calls the program, and gives its answer. If it breaks there is none, and this widget says so: what broke it is not
   * read again, unless it was an answer `again`: then the picture before it is.
   */
  #guard(call, again = false) {
    try {
      return call();
    } catch (error) {
      this.#breaks += 1;
      if (!again) {
        this.#turn += 1;
        this.#given = undefined;
      }
      this.#fail(brokenEngine(error, languageOf(this)), again);
      return undefined;
    }
  }

  #settle(state, complaints) {
    this.#state.enter(state);
    if (state === 'ready') this.#view.hush();
    if (state === 'stale') this.#date();
    this.#state.report(complaints, state);
  }

  /** Says below a picture that it is old, and of when. */
  #date() {
    const time = this.#feed && this.#feed.confirmed;
    // Without a program there are no words; the next one says them with the picture.
    if (!time || !engine.isLoaded()) return;
    this.#guard(() => this.#view.tell(engine.outdated(time, languageOf(this))));
  }

  /** Takes a source, or none, in the place of what was asked for until now. */
  #turnTo(source) {
    this.#turn += 1;
    this.#source = source;
    this.#wait();
    if (this.#feed) this.#feed.stop();
    this.#feed = undefined;
  }

  /** Gives the engine's memory back. The words and the last picture stay where they are. */
  #release() {
    const widget = this.#widget;
    this.#widget = undefined;
    if (this.#wordsLater) this.#wordsLater();
    this.#wordsLater = undefined;
    this.#view.table.forget();
    this.#view.reading.forget();
    if (widget) engine.close(widget);
  }
}
