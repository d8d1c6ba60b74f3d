/** What stands in a widget's shadow root: words, pictures, table, and a message when there is no picture. */
import { styleSheet } from 'indicator-widget-files';
import css from 'indicator-widget-style';
import { appear, isFar, keepWithinLimit, lend } from './bitmaps.js';
import { build, fill, keepFocus } from './build.js';
import { palette, usedScheme } from './look.js';
import { Menu } from './menu.js';
import { Reading } from './reading.js';
import { join, part } from './sheets.js';
import { copyShell } from './shell.js';
import { hasMenu, isUnclosed, languageOf, ownLanguage } from './source.js';
import { DataTable } from './table.js';
import { watch } from './watch.js';
import { buildFootnotes, buildWords, sign } from './words.js';

const TWO_COLUMNS_FROM = 720;

/** From which width on large figures have so much room. */
const ROOMS = [['enough', 280], ['little', 190], ['least', 0]];

/** Device pixels per CSS pixel on paper, 288 to the inch, and how many CSS pixels all kinds of sheets are wide. */
const PRINT_RATIO = 3;
const PRINT_WIDTH = 680;

/** No scrollbar is wider, in CSS pixels; and how long after a picture one may come or go because of it. */
const SCROLLBAR = 24;
const REBOUND_MILLISECONDS = 1000;

/** The width of an export in CSS pixels where the widget has none, and the least there is. */
const EXPORT_WIDTH = 640;
const LEAST_EXPORT_WIDTH = 240;

/** The style sheet in each document: none is taken by another one. */
const sheets = new WeakMap();

export class View {
  /** `told` has what a `Reading` needs, `select(detail)` and `guard(call)`, and `export(type)`, which promises a Blob. */
  constructor(root, told) {
    this.root = root;
    this.canvases = new Map();
    this.frames = [];
    this.held = 0;
    /** Whether the bitmaps were given back. */
    this.empty = false;
    this.printing = false;
    /** From which width to which the pictures went last, and when. */
    this.last = {};
    root.append(copyShell());
    const find = (name) => root.querySelector(name);
    this.fallback = find('slot');
    this.sensor = find('.sensor');
    this.section = find('.widget');
    this.probe = find('.probe');
    this.words = find('.words');
    this.footnotes = find('.footnotes');
    this.controls = find('.controls');
    this.message = find('.widget + .message');
    this.table = new DataTable(find('.table-button'), find('.table-box'));
    this.menu = new Menu({
      button: find('.menu-button'),
      list: find('.downloads'),
      status: find('.menu-message'),
      make: told.export,
    });
    this.reading = new Reading(this.section, told);
  }

  /**
   * Gets ready for the page that the element is in now, and follows it. `told` is asked for new pictures, by `paint()` or
   * `paintSoon(force)`, and hears `restyled()` of what may concern more than them. Returns a function for when it leaves that page.
   */
  follow(element, { paint, paintSoon, restyled }) {
    this.setPrinting(false);
    this.dress(() => paintSoon());
    this.offer(hasMenu(element));
    const unwatch = watch(element, this.section, {
      // It is told of the first width too, of none, and of heights that a picture itself has changed.
      resized: (width) => !width || this.isAsWideAs(width) || this.isRebound(width) || paintSoon(),
      outdated: paintSoon,
      restyled,
      printing: (now) => {
        this.setPrinting(now);
        paint();
      },
    });
    const recall = lend(this, paint);
    return () => {
      unwatch();
      recall();
      this.menu.close();
      this.reading.close();
    };
  }

  /**
   * Puts the style sheet in place, in the way that the browser and the page's policy allow; `arrived` is called
   * where it comes only later.
   */
  dress(arrived) {
    const { root } = this;
    const page = root.ownerDocument;
    // A document that no window shows takes no sheet.
    if (!page.defaultView) return;
    const { CSSStyleSheet } = page.defaultView;
    if (root.adoptedStyleSheets && 'replaceSync' in CSSStyleSheet.prototype) {
      if (!sheets.has(page)) {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(css);
        sheets.set(page, sheet);
      }
      // What the page has put beside it stays.
      const sheet = sheets.get(page);
      if (!Array.from(root.adoptedStyleSheets).includes(sheet)) root.adoptedStyleSheets = [sheet, ...root.adoptedStyleSheets];
    } else if (!root.querySelector('style')) {
      const style = build('style', {}, css);
      root.append(style);
      // A policy that refuses styles in the page leaves no sheet; a file beside the module is allowed.
      if (!style.sheet) {
        const link = build('link', { rel: 'stylesheet', href: styleSheet() });
        link.addEventListener('load', arrived);
        root.append(link);
      }
    }
  }

  /** Shows new words and plans the table, which `readTable` gives; the pictures follow with `paint`. */
  show(page, readTable) {
    // New numbers seldom change a word outside the pictures; then nobody who reads them is disturbed.
    const said = JSON.stringify(page);
    if (said !== this.said) this.say(page);
    this.said = said;
    this.table.update(page, readTable);
    this.fallback.hidden = !isUnclosed(this.root.host);
    if (!this.section.hidden) return;
    this.section.hidden = false;
    appear(this);
  }

  say(page) {
    this.outdate();
    const known = new Map(this.canvases);
    this.canvases.clear();
    const { elements, frames } = buildWords(page, known);
    this.frames = frames;
    for (const { index, canvas } of frames) this.canvases.set(index, canvas);
    this.section.setAttribute('lang', page.lang);
    if (page.title) this.section.setAttribute('aria-label', page.title);
    else this.section.removeAttribute('aria-label');
    this.reading.hold();
    // A link to a source may have the focus, here and among the footnotes.
    keepFocus(this.words, 'a', () => fill(this.words, elements));
    const below = JSON.stringify([page.written, page.notes, page.source, page.dates]);
    if (below !== this.below) keepFocus(this.footnotes, 'a', () => fill(this.footnotes, buildFootnotes(page)));
    this.below = below;
    this.menu.update(page);
    this.reading.show(frames, page);
  }

  /** Shows the menu, or takes it away. */
  offer(menu) {
    const { button, list, status } = this.menu;
    if (menu === this.controls.contains(button)) return;
    this.menu.close();
    for (const part of [button, list, status]) menu ? this.controls.append(part) : part.remove();
  }

  /** What an export needs: the room in CSS pixels, the font, and the colours as they are on paper. */
  paper() {
    const { section, probe } = this;
    const { scheme } = section.dataset;
    mark(section, 'scheme', 'paper');
    const colours = palette(probe, 'paper');
    mark(section, 'scheme', scheme);
    const width = Math.max(section.clientWidth || EXPORT_WIDTH, LEAST_EXPORT_WIDTH);
    return { width, colours, font: getComputedStyle(section).fontFamily };
  }

  /** Whether there is a picture to be seen. */
  get shows() {
    return !this.section.hidden;
  }

  /** Takes the last message away. */
  hush() {
    if (this.told === undefined) return;
    this.told = undefined;
    fill(this.message, []);
  }

  /** Shows a message, below the pictures where there are some; nobody has to hear the same one twice. */
  tell(message) {
    if (message === this.told) return;
    this.told = message;
    // It is read aloud as soon as it is there.
    this.message.setAttribute('lang', ownLanguage(languageOf(this.root.host)));
    fill(this.message, [sign(), build('span', {}, message)]);
  }

  /** Shows the page's own words again, and a message below them. */
  refuse(message) {
    this.reading.close();
    this.section.hidden = true;
    this.fallback.hidden = false;
    this.tell(message);
    this.table.forget();
  }

  /** Whether the widget was that wide when it was measured, but for the digits that browsers leave out. */
  isAsWideAs(width) {
    return this.look !== undefined && Math.abs(this.look.width - width) < 0.1;
  }

  /**
   * Whether that is the room that a scrollbar gives back which came with the last picture but one: drawn in it once more,
   * the picture would be higher and bring the scrollbar back, and so on for ever. The lower one stays.
   */
  isRebound(width) {
    const { from, to, time } = this.last;
    const isBack = Math.abs(width - from) < 0.1 && width > to && width < to + SCROLLBAR;
    if (isBack && performance.now() < time + REBOUND_MILLISECONDS) this.rests = width;
    return width === this.rests;
  }

  /** Whether the pictures are for paper, which is always light, and shows the far ones too. */
  setPrinting(printing) {
    this.printing = printing;
    this.outdate();
  }

  /** How many bytes of bitmaps can be given back: none of what is on paper, or could not be drawn again. */
  get bytes() {
    return this.printing || !this.reading.widget ? 0 : this.held;
  }

  /** Leaves the pictures empty and their places as they are, until a `paint` when they are near. */
  giveBack() {
    for (const { canvas } of this.frames) {
      canvas.width = 0;
      canvas.height = 0;
    }
    this.held = 0;
    this.empty = true;
  }

  /** Something that `measure` reads may have changed: the next `paint` measures again. */
  outdate() {
    this.look = undefined;
  }

  /**
   * Draws every picture in the room that was measured, unless nothing has changed since the last time; `force` draws
   * anyway, for new numbers or fonts.
   */
  paint(widget, force) {
    if (force) this.painted = undefined;
    if (!this.look) return;
    const isMissed = this.empty && (this.printing || !isFar(this));
    if (isMissed || this.look.state !== this.painted) this.draw(widget);
    this.painted = this.look.state;
    // The words around the pictures may be new all the same.
    for (const { canvas, sentence } of this.frames) {
      // Where no picture can be made, its sentence is read by all.
      if (sentence.hidden === canvas.hidden) sentence.hidden = !canvas.hidden;
      const words = canvas.hidden ? canvas.textContent : '';
      if (sentence.textContent !== words) sentence.textContent = words;
    }
    this.reading.refresh(widget, this.look.colours[0]);
    keepWithinLimit();
  }

  /**
   * Asks the page what it gives the pictures: room, pixels, colours and font; not while the widget is hidden, nor where
   * nothing is outdated.
   */
  measure() {
    if (this.look) return;
    const { section, printing } = this;
    const theme = this.root.host.getAttribute('theme');
    const onScreen = () => (theme === 'light' || theme === 'dark' ? theme : usedScheme(this.sensor));
    mark(section, 'scheme', printing ? 'paper' : onScreen());
    // What is hidden on the screen may be there on paper.
    const paper = printing ? PRINT_WIDTH : 0;
    const room = section.clientWidth || paper;
    // Hidden: the first width that is not zero draws.
    if (!room) return;
    mark(section, 'columns', !printing && room >= TWO_COLUMNS_FROM && this.words.querySelector('.group + .group') ? '2' : '1');
    mark(section, 'room', ROOMS.find(([, least]) => room >= least)[0]);
    const colours = palette(this.probe, section.dataset.scheme);
    const { fontFamily: font, width } = getComputedStyle(section);
    const ratio = Math.max((window.devicePixelRatio || 1) * (section.currentCSSZoom || 1), printing ? PRINT_RATIO : 0);
    // All is measured before anything is drawn, since each picture changes the height of the page.
    // Fractions of a pixel count, which `clientWidth` rounds away.
    const widths = this.frames.map(({ frame }) => {
      const width = parseFloat(getComputedStyle(frame).width) || paper;
      return printing ? Math.min(width, paper) : width;
    });
    const state = [this.frames.map(({ index }) => index), widths, ratio, colours, font].join('|');
    this.look = { width: parseFloat(width), widths, ratio, colours, font, state };
    this.last = { from: this.last.to, to: this.look.width, time: performance.now() };
    this.rests = undefined;
  }

  draw(widget) {
    const { widths, ratio, colours, font } = this.look;
    this.held = 0;
    this.empty = false;
    this.frames.forEach((place, i) => {
      const { index, frame, canvas } = place;
      const drawn = widths[i] ? widget.draw(index, canvas, widths[i], ratio, colours, font) : [];
      // Until it is drawn it is outside, where a font costs the browser no look at the page's style.
      if (canvas.parentNode !== frame) frame.prepend(canvas);
      join(place);
      canvas.hidden = !drawn.length;
      if (canvas.hidden) return;
      const [width, height, ...seams] = drawn;
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
      this.held += canvas.width * canvas.height * 4;
      if (this.printing) part(place, height, seams);
    });
  }
}

/** Writes only what is new: whatever is written makes the browser find all styles again. */
function mark(section, name, value) {
  if (section.dataset[name] !== value) section.dataset[name] = value;
}
