/** The data table: always there for those who listen, and shown to those who ask for it. */
import { build, fill, focus, keepFocus } from './build.js';
import { WhenIdle } from './idle.js';
import { nameWith } from './words.js';

const ROWS_A_PAGE = 200;
/** More letters than this want a wide column. */
const LONG = 24;
/** More than any table has. */
const ALL_ROWS = 0xffffffff;
/** What a click on a column's header does to the order of its rows; the last is the document's own order. */
const NEXT_ORDER = { undefined: 'ascending', ascending: 'descending', descending: undefined };
const MORE = { vi: 'Xem thêm dòng', en: 'Show more rows' };
const LEFT = {
  vi: (left) => `Còn ${left} dòng nữa; mở bảng để xem.`,
  en: (left) => `${left} more rows; open the table to see them.`,
};

export class DataTable {
  /** `button` opens the table in its `box`. */
  constructor(button, box) {
    this.button = button;
    this.box = box;
    this.button.addEventListener('click', () => this.toggle());
    this.shown = ROWS_A_PAGE;
    this.idle = new WhenIdle(() => this.show());
  }

  /**
   * Takes new words for the control, and `read`, which gives the table's words with at most so many rows: it is called
   * when the browser is idle, and again only for more rows.
   */
  update(page, read) {
    this.lang = page.lang;
    this.written = page.written;
    this.button.textContent = page.tableLabel;
    this.button.setAttribute('aria-label', nameWith(page.tableLabel, page));
    // Until the reader decides, it is open where an indicator is to be shown as a table.
    if (!this.touched) this.setOpen(page.groups.some(({ figures }) => figures.some(({ kind }) => kind === 'table')));
    this.forget();
    this.read = read;
    this.taken = 0;
    this.idle.ask();
  }

  /** Ends what was planned; what is shown stays. */
  forget() {
    this.idle.cancel();
    this.read = undefined;
  }

  get open() {
    return this.button.getAttribute('aria-expanded') === 'true';
  }

  setOpen(open) {
    this.button.setAttribute('aria-expanded', open);
    this.box.classList.toggle('closed', !open);
  }

  toggle() {
    this.touched = true;
    this.setOpen(!this.open);
    this.show();
  }

  /** Asks for so many rows, unless there are as many. */
  take(rows) {
    if (!this.read || this.taken >= rows) return;
    this.taken = rows;
    this.words = this.read(rows) || this.words;
  }

  show() {
    this.idle.cancel();
    // In another order, any row may be the first.
    this.take(this.order ? ALL_ROWS : this.shown);
    const { words } = this;
    if (!words) return;
    const alignments = words.columns.map((name, column) => alignmentOf(words.sections, column));
    const headers = words.columns.map((name, column) => this.buildHeader(name, column, alignments[column]));
    const table = build(
      'table',
      {},
      build('caption', {}, build('span', { class: 'caption' }, words.caption)),
      build('thead', {}, build('tr', {}, ...headers)),
    );
    let room = this.shown;
    let { left } = words;
    for (const section of words.sections) {
      const rows = this.sorted(section).slice(0, room);
      left += section.rows.length - rows.length;
      room -= rows.length;
      if (rows.length) table.append(buildSection(section.title, rows, alignments, this.written));
    }
    // Only an open table scrolls, so only then can it take the focus; and only then is there more to ask for.
    const region = { tabindex: '0', role: 'region', 'aria-label': words.caption };
    for (const name of Object.keys(region)) {
      if (this.open) this.box.setAttribute(name, region[name]);
      else this.box.removeAttribute(name);
    }
    // At a control, or at the first of new rows.
    keepFocus(this.box, 'button, th[scope="row"]', () => {
      fill(this.box, [table, left ? this.buildMore(left) : undefined]);
    });
  }

  /** The header of a column; while the table is open, a button that sorts by it. */
  buildHeader(name, column, alignment) {
    if (!this.open) return build('th', { scope: 'col', class: alignment }, name);
    const order = this.sortedBy === column ? this.order : undefined;
    const button = build('button', { type: 'button', class: order ? `sort ${order}` : 'sort' }, name);
    button.addEventListener('click', () => {
      this.sortedBy = column;
      this.order = NEXT_ORDER[order];
      this.show();
      // New words may have fewer columns.
      const same = this.box.querySelectorAll('.sort')[column];
      if (same) same.focus();
    });
    return build('th', { scope: 'col', class: alignment, 'aria-sort': order }, button);
  }

  /** The rows of a section in the order asked for: numbers by size and before words, words by the alphabet. */
  sorted({ rows, numbers }) {
    const { order, sortedBy: column } = this;
    if (!order || column >= this.words.columns.length) return rows;
    const { compare } = new Intl.Collator(this.lang, { numeric: true });
    const sign = order === 'ascending' ? 1 : -1;
    const key = (row) => numbers[row][column];
    const places = rows.map((row, place) => place);
    places.sort((a, b) => {
      const [one, other] = [key(a), key(b)];
      if (one === undefined && other === undefined) return sign * compare(rows[a][column], rows[b][column]) || a - b;
      if (one === undefined || other === undefined) return one === undefined ? 1 : -1;
      return sign * (one - other) || a - b;
    });
    return places.map((place) => rows[place]);
  }

  /** What leads to the rows that are left; while the table is closed, no control that nobody sees. */
  buildMore(left) {
    if (!this.open) return build('p', {}, LEFT[this.lang](left.toLocaleString(this.lang)));
    const more = build('button', { type: 'button', class: 'toggle' }, MORE[this.lang]);
    more.addEventListener('click', () => {
      const headers = () => this.box.querySelectorAll('th[scope="row"]');
      const next = headers().length;
      this.shown += ROWS_A_PAGE;
      this.show();
      // Reading goes on at the first of the new rows.
      const row = headers()[next];
      if (row) focus(row);
    });
    return more;
  }
}

/** Bare numbers stand below each other by their last digits, and the words for those that are missing with them. */
function alignmentOf(sections, column) {
  const isFigure = (cell) => /^−?\d[\d.,]*%?$/.test(cell);
  const isAmong = ({ rows }) => rows.some((row) => isFigure(row[column]));
  const isAll = ({ rows, numbers }) => rows.every((row, i) => isFigure(row[column]) || numbers[i][column] === undefined);
  // The first has the names, be they years.
  return column > 0 && sections.some(isAmong) && sections.every(isAll) ? 'figure-cell' : undefined;
}

/** `lang` is that of its author's words, where it is another than ours. */
function buildSection(title, rows, alignments, lang) {
  const body = build('tbody');
  if (title) {
    const words = build('span', { class: 'caption' }, title);
    const header = build('th', { scope: 'rowgroup', colspan: alignments.length, class: 'section', lang }, words);
    body.append(build('tr', {}, header));
  }
  for (const [header, ...cells] of rows) {
    const look = (cell, column) => (cell.length > LONG ? 'long-cell' : alignments[column]);
    const built = cells.map((cell, i) => build('td', { class: look(cell, i + 1) }, cell));
    // What is said in place of a group's figures belongs to no row of them.
    const first = header ? build('th', { scope: 'row', lang }, header) : build('td');
    body.append(build('tr', {}, first, ...built));
  }
  return body;
}
