/** Calls back once when the browser has time; returns a function that takes that back. */
export function whenIdle(callback) {
  if (typeof requestIdleCallback === 'function') {
    const idle = requestIdleCallback(callback, { timeout: 200 });
    return () => cancelIdleCallback(idle);
  }
  const timer = setTimeout(callback, 50);
  return () => clearTimeout(timer);
}
