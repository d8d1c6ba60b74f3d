/**
 * While a page is loaded, widgets that are far from what is to be seen wait, so that those in sight come first: until
 * the reader comes near, or until the page is there and the browser idle, one after the other.
 */
import { whenIdle } from './idle.js';

/** Near is what is no further below the window than that is high, and all above: what is drawn there moves the rest. */
const AROUND = '1000000px 0px 100%';

/** What is called for each element that waits, the longest first. */
const waiting = new Map();
let observer;

/** Calls back when it is the turn of `element`, which may be at once; returns a function that takes that back. */
export function whenNear(element, callback) {
  if (typeof IntersectionObserver === 'undefined' || document.readyState === 'complete') {
    callback();
    return () => {};
  }
  if (!observer) {
    observer = new IntersectionObserver(
      (entries) => entries.forEach(({ isIntersecting, target }) => isIntersecting && beNear(target)),
      { rootMargin: AROUND },
    );
    window.addEventListener('load', takeNext);
    window.addEventListener('beforeprint', () => [...waiting.keys()].forEach(beNear));
  }
  waiting.set(element, callback);
  observer.observe(element);
  return () => leave(element);
}

/** Ends the waiting of `element`, if it does wait: its turn is now. */
export function beNear(element) {
  if (waiting.has(element)) take(element);
}

function take(element) {
  const callback = waiting.get(element);
  leave(element);
  callback();
}

function leave(element) {
  waiting.delete(element);
  observer.unobserve(element);
}

function takeNext() {
  whenIdle(() => {
    const [element] = waiting.keys();
    if (!element) return;
    take(element);
    takeNext();
  });
}
