/** Calls back once when the browser has time; returns a function that takes that back. */
export function whenIdle(callback) {
  if (typeof requestIdleCallback === 'function') {
    const idle = requestIdleCallback(callback, { timeout: 200 });
    return () => cancelIdleCallback(idle);
  }
  const timer = setTimeout(callback, 50);
  return () => clearTimeout(timer);
}

/** One call when the browser has time, however often it is asked for meanwhile. */
export class WhenIdle {
  #call;
  #end;

  constructor(call) {
    this.#call = call;
  }

  ask() {
    this.#end = this.#end || whenIdle(() => {
      this.#end = undefined;
      this.#call();
    });
  }

  cancel() {
    if (this.#end) this.#end();
    this.#end = undefined;
  }
}
