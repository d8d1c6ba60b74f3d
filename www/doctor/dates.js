/** Dates as documents have them: `2021-05-15`, `2021-05` or `2021`. */

/** The one that a text is, as `{ year, month, day }`; `undefined` where it is none, or the calendar does not have it. */
export function dateIn(text) {
  const parts = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text);
  if (!parts) return undefined;
  const [year, month, day] = parts.slice(1).map((part) => part && Number(part));
  const first = new Date(Date.UTC(2000, 0));
  // A day that its month does not have is one of another month.
  first.setUTCFullYear(year, month === undefined ? 0 : month - 1, day === undefined ? 1 : day);
  return month === undefined || first.getUTCMonth() === month - 1 ? { year, month, day } : undefined;
}
