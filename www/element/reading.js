/**
 * Reads the pictures mark by mark, by pointer, finger and keyboard: a tooltip for the eye, a live region for the ear,
 * both with the same words. What is nearest and what it says, the engine knows.
 */
import { build, fill } from './build.js';

const STEPS = {
  ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1,
  PageDown: 10, PageUp: -10, End: Infinity, Home: -Infinity,
};
// How long the pointer may take from a mark to its tooltip, and how far beside the pointer that may be.
const PATIENCE_MILLISECONDS = 300;
const ASIDE = 20;
const WIDEST = 320;
/** An object, so that the same function can be taken away again. */
const CAPTURE = { capture: true, passive: true };

export class Reading {
  /**
   * `section` is the widget's; `select(detail)` is told what was chosen, and `guard(call)` calls the engine and sees
   * to its failure.
   */
  constructor(section, { select, guard }) {
    this.section = section;
    this.select = select;
    this.guard = guard;
    this.pictures = [];
    this.live = section.querySelector('.live');
    this.keys = section.querySelector('#keys');
    this.focusRing = section.querySelector('.focus-ring');
    this.ring = section.querySelector('.mark-ring');
    this.tip = section.querySelector('.tip');
    this.card = section.querySelector('.card');

    const listeners = {
      pointerover: ({ pointerType }) => (this.device = pointerType),
      mousemove: (event) => this.hover(event),
      mouseleave: () => this.leaveSoon(),
      click: (event) => this.click(event),
      keydown: (event) => this.press(event),
      focusin: (event) => this.enter(event),
      focusout: () => this.held || this.blur(),
    };
    for (const type of Object.keys(listeners)) section.addEventListener(type, listeners[type]);
    // Heard everywhere, but only while a tooltip is open.
    this.escape = (event) => {
      if (event.key !== 'Escape' && event.key !== 'Esc') return;
      this.hide();
      // It closed this tooltip, and not also the dialog around it.
      event.preventDefault();
      event.stopPropagation();
    };
    this.elsewhere = (event) => {
      const path = event.composedPath();
      if (!path.includes(this.tip) && !this.pictures.some(({ frame }) => path.includes(frame))) this.leave();
    };
    this.moved = ({ target }) => this.place(target);
  }

  /** Says that the pictures are about to be replaced, and the focus with them. */
  hold() {
    this.held = true;
  }

  /** Takes the places of new pictures, which `refresh` makes readable as soon as they are drawn. */
  show(pictures, page) {
    const { focused } = this;
    const ringed = !this.focusRing.hidden;
    this.pictures = pictures;
    this.keys.textContent = page.keys;
    for (const { index, frame, canvas, label } of pictures) {
      frame.setAttribute('tabindex', '0');
      if (frame.getAttribute('role') === 'meter') continue;
      canvas.id = `picture-${index}`;
      // In most screen readers arrow keys reach only an application.
      frame.setAttribute('role', 'application');
      frame.setAttribute('aria-roledescription', page.chart);
      frame.setAttribute('aria-label', label);
      frame.setAttribute('aria-describedby', `${canvas.id} keys`);
    }
    this.held = false;
    if (focused === undefined) return;
    const picture = this.picture(focused);
    if (picture) picture.frame.focus({ preventScroll: true });
    else this.blur();
    this.ringFocus(ringed);
  }

  /**
   * Follows the pictures that `widget` has just drawn: the marks may stand elsewhere and say something else. `ground`
   * is a colour as the painter has it, also where the page's own lets shine through what is below.
   */
  refresh(widget, ground) {
    this.widget = widget;
    this.ground = ground;
    for (const { index, frame, canvas } of this.pictures) {
      const isReadable = !canvas.hidden && this.ask(() => widget.marks(index)) > 0;
      if (isReadable === frame.hasAttribute('tabindex')) continue;
      if (isReadable) frame.setAttribute('tabindex', '0');
      else frame.removeAttribute('tabindex');
    }
    if (!this.focusRing.hidden) this.ringFocus(true);
    if (this.ring.hidden || !this.at) return;
    const { index, place, id } = this.at;
    const mark = this.mark(index, place);
    if (!this.picture(index) || !mark || idOf(mark) !== id) {
      this.leave();
      return;
    }
    this.present(mark);
    this.place();
    // Nobody is to come upon an older figure.
    if (this.live.textContent.trim() !== mark.words) this.live.textContent = '';
  }

  /** The engine's data are gone or about to go; what is shown stays until the next picture. */
  forget() {
    this.widget = undefined;
  }

  /** Ends all that is shown. */
  close() {
    this.forget();
    this.at = undefined;
    this.blur();
  }

  hover(event) {
    // Browsers report a pointer that lies still when the page moves below it.
    const lies = this.pointer === `${event.screenX} ${event.screenY}`;
    this.pointer = `${event.screenX} ${event.screenY}`;
    if (lies) return;
    if (event.composedPath().includes(this.tip)) {
      clearTimeout(this.leaving);
      return;
    }
    const found = this.find(event);
    if (!found) {
      this.leaveSoon();
      return;
    }
    clearTimeout(this.leaving);
    const { index, place } = this.at || {};
    if (this.ring.hidden || index !== found.picture.index || place !== found.place) this.point(found, 'pointer');
  }

  /** Leaves what the pointer showed; what the keyboard showed stays. */
  leaveSoon() {
    clearTimeout(this.leaving);
    this.leaving = setTimeout(() => {
      if (!this.at || this.at.by !== 'pointer') return;
      this.hide();
      this.ring.hidden = true;
      if (this.focused !== this.at.index) this.at = undefined;
    }, PATIENCE_MILLISECONDS);
  }

  click(event) {
    const found = this.find(event);
    const mark = found && this.point(found, 'pointer');
    if (!mark) return;
    this.say(mark);
    this.choose(mark);
  }

  press(event) {
    const picture = this.pictureOf(event);
    if (!picture || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { index } = picture;
    // A pointer may have passed other pictures meanwhile.
    const { place: now } = [this.at, this.read].find((at) => at && at.index === index) || {};
    if (event.key === 'Enter') {
      const mark = now !== undefined && this.mark(index, now);
      if (!mark) return;
      event.preventDefault();
      this.choose(mark);
      return;
    }
    const step = STEPS[event.key];
    const last = (this.ask((widget) => widget.marks(index)) || 0) - 1;
    if (step === undefined || last < 0) return;
    event.preventDefault();
    this.ringFocus(true);
    const first = step === Infinity ? last : 0;
    const place = now === undefined ? first : Math.max(0, Math.min(last, now + step));
    const mark = this.point({ picture, place }, 'keyboard');
    // At the first and the last mark there is no step, and nothing to say but what has changed meanwhile.
    if (mark && (place !== now || this.live.textContent.trim() !== mark.words)) this.say(mark);
  }

  enter(event) {
    const picture = this.pictureOf(event);
    this.focused = picture && picture.index;
    // Coming back to the window is not coming back to the chart, and what the pointer shows stays.
    if (event.relatedTarget) this.read = undefined;
    if (event.relatedTarget && this.ring.hidden) this.at = undefined;
    this.ringFocus(picture && isByKeyboard(picture.frame));
  }

  /** Leaves a mark: nobody is to come upon its words later. */
  leave() {
    clearTimeout(this.leaving);
    this.hide();
    this.ring.hidden = true;
    this.live.textContent = '';
  }

  blur() {
    this.focused = undefined;
    this.focusRing.hidden = true;
    this.leave();
  }

  /** Shows a mark, and gives it; `x` is where the pointer is, in CSS pixels of the picture. */
  point({ picture, place, x }, by) {
    const mark = this.mark(picture.index, place);
    if (!mark) return undefined;
    const isAside = x !== undefined && this.device === 'mouse' && this.ask((widget) => widget.marks(picture.index)) > 1;
    this.at = { index: picture.index, place, by, x, isAside, id: idOf(mark) };
    if (by === 'keyboard') this.read = this.at;
    this.present(mark);
    // A row of a long chart may be out of sight, where no tooltip stays; and where the page scrolls smoothly, it is so
    // for a while.
    if (by === 'keyboard') this.ring.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
    this.open();
    return mark;
  }

  /** Rings a mark, and writes what the tooltip says of it. */
  present(mark) {
    this.area = mark.area;
    fill(this.card, [
      build('p', {}, mark.name),
      build('p', {}, build('strong', {}, mark.figure)),
      ...mark.remarks.map((remark) => build('p', { class: 'detail' }, remark)),
    ]);
    this.ring.hidden = false;
    const [left, top, right, bottom] = this.area;
    this.frameIn(this.ring, this.picture(this.at.index).canvas, { left, top, width: right - left, height: bottom - top });
    this.card.style.color = `#${this.ground.toString(16).padStart(6, '0')}`;
  }

  /** Opens the tooltip, and puts it to its mark. */
  open() {
    if (this.tip.hidden) {
      this.tip.hidden = false;
      // Above all of the page, where nothing around the widget cuts it off.
      if (this.tip.showPopover) this.tip.showPopover();
      this.listen('addEventListener');
    }
    this.place();
  }

  /** Hides the tooltip; the mark stays marked. */
  hide() {
    if (this.tip.hidden) return;
    this.tip.hidden = true;
    if (this.tip.hidePopover && this.tip.matches(':popover-open')) this.tip.hidePopover();
    this.listen('removeEventListener');
  }

  /** Hears the page around the tooltip, from its opening on; the widget may be in another one when it ends. */
  listen(method) {
    if (method === 'addEventListener') this.page = this.section.ownerDocument;
    const { page, page: { defaultView: window } } = this;
    page[method]('keydown', this.escape, true);
    page[method]('mousedown', this.elsewhere, CAPTURE);
    page[method]('touchstart', this.elsewhere, CAPTURE);
    for (const target of window ? [window, window.visualViewport] : []) {
      if (!target) continue;
      target[method]('scroll', this.moved, CAPTURE);
      target[method]('resize', this.moved, CAPTURE);
    }
  }

  /**
   * Puts the tooltip above its mark, or below where there is more room, always within what is to be seen, and off a mouse's
   * way from row to row; it goes where its mark is not seen any more, out of the window or of the box around it, `scrolled`.
   */
  place(scrolled) {
    const picture = this.at && this.picture(this.at.index);
    if (!picture || this.tip.hidden) return;
    const { tip } = this;
    const view = viewport(this.page);
    const box = picture.canvas.getBoundingClientRect();
    const zoom = scaleOf(picture.canvas);
    const [x0, y0, x1, y1] = this.area.map((edge) => edge * zoom);
    const around = scrolled instanceof Element && scrolled.contains(this.section.getRootNode().host);
    const clip = around ? scrolled.getBoundingClientRect() : view;
    if (box.top + y1 < Math.max(view.top, clip.top) || box.top + y0 > Math.min(view.bottom, clip.bottom)) {
      this.hide();
      return;
    }
    tip.style.left = '0';
    tip.style.top = '0';
    tip.style.maxWidth = `${Math.min(WIDEST, view.right - view.left)}px`;
    tip.style.maxHeight = `${view.bottom - view.top}px`;
    // Where it stands now is where its coordinates begin: an ancestor with a transform may have moved that.
    const { left, top, width, height } = tip.getBoundingClientRect();
    const within = (value, low, high) => Math.max(low, Math.min(value, high));
    const middle = this.at.x === undefined ? (x0 + x1) / 2 : within(this.at.x * zoom, x0, x1);
    const pointer = box.left + this.at.x * zoom;
    const asides = this.at.isAside && x1 - x0 > y1 - y0 ? [pointer + ASIDE, pointer - ASIDE - width] : [];
    const seen = (x) => within(x, view.left, view.right - width);
    const x = [...asides, seen(box.left + middle - width / 2)].find((x) => x === seen(x));
    const above = Math.max(box.top + y0, view.top) - height;
    const below = Math.min(box.top + y1, view.bottom);
    const y = above >= view.top ? above : within(below, view.top, view.bottom - height);
    const scale = scaleOf(tip);
    tip.style.left = `${(x - left) / scale}px`;
    tip.style.top = `${(y - top) / scale}px`;
  }

  /** Draws the ring around the picture that has the focus. */
  ringFocus(visible) {
    const picture = this.picture(this.focused);
    this.focusRing.hidden = !visible || !picture;
    if (this.focusRing.hidden) return;
    const { offsetWidth: width, offsetHeight: height } = picture.frame;
    this.frameIn(this.focusRing, picture.frame, { left: 0, top: 0, width, height });
  }

  /** Lays an element over a part of another one; nothing around them cuts it off there. */
  frameIn(element, target, { left, top, width, height }) {
    const [inner, outer] = [target.getBoundingClientRect(), this.section.getBoundingClientRect()];
    const scale = scaleOf(this.section);
    element.style.left = `${(inner.left - outer.left) / scale + left}px`;
    element.style.top = `${(inner.top - outer.top) / scale + top}px`;
    element.style.width = `${width}px`;
    element.style.height = `${height}px`;
  }

  /** The mark nearest to a pointer on a picture: `{ picture, place, x }`. */
  find(event) {
    const picture = this.pictureOf(event);
    if (!picture || picture.canvas.hidden) return undefined;
    const box = picture.canvas.getBoundingClientRect();
    const scale = scaleOf(picture.canvas);
    const [x, y] = [(event.clientX - box.left) / scale, (event.clientY - box.top) / scale];
    const place = this.ask((widget) => widget.markAt(picture.index, x, y));
    return place >= 0 ? { picture, place, x } : undefined;
  }

  /** The same words again are news too. */
  say({ words }) {
    this.live.textContent = this.live.textContent === words ? `${words}\u00a0` : words;
  }

  choose({ indicator, category = null, series = null }) {
    this.select({ indicator, category, series });
  }

  /** The words of a mark and its `area`, if there is such a mark. */
  mark(index, place) {
    const found = this.ask((widget) => widget.mark(index, place));
    return found && { area: found[0], ...found[1] };
  }

  ask(question) {
    return this.widget && this.guard(() => question(this.widget));
  }

  picture(index) {
    return this.pictures.find((picture) => picture.index === index);
  }

  pictureOf(event) {
    return this.pictures.find(({ frame }) => frame.contains(event.target));
  }
}

/** How much larger the page shows an element than it is laid out, by a zoom or a transform around it. */
function scaleOf(element) {
  return element.getBoundingClientRect().width / element.offsetWidth || 1;
}

function idOf({ indicator, category, series }) {
  return JSON.stringify([indicator, category, series]);
}

/** What is to be seen of the page, also when fingers have zoomed it. */
function viewport({ defaultView, documentElement }) {
  const view = defaultView && defaultView.visualViewport;
  if (!view) {
    const { clientWidth, clientHeight } = documentElement;
    return { left: 0, top: 0, right: clientWidth, bottom: clientHeight };
  }
  const { offsetLeft, offsetTop, width, height } = view;
  return { left: offsetLeft, top: offsetTop, right: offsetLeft + width, bottom: offsetTop + height };
}

/** Whether an element's focus is to be seen. */
function isByKeyboard(element) {
  try {
    return element.matches(':focus-visible');
  } catch (error) {
    // Older browsers do not know the question.
    return true;
  }
}
