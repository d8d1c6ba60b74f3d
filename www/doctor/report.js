/** The findings as a page shows them, in its language: in a shadow root, out of reach of the page's style. */
import { linesFor } from './servers.js';
import { FRAME, WORDS } from './words.js';

const ORDER = ['fault', 'advice', 'note', 'good'];
const SERVERS = [
  ['nginx', 'nginx', /nginx|openresty|tengine/i],
  ['Apache', 'apache', /apache|litespeed/i],
  ['IIS', 'iis', /microsoft-iis/i],
];

export class Report {
  /** `title` names the words above: those for a `page` or for its `data`. The report is busy until it has something to show. */
  constructor(title) {
    this.title = title;
    this.host = build('div', { class: 'indicator-doctor' });
    this.status = build('p', { class: 'summary', role: 'status' });
    this.heading = build('h2', { id: 'heading' });
    this.list = build('ol', { class: 'findings' });
    this.good = build('div', { class: 'good' });
    this.section = build('section', { 'aria-labelledby': 'heading' }, this.heading, this.status, this.list, this.good);
    const sheet = build('link', {
      rel: 'stylesheet',
      href: new URL('../doctor.css', import.meta.url).href,
      // A page may take nothing of other sites that does not let it.
      crossorigin: 'anonymous',
    });
    this.host.attachShadow({ mode: 'open' }).append(sheet, this.section);
    this.busy();
    const language = new MutationObserver(() => this.render());
    language.observe(document.documentElement, { attributes: true, attributeFilter: ['lang'] });
  }

  busy() {
    this.findings = undefined;
    this.render();
  }

  show(findings) {
    const rank = ({ severity }) => ORDER.indexOf(severity);
    const sorted = ORDER.reduce((sorted, _, i) => sorted.concat(findings.filter((it) => rank(it) === i)), []);
    // Whoever is in the report is not disturbed by the same once more.
    if (JSON.stringify(sorted) === JSON.stringify(this.findings)) return;
    this.findings = sorted;
    this.render();
  }

  render() {
    const lang = /^en(?![a-z0-9])/i.test(document.documentElement.lang) ? 'en' : 'vi';
    const words = FRAME[lang];
    const { findings = [], section } = this;
    const count = (wanted) => findings.filter(({ severity }) => severity === wanted).length;
    section.setAttribute('lang', lang);
    section.setAttribute('aria-busy', String(!this.findings));
    this.heading.textContent = words[this.title];
    this.status.textContent = this.findings ? words.summary(count('fault'), count('advice')) : words.busy;
    const [bad, good] = [findings.filter(isBad), findings.filter((it) => !isBad(it))];
    fill(this.list, bad.map((it) => buildFinding(it, lang)));
    this.list.hidden = !bad.length;
    const lines = good.map((it) => build('li', {}, ...say(it, lang), ' ', build('code', {}, it.where)));
    fill(this.good, lines.length ? [build('h3', {}, words.good), build('ul', {}, ...lines)] : []);
  }
}

function isBad({ severity }) {
  return severity !== 'good';
}

function buildFinding(found, lang) {
  const [what, mend] = say(found, lang);
  const name = build('strong', { class: 'severity' }, FRAME[lang][found.severity]);
  return build(
    'li',
    { class: found.severity, 'data-code': found.code },
    build('p', { class: 'what' }, name, ` ${what}`),
    build('p', { class: 'where' }, build('code', {}, found.where)),
    mend ? build('p', { class: 'mend' }, mend) : '',
    ...(found.lines ? buildLines(found, lang) : []),
  );
}

/** The lines for each server; those of the server that has answered, or of all where it does not say, are open. */
function buildLines({ lines, facts, server = '' }, lang) {
  const all = linesFor(lines, facts);
  const known = SERVERS.some(([, , pattern]) => pattern.test(server));
  const blocks = SERVERS.map(([name, key, pattern]) => {
    const open = !known || pattern.test(server) ? { open: '' } : {};
    return build('details', open, build('summary', {}, name), build('pre', { translate: 'no' }, all[key]));
  });
  return [build('p', { class: 'lines' }, `${FRAME[lang].lines}:`), ...blocks];
}

/** What is wrong, and the mend where there is one. */
function say({ code, facts }, lang) {
  return WORDS[lang][code](facts);
}

function build(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const key of Object.keys(attributes)) element.setAttribute(key, attributes[key]);
  element.append(...children);
  return element;
}

function fill(element, children) {
  element.textContent = '';
  element.append(...children);
}
