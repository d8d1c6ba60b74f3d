/** The figures behind an address: asked for once, or again and again. */

const TIMEOUT_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 300;

export class Feed {
  /**
   * `receiver` has `take(text, again)`, which says whether the text could be drawn; `fail(code, detail, again)`;
   * and `interval()`, the seconds between two requests, or `undefined` for only one.
   */
  constructor(url, receiver) {
    this.url = url;
    this.receiver = receiver;
    this.asked = 0;
    this.failures = 0;
    this.stopped = false;
  }

  /** Asks now, and plans the next time. */
  async ask() {
    const again = this.asked > 0;
    this.asked += 1;
    let good = false;
    try {
      const text = await this.request(again);
      if (this.stopped) return;
      good = await this.receiver.take(text, again);
    } catch (failure) {
      if (this.stopped) return;
      this.receiver.fail(failure.code, failure.detail, again);
    }
    this.failures = good ? 0 : this.failures + 1;
    this.plan();
  }

  /** Sets the clock for the next request: the interval, doubled at each failure up to five minutes. */
  plan() {
    clearTimeout(this.timer);
    const interval = this.receiver.interval();
    if (this.stopped || interval === undefined) return;
    const waits = Math.min(interval * 2 ** this.failures, Math.max(interval, LONGEST_WAIT_SECONDS));
    this.timer = setTimeout(() => this.ask(), waits * 1000);
  }

  /** Nothing that is still under way will be heard. */
  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
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
  let text;
  try {
    response = await fetch(url, {
      credentials: 'same-origin',
      cache: again ? 'no-cache' : 'default',
      signal: controller && controller.signal,
    });
    text = await response.text();
  } catch (error) {
    throw { code: location.protocol === 'file:' ? 'no-server' : 'unreachable', detail: url };
  }
  if (!response.ok) throw { code: 'http-status', detail: String(response.status) };
  // A server that answers a wrong address with its home page says 200.
  if (/^\s*</.test(text)) throw { code: 'html', detail: url };
  return text;
}
