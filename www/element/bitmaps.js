/**
 * A bitmap takes four bytes a device pixel, and on phones all canvases together may have so few that the next one stays
 * blank. So pictures far from what is to be seen give theirs back, the longest away first, as soon as such pictures
 * take more than a limit; they are drawn again when the reader comes near, or, in a box that scrolls for itself, comes
 * there.
 */

/** Far is what is more than a window's height and width away. */
const AROUND = '100%';

/** A small part of what the smallest phones have: 256 MB. */
const MOST_BYTES = 64 * 1024 * 1024;

/** What draws the pictures of each widget in the page again, by the section that they are in. */
const sections = new Map();
/** The views that are far, the longest away first. */
const far = new Set();
let observer;

/** Lets the bitmaps of a `View` be given back; `restore` is called when it is near. Returns a function that ends it. */
export function lend(view, restore) {
  // A print that is not announced could not have them back in time.
  if (typeof IntersectionObserver === 'undefined' || !('onbeforeprint' in window)) return () => {};
  observer = observer || new IntersectionObserver(follow, { rootMargin: AROUND });
  const { section } = view;
  sections.set(section, { view, restore });
  observer.observe(section);
  return () => {
    sections.delete(section);
    far.delete(view);
    observer.unobserve(section);
  };
}

/** A view was hidden, and so far from everything, and has come up where it may be seen at once. */
export function appear(view) {
  far.delete(view);
  if (!sections.has(view.section)) return;
  // Where it is now will be told anew.
  observer.unobserve(view.section);
  observer.observe(view.section);
}

export function isFar(view) {
  return far.has(view);
}

/** After pictures were drawn, wherever they are. */
export function keepWithinLimit() {
  let bytes = 0;
  far.forEach((view) => (bytes += view.bytes));
  for (const view of far) {
    if (bytes <= MOST_BYTES) return;
    if (!view.bytes) continue;
    bytes -= view.bytes;
    view.giveBack();
  }
}

function follow(entries) {
  for (const { isIntersecting, rootBounds, target } of entries) {
    const { view, restore } = sections.get(target) || {};
    if (!view) continue;
    // In a frame of another site nothing is known of what is near.
    if (!isIntersecting && rootBounds) far.add(view);
    else if (far.delete(view)) restore();
  }
  keepWithinLimit();
}
