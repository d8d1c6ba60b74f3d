/** The data table: always there for those who listen, and shown to those who ask for it. */
import { build, fill } from './build.js';
import { whenIdle } from './idle.js';

const ROWS_A_PAGE = 200;
const MORE = { vi: 'Xem thêm dòng', en: 'Show more rows' };

let tables = 0;

export class DataTable {
  constructor() {
    tables += 1;
    const id = `table-${tables}`;
    this.button = build('button', {
      type: 'button',
      class: 'toggle',
      part: 'table-button',
      'aria-expanded': 'false',
      'aria-controls': id,
    });
    this.button.addEventListener('click', () => this.toggle());
    this.box = build('div', { id, class: 'table-box closed', part: 'table' });
    this.cancel = () => {};
  }

  /**
   * Takes new words for the control, and `read`, which gives the table's words: it is called when the browser is
   * idle, since a table can be long.
   */
  update(page, read) {
    this.lang = page.lang;
    this.button.textContent = page.tableLabel;
    this.forget();
    this.read = read;
    this.cancel = whenIdle(() => this.make());
  }

  /** Ends what was planned; what is shown stays. */
  forget() {
    this.cancel();
    this.read = undefined;
  }

  get open() {
    return this.button.getAttribute('aria-expanded') === 'true';
  }

  toggle() {
    const open = !this.open;
    this.button.setAttribute('aria-expanded', open);
    this.box.classList.toggle('closed', !open);
    this.make();
    this.show();
  }

  make() {
    if (!this.read) return;
    this.words = this.read();
    this.forget();
    this.shown = ROWS_A_PAGE;
    this.show();
  }

  show() {
    const { words } = this;
    if (!words) return;
    const table = build(
      'table',
      {},
      build('caption', {}, words.caption),
      build('thead', {}, build('tr', {}, ...words.columns.map((column) => build('th', { scope: 'col' }, column)))),
    );
    let room = this.shown;
    let left = 0;
    for (const section of words.sections) {
      const rows = section.rows.slice(0, room);
      left += section.rows.length - rows.length;
      room -= rows.length;
      if (rows.length || !section.rows.length) table.append(buildSection(section.title, rows, words.columns.length));
    }
    // Only an open table scrolls, so only then can it take the focus; and only then is there more to ask for.
    if (this.open) {
      this.box.setAttribute('tabindex', '0');
      this.box.setAttribute('role', 'region');
      this.box.setAttribute('aria-label', words.caption);
    } else {
      for (const name of ['tabindex', 'role', 'aria-label']) this.box.removeAttribute(name);
    }
    fill(this.box, [table, this.open && left ? this.buildMore() : undefined]);
  }

  buildMore() {
    const more = build('button', { type: 'button', class: 'toggle' }, MORE[this.lang]);
    more.addEventListener('click', () => {
      this.shown += ROWS_A_PAGE;
      this.show();
      this.box.focus();
    });
    return more;
  }
}

function buildSection(title, rows, columns) {
  const body = build('tbody');
  if (title) {
    body.append(build('tr', {}, build('th', { scope: 'rowgroup', colspan: columns, class: 'section' }, title)));
  }
  for (const [header, ...cells] of rows) {
    body.append(
      build('tr', {}, build('th', { scope: 'row' }, header), ...cells.map((cell) => build('td', {}, cell))),
    );
  }
  return body;
}
