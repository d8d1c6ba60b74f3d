/** The element: what it was given, in which state it is, and when it draws. */
import { brokenEngine } from './broken.js';
import * as engine from './engine.js';
import { exportAs } from './export.js';
import { Feed } from './feed.js';
import { NextFrame } from './frame.js';
import { fileOf, jsonOf, numbersOf } from './given.js';
import { beNear, whenNear } from './near.js';
import { Renewal } from './renewal.js';
import { FIGURES, READING, adopt, findSource, hasMenu, isForeign, isUnclosed, isSameSource, languageOf, refreshOf, settingsOf, watchSource } from './source.js';
import { State, inFull } from './state.js';
import { NOT_LOADED, read } from './turns.js';
import { View } from './view.js';

const PATIENCE_SECONDS = 1;
/** How often a widget may break the program, which costs all widgets of the page a new picture. */
const MOST_BREAKS = 3;
// Where there is no document, the module can still be imported.
const Base = typeof HTMLElement === 'undefined' ? class {} : HTMLElement;

export class IndicatorWidget extends Base {
  static get observedAttributes() {
    return ['src', ...FIGURES, 'lang', ...READING, 'theme', 'refresh', 'no-menu'];
  }

  #view;
  #state;
  #nextFrame = new NextFrame((force) => this.#paint(force));
  #words = new Renewal((say) => this.#renewWords(say), (complaint) => this.#state.miss(complaint));
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
  /** Ends the waiting to be near. */
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
    this.#state = new State(this, this.#view);
    // Those of the parts that carry colours, and of whatever the page lets move.
    this.#view.root.addEventListener('transitionend', () => this.#paintSoon());
    // A browser that was short of memory gives canvases back empty.
    this.#view.root.addEventListener('contextrestored', () => this.#paintSoon(true), true);
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
    // In another tree of shadows, nothing tells of another language.
    this.#reread = this.#reread || languageOf(this) !== this.#language;
    this.#update();
    beNear(this);
    this.#paint();
    this.#words.retry();
  }

  /**
   * Everything that the widget shows as one file, as wide as it is now: promises a Blob of the type `image/png` (with
   * two pixels to each CSS pixel), `image/svg+xml` or `text/csv`.
   */
  export(type) {
    return exportAs(type, () => this.#widget, () => this.#view.paper());
  }

  /**
   * New numbers for the same categories, series after series; NaN and null are missing. The pictures are drawn when it
   * returns, and the words follow when the browser is idle. False where the numbers do not fit.
   */
  updateValues(values) {
    if (this.#scheduled) this.#update();
    const numbers = numbersOf(values);
    // Figures that are on their way may be others.
    if (!numbers || !this.#widget || this.#given === undefined) return false;
    if (!this.#guard(() => this.#widget.updateValues(numbers))) return false;
    this.#values = numbers;
    this.#paint(true);
    if (this.#widget) this.#words.ask();
    return Boolean(this.#widget);
  }

  connectedCallback() {
    adopt(this, 'indicators');
    // A copy of another element has its state, and no picture.
    if (!this.#view.shows) this.#state.enter('loading');
    const unfollow = this.#view.follow(this, {
      paint: () => this.#paint(),
      paintSoon: (force) => this.#paintSoon(force),
      restyled: () => {
        if (this.#language && languageOf(this) !== this.#language) this.#later(true);
        this.#paintSoon();
      },
    });
    this.#ends = [unfollow, watchSource(this, () => this.#later()), engine.onEnd(() => this.#revive())];
    // What was moved has its figures still.
    if (this.#feed && this.#source) this.#follow(this.#source.src);
    this.#later(true);
  }

  disconnectedCallback() {
    this.#ends.splice(0).forEach((end) => end());
    if (this.#given === undefined) this.#turnTo(undefined);
    else this.#leave();
    clearTimeout(this.#patience);
    this.#nextFrame.cancel();
    this.#release();
    if (this.dataset.state === 'loading') delete this.dataset.state;
  }

  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    // Numbers that were given for other indicators may by chance be as many.
    if (READING.includes(name) && name !== 'view') this.#values = undefined;
    if (!this.isConnected) return;
    if (name === 'theme') this.#paintSoon();
    else if (name === 'no-menu') this.#view.offer(hasMenu(this));
    else if (name === 'refresh') this.#feed && this.#feed.plan();
    else this.#later(true);
  }

  /** Takes several changes in a row in at once, `together` with other widgets; `reread` where the same must be read again. */
  #later(reread = false) {
    this.#reread = this.#reread || reread;
    if (this.#scheduled) return;
    this.#scheduled = true;
    Promise.resolve().then(() => this.#scheduled && this.#update(true));
  }

  #update(together = false) {
    const reread = this.#reread;
    this.#scheduled = this.#reread = false;
    if (!this.isConnected) return;
    const source = findSource(this, this.#property);
    if (!source) {
      // What is on its way is not wanted any more; what is shown stays a moment.
      if (this.#given === undefined) this.#turnTo(undefined);
      this.#waitForData();
    } else if (!isSameSource(source, this.#source)) {
      this.#open(source, together);
    } else if (reread && this.#given !== undefined) {
      this.#read(undefined, false, together);
    } else if (reread && this.#feed) this.#feed.complain();
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

  #open(source, together) {
    this.#turnTo(source);
    this.#given = undefined;
    this.#late = false;
    this.#state.enter('loading');
    const begin = () => {
      // What is known to take the whole program has it fetched side by side with the figures.
      if (isForeign(this, source)) engine.load(true).catch(() => {});
      return source.src === undefined ? this.#read(source.given, false, together) : this.#follow(source.src);
    };
    // A picture that is there does not wait for its next figures.
    if (this.#view.shows) begin();
    else this.#wait = whenNear(this, begin);
  }

  #follow(src) {
    const before = this.#feed;
    const receiver = {
      take: (file, again) => this.#read(file, again),
      fail: (code, detail, again) => this.#complain(code, src, detail, again),
      // No page shows what is in a frame that was taken away.
      interval: () => (this.ownerDocument.defaultView ? refreshOf(this) : undefined),
    };
    this.#feed = new Feed(src, receiver, before);
    before ? this.#feed.plan(before.due) : this.#feed.ask();
  }

  #read(given, again = false, together = false) {
    const turn = this.#turn;
    return read({
      together,
      isAwaited: () => turn === this.#turn,
      take: () => this.#take(given, again),
      measure: () => this.#view.measure(),
      finish: (taken) => this.#finish(taken),
      fail: (error) => {
        this.#fail(brokenEngine(error, languageOf(this)), again);
        // The next change, or `redraw`, tries once more.
        if (!again) this.#source = undefined;
      },
    });
  }

  /** Reads what is `given`, or what is shown by now, and shows the words. Gives what `#finish` needs, or `NOT_LOADED`. */
  #take(given = this.#given, again) {
    return this.#guard(() => {
      if (given !== this.#given && this.#breaks >= MOST_BREAKS) throw new Error('this widget broke the program too often');
      const language = languageOf(this);
      const widget = this.#openWidget(given, language, again);
      if (!widget || widget === NOT_LOADED) return widget;
      // In another language or by another program, the same is read once more: no number changes, nor its age.
      const news = given !== this.#given;
      if (news) this.#values = undefined;
      if (this.#values) widget.updateValues(this.#values);
      const isSaid = engine.say(widget);
      const page = widget.page();
      const complaints = isSaid ? this.#complaintsOf(widget, language) : undefined;
      if (!page) {
        const message = widget.message();
        engine.close(widget);
        this.#given = again ? this.#given : given;
        this.#refuse(message, complaints, again);
        return undefined;
      }
      if (news || again) this.#late = false;
      this.#release();
      this.#widget = widget;
      this.#given = given;
      this.#language = language;
      this.#show(page);
      if (!isSaid) this.#words.ask();
      return { widget, complaints };
    }, again);
  }

  /** Draws what was taken, and says so. Gives whether it could. */
  #finish(taken) {
    const isShown = () => Boolean(taken) && taken.widget === this.#widget;
    if (isShown()) this.#paint(true);
    // Drawing may have failed, and said so; whoever hears of it may have asked for something else.
    const good = isShown();
    if (good) this.#settle(this.#late ? 'stale' : 'ready', taken.complaints);
    return good;
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
    return engine.open(file, jsonOf(settingsOf(this, language, this.#source))) || NOT_LOADED;
  }

  /** The program ended under a widget's figures, be it this one's: the pictures stay, and the next one reads the same. */
  #revive() {
    if (!this.#widget) return;
    this.#release();
    if (this.#given !== undefined) this.#read();
  }

  /** New words; the pictures follow with `#paint`. */
  #show(page) {
    const widget = this.#widget;
    this.#view.show(page, (rows) => this.#guard(() => widget.table(rows)));
  }

  #complaintsOf(widget, language) {
    return widget.complaints().concat(isUnclosed(this) ? engine.complain('unclosed', '$', '', language) : []);
  }

  /** New words; what there is to complain of may follow. */
  #renewWords(say) {
    this.#guard(() => {
      const isSaid = say(this.#widget, this.#language);
      this.#show(this.#widget.page());
      if (isSaid) this.#state.renew(this.#complaintsOf(this.#widget, this.#language));
    });
    this.#paint();
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

  async #complain(code, address, detail, again) {
    const turn = this.#turn;
    this.#language = languageOf(this);
    const complaint = await engine.complaintOf(code, address, detail, this.#language);
    if (turn === this.#turn) this.#fail(complaint, again);
  }

  #fail(complaint, again) {
    this.#refuse(inFull(complaint), [complaint], again);
  }

  /** Nothing could be drawn. After a picture, a refresh that fails only makes it older. */
  #refuse(message, complaints, again) {
    if (again && this.#view.shows) {
      this.#late = true;
      return this.#settle('stale', complaints);
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
    this.#state.settle(state, complaints);
    if (state === 'stale') this.#date();
  }

  /** Says below a picture that it is old, and of when. */
  #date() {
    const time = this.#feed && this.#feed.confirmed;
    // Without a program there are no words; the next one says them with the picture.
    if (time && engine.isLoaded()) this.#guard(() => this.#view.tell(engine.outdated(time, languageOf(this))));
  }

  /** Takes a source, or none, in the place of what was asked for until now. */
  #turnTo(source) {
    this.#leave();
    this.#source = source;
    this.#feed = undefined;
  }

  /** What is on its way is not waited for any more. */
  #leave() {
    this.#turn += 1;
    this.#wait();
    if (this.#feed) this.#feed.stop();
  }

  /** Gives the engine's memory back. The words and the last picture stay where they are. */
  #release() {
    const widget = this.#widget;
    this.#widget = undefined;
    this.#words.cancel();
    this.#view.table.forget();
    this.#view.reading.forget();
    if (widget) engine.close(widget);
  }
}
