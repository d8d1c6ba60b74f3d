/** The list of files that the widget can be taken away as, and the button that opens it. */
import { build, fill } from './build.js';
import { noFile } from './broken.js';
import { load } from './engine.js';
import { fileName } from './export.js';
import { firstOf, nameWith, sign, titleOf } from './words.js';

const FILES = [
  ['image/png', 'png'],
  ['image/svg+xml', 'svg'],
  ['text/csv', 'csv'],
];

/** How long a download may take to begin before its address is withdrawn. */
const PATIENCE_SECONDS = 60;

/** What is said of a file that takes so long, and why it would: the program may have to be completed first. */
const WAIT_SECONDS = 0.5;
const WAIT = { vi: 'Đang tạo tệp…', en: 'Making the file…' };

export class Menu {
  /** `button` opens the `list`, `status` tells how it goes, and `make` promises a Blob of a media type. */
  constructor({ button, list, status, make }) {
    Object.assign(this, { button, list, status, make });
    this.button.addEventListener('click', () => (this.open ? this.close() : this.show()));
    for (const part of [this.button, this.list]) {
      part.addEventListener('keydown', (event) => {
        if (event.key !== 'Escape' || !this.open) return;
        // It closed this list, and not also the dialog around it.
        event.preventDefault();
        event.stopPropagation();
        this.close();
        this.button.focus();
      });
    }
    this.outside = (event) => {
      const path = event.composedPath();
      if (!path.includes(this.button) && !path.includes(this.list)) this.close();
    };
  }

  get open() {
    return !this.list.hidden;
  }

  /** Takes the words of a page. */
  update(page) {
    const isOther = !this.page || this.page.lang !== page.lang;
    this.page = page;
    this.button.textContent = page.downloadLabel;
    this.button.setAttribute('aria-label', nameWith(page.downloadLabel, page));
    // Whoever is among the entries stays there.
    if (this.open && isOther) this.entries.forEach((entry, i) => (entry.textContent = page.downloads[i]));
  }

  fill() {
    this.entries = FILES.map(([type, ending], i) => {
      const entry = build('button', { type: 'button', class: 'toggle' }, this.page.downloads[i]);
      entry.addEventListener('click', () => {
        this.close();
        this.button.focus();
        this.take(type, ending);
      });
      return entry;
    });
    fill(this.list, this.entries.map((entry) => build('li', {}, entry)));
  }

  /** Makes files one after the other. */
  take(type, ending) {
    this.last = Promise.resolve(this.last).then(() => this.hand(type, ending));
  }

  /** Makes a file, and hands it over or says why not. */
  async hand(type, ending) {
    const { lang } = this.page;
    const clock = setTimeout(() => fill(this.status, [WAIT[lang]]), WAIT_SECONDS * 1000);
    try {
      save(await this.make(type), `${nameOf(this.page)}.${ending}`);
      fill(this.status, []);
    } catch (error) {
      fill(this.status, [sign(), build('span', {}, noFile(error, lang))]);
    }
    clearTimeout(clock);
  }

  show() {
    // Whoever opens the list takes something; should this fail, it is tried once more then.
    load(true).catch(() => {});
    this.fill();
    fill(this.status, []);
    this.list.hidden = false;
    this.button.setAttribute('aria-expanded', 'true');
    this.around = this.button.ownerDocument;
    this.around.addEventListener('click', this.outside, true);
  }

  close() {
    this.list.hidden = true;
    this.button.setAttribute('aria-expanded', 'false');
    if (this.around) this.around.removeEventListener('click', this.outside, true);
  }
}

/** By its title, else by its first figure's id or label. */
function nameOf(page) {
  return fileName(page.title || firstOf(page).id || titleOf(page));
}

function save(blob, name) {
  const link = build('a', { href: URL.createObjectURL(blob), download: name });
  // The link stays out of the page, where a listener of the page's could take the click for a way within the site.
  link.dispatchEvent(new MouseEvent('click'));
  setTimeout(() => URL.revokeObjectURL(link.href), PATIENCE_SECONDS * 1000);
}
