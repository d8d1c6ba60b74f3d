/*
 * For a page that shows widgets in frames: gives each `<iframe src="…/embed.html?…">` the height of what it shows.
 * It may stand anywhere on the page, and twice; frames that are added later are served too.
 */
(() => {
  'use strict';

  /** CSS pixels; higher than any table that a page would show. */
  const HIGHEST = 50000;

  /** The address of a frame that this script serves. */
  function addressOf(frame) {
    try {
      const address = new URL(frame.src);
      return address.pathname.endsWith('/embed.html') ? address : undefined;
    } catch (error) {
      return undefined;
    }
  }

  /** A frame that has been led to another site has another origin than its address; to https, it may have been. */
  const isOf = (address, origin) => [address.origin, address.origin.replace('http:', 'https:')].includes(origin);

  const frames = () => Array.from(document.querySelectorAll('iframe')).filter(addressOf);

  addEventListener('message', ({ data, source, origin }) => {
    // NaN is not above zero either.
    if (!data || data.type !== 'indicator-widget' || typeof data.height !== 'number' || !(data.height > 0)) return;
    const frame = frames().find((each) => each.contentWindow === source && isOf(addressOf(each), origin));
    if (!frame) return;
    if (data.height <= HIGHEST) {
      // A style, since many pages have one for all frames, before which the attribute counts for nothing.
      const inside = getComputedStyle(frame).boxSizing === 'border-box';
      const border = inside ? frame.offsetHeight - frame.clientHeight : 0;
      frame.style.height = `${data.height + border}px`;
    }
    source.postMessage({ type: 'indicator-widget', fits: frame.clientHeight >= data.height }, origin);
  });

  // Those that have spoken before anyone listened. The question is no secret, and a frame may still be empty.
  for (const frame of frames()) frame.contentWindow.postMessage({ type: 'indicator-widget', ask: true }, '*');
})();
