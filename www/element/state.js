/** The state of a widget, told to the page: an attribute, events, and a line in the console for each complaint. */

/** What the reader is told of a complaint, as the program says it. */
export function inFull({ message, mend, path }) {
  return `${message} ${mend}${path && path !== '$' ? ` (${path})` : ''}`;
}

export class State {
  #element;
  #view;
  /** The state to enter when it is known what there is to complain of. */
  #next;
  /** What there was to complain of last. */
  #complaints = [];
  /** The complaints that the console has. */
  #logged;

  /** `view` shows messages to the reader. */
  constructor(element, view) {
    this.#element = element;
    this.#view = view;
    // The doctor comes later than a report, and asks for it.
    element.addEventListener('indicator-recall', ({ detail }) => detail.push(...this.#complaints));
  }

  /** `loading`, `ready`, `stale` or `error`: the first two have no message. */
  enter(state) {
    this.#next = undefined;
    this.#complaints = [];
    if (state === 'loading' || state === 'ready') this.#view.hush();
    if (this.#element.dataset.state !== state) this.#element.dataset.state = state;
  }

  /** Enters a state, and tells what there is to complain of; while that is `undefined`, it waits for `renew` or `miss`. */
  settle(state, complaints) {
    if (complaints) {
      this.enter(state);
      this.#report(complaints, state);
    } else {
      // What is said of an older picture does not hold for this one; where a refresh failed before, nothing is loading.
      const { state: before } = this.#element.dataset;
      if (before !== state) this.enter(before === 'stale' ? before : 'loading');
      if (state === 'ready') this.#view.hush();
      this.#next = state;
    }
  }

  /** Complaints in that state, the same to the console only once. */
  #report(complaints, state) {
    const words = JSON.stringify(complaints);
    const isNews = words !== this.#logged;
    this.#complaints = complaints;
    this.#logged = words;
    const name = ['id', 'src', 'label'].find((it) => this.#element.getAttribute(it));
    const tag = name ? `indicator-widget ${name}="${this.#element.getAttribute(name)}"` : 'indicator-widget';
    for (const complaint of complaints) {
      if (isNews) {
        const { severity, path, message, mend } = complaint;
        // A console keeps what it is given: no element, with all that hangs on it.
        console[severity === 'error' ? 'error' : 'warn'](`${tag}: ${path}: ${message} ${mend}`);
      }
      this.tell('indicator-error', complaint);
      // Whoever heard of it may have asked for something else.
      if (this.#complaints !== complaints) return;
    }
    if (state === 'ready') this.tell('indicator-ready');
  }

  /**
   * What there is to complain of now, unless it is the same as before, or other figures are on their way. The `message`,
   * if any, is for below a picture that is not old: there it stands that it is.
   */
  renew(complaints, message) {
    const next = this.#next;
    if (next) this.enter(next);
    const { state } = this.#element.dataset;
    if (state === 'ready' && message) this.#view.tell(message);
    // What was missing is there again, or not needed any more.
    else if (state === 'ready') this.#view.hush();
    if (next || (state !== 'loading' && JSON.stringify(complaints) !== this.#logged)) this.#report(complaints, next);
  }

  /** Says that something is missing, and keeps the picture. */
  miss(complaint) {
    this.renew([complaint], inFull(complaint));
  }

  /** An event that a page hears wherever the widget is. */
  tell(name, detail) {
    this.#element.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }
}
