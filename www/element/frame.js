/** One call before the page is next shown, however often it is asked for. */
export class NextFrame {
  #call;
  #frame;
  #forced = false;

  /** `call(forced)` is told whether anyone who asked insisted. */
  constructor(call) {
    this.#call = call;
  }

  ask(forced) {
    this.#forced = this.#forced || forced;
    if (this.#frame !== undefined) return;
    this.#frame = requestAnimationFrame(() => {
      const insisted = this.#forced;
      this.cancel();
      this.#call(insisted);
    });
  }

  cancel() {
    cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    this.#forced = false;
  }
}
