/**
 * The words of new numbers follow when the browser is idle; and what there is to complain of, of new numbers or of a
 * document, when the part of the program that says it is there.
 */
import { brokenEngine } from './broken.js';
import { load, say } from './engine.js';
import { WhenIdle } from './idle.js';

export class Renewal {
  #idle;
  /** The widget that the part was asked for. */
  #asked;
  /** Why it is not to be had, in words. */
  #complaint;

  /**
   * `renew(say)` is called for new words. It calls `say(widget, lang)`, which gives whether a widget of the program has
   * said all its complaints; where it has not, `renew` is called once more when it can, or `missed(complaint)`, in that
   * language, when it cannot.
   */
  constructor(renew, missed) {
    this.#idle = new WhenIdle(() => {
      let isSaid;
      renew((widget, lang) => (isSaid = this.#say(widget, lang)));
      if (!isSaid && this.#complaint) missed(this.#complaint);
    });
  }

  ask() {
    this.#idle.ask();
  }

  /** Asks once more for what could not be had. */
  retry() {
    if (!this.#complaint) return;
    this.#asked = undefined;
    this.ask();
  }

  /** The widget is gone, and all that was asked for with it. */
  cancel() {
    this.#idle.cancel();
    this.#asked = undefined;
    this.#complaint = undefined;
  }

  #say(widget, lang) {
    if (say(widget)) return true;
    if (this.#asked === widget) return false;
    this.#asked = widget;
    const end = (complaint) => {
      if (this.#asked !== widget) return;
      this.#complaint = complaint;
      // What is not there is asked for once; what is there now may be gone again with the program.
      if (!complaint) this.#asked = undefined;
      this.ask();
    };
    load(true).then(() => end(), (error) => end(brokenEngine(error, lang)));
    return false;
  }
}
