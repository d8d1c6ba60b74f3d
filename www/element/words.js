/** The words of a widget as elements, and places for its pictures. */
import { build } from './build.js';

const ARROWS = { up: '▲', down: '▼' };

/**
 * Builds everything above the data table. `canvases` holds the canvas of every indicator that has one, by its
 * index; those that are there already are used again, so that a picture does not blink. A new one is not in its frame
 * before it is drawn.
 * Returns `{ elements, frames }`: a frame is `{ index, label, frame, canvas, sentence }`.
 */
export function buildWords(page, canvases) {
  const frames = [];
  const level = page.title ? 3 : 2;
  const { written: lang } = page;
  const lines = page.subtitles.map((line) => build('p', { class: 'subtitle', part: 'subtitle', lang }, line));
  if (page.period) lines.push(build('p', { class: 'subtitle', part: 'subtitle' }, page.period));
  const header =
    page.title || lines.length
      ? build(
          'header',
          {},
          page.title ? build('h2', { class: 'title', part: 'title', lang }, page.title) : undefined,
          ...lines,
        )
      : undefined;
  const groups = page.groups.map((group) => buildGroup(group, { level, lang, canvases, frames }));
  return {
    elements: [header, build('div', { class: 'groups' }, ...groups)],
    frames,
  };
}

/** Builds the lines below everything: notes, source, dates. */
export function buildFootnotes(page) {
  return [
    ...page.notes.map((note) => build('p', { part: 'note', lang: page.written }, note)),
    page.source ? build('p', { part: 'source' }, citation(page.source)) : undefined,
    ...page.dates.map((date) => build('p', {}, date)),
  ];
}

/** A source, as a link where it has an address. */
function citation({ text, url }) {
  return url ? build('a', { href: url }, text) : text;
}

/** `lang` is that of its author's words, where it is another than ours. */
function buildGroup(group, { level, lang, canvases, frames }) {
  // Where there are no figures, the note may be ours.
  const written = group.figures.length ? lang : undefined;
  return build(
    'section',
    { class: group.title ? 'group titled' : 'group', part: 'group' },
    group.title ? build(`h${level}`, { class: 'group-title', part: 'group-title', lang }, group.title) : undefined,
    group.note ? build('p', { class: 'group-note', part: 'note', lang: written }, group.note) : undefined,
    group.figures.length
      ? build('div', { class: 'figures' }, ...group.figures.map((figure) => buildFigure(figure, lang, canvases, frames)))
      : undefined,
  );
}

function buildFigure(figure, lang, canvases, frames) {
  const { label } = figure;
  const caption = label ? build('figcaption', { class: 'label', part: 'label', lang }, label) : undefined;
  if (caption && figure.unit) caption.append(' ', build('span', { class: 'unit' }, `(${figure.unit})`));
  return build(
    'figure',
    // That part is the data table.
    { class: `figure ${figure.kind}${figure.headlines.length > 1 ? ' many' : ''}`, part: `figure ${figure.kind === 'table' ? '' : figure.kind}` },
    caption,
    figure.kind === 'canvas' ? buildFrame(figure, canvases, frames) : undefined,
    figure.headlines.length ? buildHeadlines(figure.headlines) : undefined,
    ...figure.changes.map(buildChange),
    ...figure.doubts.map(buildDoubt),
    ...figure.remarks.map((remark) => build('p', { class: 'remark', part: 'remark' }, remark)),
    figure.note ? build('p', { class: 'remark', part: 'remark', lang }, figure.note) : undefined,
    figure.source ? build('p', { class: 'remark', part: 'remark' }, citation(figure.source)) : undefined,
  );
}

function buildFrame(figure, canvases, frames) {
  const canvas = canvases.get(figure.index) || build('canvas', { role: 'img', dir: 'ltr', part: 'canvas' });
  canvases.set(figure.index, canvas);
  canvas.setAttribute('aria-label', figure.sentence);
  canvas.textContent = figure.sentence;
  const sentence = build('p', { class: 'remark', hidden: '' });
  const frame = build('div', { class: 'frame' }, canvas.isConnected ? canvas : undefined, sentence);
  if (figure.meter) {
    const [value, total] = figure.meter;
    frame.setAttribute('role', 'meter');
    frame.setAttribute('aria-label', figure.label);
    frame.setAttribute('aria-valuemin', 0);
    frame.setAttribute('aria-valuemax', total);
    // A meter cannot say more than its maximum; the sentence can.
    frame.setAttribute('aria-valuenow', Math.max(0, Math.min(value, total)));
    frame.setAttribute('aria-valuetext', figure.sentence);
  }
  frames.push({ index: figure.index, label: figure.label, frame, canvas, sentence });
  return frame;
}

function buildHeadlines(headlines) {
  return build(
    'div',
    { class: headlines.length > 1 ? 'headlines several' : 'headlines' },
    ...headlines.map((headline) =>
      build(
        'p',
        { class: `headline ${sizeOf(headline.figure)}`, part: 'headline' },
        headline.label ? build('span', { class: 'headline-label' }, headline.label) : undefined,
        headline.before ? build('span', { class: 'quiet' }, headline.before) : undefined,
        headline.before ? ' ' : undefined,
        headline.figure ? build('strong', { class: 'number', part: 'number' }, headline.figure) : undefined,
        headline.figure && headline.after ? ' ' : undefined,
        headline.after ? build('span', { class: 'quiet' }, headline.after) : undefined,
      ),
    ),
  );
}

/** The longer a figure, the smaller its type, so that it stays on one line in half a column. */
function sizeOf(figure) {
  // Old libraries have an `Array.from` of their own, which makes one entry of a text.
  const { length } = [...figure];
  if (length <= 8) return 'large';
  if (length <= 14) return 'medium';
  return length <= 22 ? 'small' : 'wrapped';
}

function buildChange(change) {
  const arrow = ARROWS[change.direction];
  return build(
    'p',
    { class: `change ${change.meaning}`, part: 'change' },
    arrow ? build('span', { class: 'arrow', 'aria-hidden': 'true' }, arrow) : undefined,
    change.amount ? build('strong', {}, change.amount) : undefined,
    ` ${change.versus}`,
  );
}

function buildDoubt(doubt) {
  return build('p', { class: 'doubt', part: 'doubt' }, sign(), build('span', {}, doubt));
}

/** What a widget is about: its title, else its first figure's label. */
export function titleOf(page) {
  return page.title || firstOf(page).label || '';
}

/** The first figure, or nothing of one. */
export function firstOf({ groups }) {
  const { figures } = groups.find((group) => group.figures.length) || { figures: [{}] };
  return figures[0];
}

/** The name of a control, which others on the page share, with what it is for. */
export function nameWith(words, page) {
  return titleOf(page) ? `${words}: ${titleOf(page)}` : words;
}

/** What stands before a doubt or a message, so that it is not told by its colour alone. */
export function sign() {
  return build('span', { class: 'sign', 'aria-hidden': 'true' }, '!');
}
