/** Widgets that wait for the same program go on side by side: each does one step, then each the next. */
import * as engine from './engine.js';

/** In place of what was read: it takes more of the program than is loaded. */
export const NOT_LOADED = {};

/**
 * Reads and draws: before it returns where what it takes of the program is loaded. Promises what `finish(taken)` gives,
 * false where it is not awaited any more, and `null` where the program was not to be had, which `fail(error)` hears.
 * `take` reads, and gives `NOT_LOADED` where it takes more of the program than there is.
 * Where it had to wait, or is one of several that are `together`, it lets the others have their turns, so that the page
 * is laid out once for the words of all widgets, by the first `measure`, and not again after every picture.
 */
export async function read({ together, isAwaited, take, measure, finish, fail }) {
  let taken = NOT_LOADED;
  let [whole, waited] = [false, together];
  try {
    while (taken === NOT_LOADED && isAwaited()) {
      // Another widget's figures may have ended the program while this one's turn came.
      if (engine.isLoaded(whole)) {
        taken = take();
        whole = taken === NOT_LOADED;
      } else {
        waited = true;
        await engine.load(whole);
      }
    }
  } catch (error) {
    if (isAwaited()) fail(error);
    return null;
  }
  if (waited) {
    await undefined;
    if (taken && isAwaited()) measure();
    await undefined;
  }
  return isAwaited() && finish(taken);
}
