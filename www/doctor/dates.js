/** Dates as documents have them, `2021-05-15`, `2021-05` or `2021`, and as the widget prints them. */

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** The date that a text is, as `{ year, month, day }`; `undefined` where it is none, or the calendar does not have it. */
export function dateIn(text) {
  const parts = typeof text === 'string' && /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text);
  if (!parts) return undefined;
  const [year, month, day] = parts.slice(1).map((part) => part && Number(part));
  const time = new Date(Date.UTC(2000, 0));
  // A day that its month does not have is one of another month.
  time.setUTCFullYear(year, month === undefined ? 0 : month - 1, day === undefined ? 1 : day);
  return month === undefined || time.getUTCMonth() === month - 1 ? { year, month, day } : undefined;
}

/** The date of a header, in the reader's time; `undefined` where there is none. */
export function dateOfHeader(text) {
  const time = new Date(text);
  if (isNaN(time)) return undefined;
  return { year: time.getFullYear(), month: time.getMonth() + 1, day: time.getDate() };
}

/** `ngày 15/5/2021`, `tháng 5/2021`, `năm 2021`; in English `15 May 2021`, `May 2021`, `2021`. */
export function written({ year, month, day }, lang) {
  const parts = [day, lang === 'en' && month ? MONTHS[month - 1] : month, year].filter(Boolean);
  return lang === 'en' ? parts.join(' ') : `${['năm', 'tháng', 'ngày'][parts.length - 1]} ${parts.join('/')}`;
}
