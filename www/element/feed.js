/** The figures behind an address: asked for once, or again and again. */
import { Refused, bytesOf } from './given.js';

const TIMEOUT_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 300;
/** The share by which a wait is longer or shorter, so that a thousand readers do not come at once. */
const SPREAD = 0.1;
/** Timers count milliseconds in 31 bits, and beyond that do not wait at all. */
const LONGEST_TIMER_SECONDS = 2e6;

export class Feed {
  /**
   * `receiver` has `take(file, again)`, which says whether the file could be drawn, `null` where it could not even be
   * read; `fail(code, detail, again)`; both may promise it, and nothing is asked before they have done; and `interval()`,
   * the seconds between two requests, or `undefined` for only one. `before` is the feed that is gone on with.
   */
  constructor(url, receiver, before = { asked: 0, failures: 0 }) {
    this.url = url;
    this.receiver = receiver;
    this.asked = before.asked;
    this.last = before.last;
    this.confirmed = before.confirmed;
    this.failures = before.failures;
    this.stopped = false;
    this.look = () => this.resume();
    document.addEventListener('visibilitychange', this.look);
  }

  /** Asks now, and plans the next time. */
  async ask() {
    const again = this.asked > 0;
    this.asked += 1;
    this.due = undefined;
    this.underWay = true;
    let good = false;
    try {
      const file = await this.request(again);
      if (this.stopped) return;
      this.failure = undefined;
      good = await this.hand(file, again);
    } catch (failure) {
      if (this.stopped) return;
      if (this.last) this.last.isDoubted = true;
      this.failure = [failure.code, failure.detail, again];
      await this.complain();
      if (this.stopped) return;
    }
    /** When the figures that are shown were last what the server has. */
    if (good) this.confirmed = new Date();
    this.failures = good ? 0 : this.failures + 1;
    this.underWay = false;
    this.plan();
  }

  /** Says why the last request brought nothing, if it did not; once more where that is asked for in another language. */
  complain() {
    return this.failure && this.receiver.fail(...this.failure);
  }

  /** Hands over what is news: the same file once more is neither read nor drawn, nor complained about again. */
  async hand(file, again) {
    const { last } = this;
    const isNews = !last || !isSame(file, last.file);
    if (isNews || last.isDoubted) {
      // After a failure the file that is shown is not news, but shown to be right again.
      const taken = isNews ? file : last.file;
      const good = await this.receiver.take(taken, again);
      this.last = good === null ? undefined : { file: taken, good };
    }
    return Boolean(this.last && this.last.good);
  }

  /** Plans the next request: after the interval, doubled at each failure up to five minutes, or when it was `due` anyway. */
  plan(due) {
    clearTimeout(this.timer);
    this.due = undefined;
    const interval = this.receiver.interval();
    // A request that is under way plans the next one itself: an older answer cannot come after a newer one.
    if (this.stopped || this.underWay || interval === undefined) return;
    const longest = Math.max(interval, LONGEST_WAIT_SECONDS / (1 + SPREAD));
    const doubled = Math.min(interval * 2 ** this.failures, longest);
    const spread = doubled * (1 + SPREAD * (2 * Math.random() - 1));
    this.wait = Math.min(spread, LONGEST_TIMER_SECONDS) * 1000;
    this.due = due === undefined ? Date.now() + this.wait : due;
    this.resume();
  }

  /** Nobody sees a hidden tab: it waits, and asks when it is shown again, at once if it would have asked before. */
  start(milliseconds) {
    clearTimeout(this.timer);
    if (document.visibilityState !== 'hidden') this.timer = setTimeout(() => this.ask(), milliseconds);
  }

  resume() {
    // A clock may have been set back meanwhile.
    if (this.due !== undefined) this.start(Math.min(this.wait, Math.max(0, this.due - Date.now())));
  }

  /** Nothing that is still under way will be heard. */
  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
    document.removeEventListener('visibilitychange', this.look);
    if (this.controller) this.controller.abort();
  }

  async request(again) {
    // Browsers of 2018 may lack it; there a late answer is merely ignored.
    const controller = typeof AbortController === 'undefined' ? undefined : new AbortController();
    this.controller = controller;
    let clock;
    const late = new Promise((_, reject) => {
      clock = setTimeout(() => reject({ code: 'timeout', detail: this.url }), TIMEOUT_SECONDS * 1000);
    });
    try {
      return await Promise.race([read(this.url, controller, again), late]);
    } finally {
      clearTimeout(clock);
      if (controller) controller.abort();
    }
  }
}

async function read(url, controller, again) {
  let response;
  let file;
  try {
    response = await fetch(url, {
      credentials: 'same-origin',
      // The browser's own cache asks whether what it has is still right (`If-None-Match`).
      cache: again ? 'no-cache' : 'default',
      signal: controller && controller.signal,
    });
    if (!response.ok) throw { code: 'http-status', detail: String(response.status) };
    file = await bytesOf(response);
  } catch (error) {
    // A page's own `fetch` may fail with nothing.
    if ((error && error.code === 'http-status') || error instanceof Refused) throw error;
    throw { code: location.protocol === 'file:' ? 'no-server' : 'unreachable', detail: url };
  }
  // A server that answers a wrong address with its home page says 200.
  if (/^\s*</.test(new TextDecoder().decode(file.subarray(0, 100)))) throw { code: 'html', detail: url };
  return file;
}

function isSame(file, other) {
  if (file.length !== other.length) return false;
  // A function for each byte of a large file takes its time.
  for (let i = 0; i < file.length; i += 1) if (file[i] !== other[i]) return false;
  return true;
}
