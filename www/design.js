/** A wall for the eyes: every kind of picture, at every width, on both grounds. */
import { textOf, whenNear, widgetOf } from './examples.js';
import { failure, inBoth } from './page.js';

const WIDTHS = [240, 320, 480, 800];
const KINDS = [
  ['share', { vi: 'Tiến độ', en: 'Progress' }],
  ['doubtful/value-over-total', { vi: 'Quá 100%', en: 'Over 100 per cent' }],
  ['parts-total', { vi: 'Tiến độ theo phần', en: 'Progress in segments' }],
  ['target-ranges', { vi: 'So với mục tiêu', en: 'Bullet graph' }],
  ['table-horizontal', { vi: 'Thanh ngang', en: 'Horizontal bars' }],
  ['table-vertical', { vi: 'Thanh đứng', en: 'Vertical bars' }],
  ['table-grouped', { vi: 'Ghép nhóm', en: 'Grouped bars' }],
  ['table-stacked', { vi: 'Xếp chồng', en: 'Stacked bars' }],
  ['table-percent', { vi: 'Cơ cấu phần trăm', en: 'Stacked to 100 per cent' }],
  ['table-diverging', { vi: 'Dương và âm', en: 'Above and below zero' }],
  ['table-targets', { vi: 'Mục tiêu của từng thanh', en: 'A target for each bar' }],
  ['table-ranking', { vi: 'Xếp hạng', en: 'Ranking' }],
  ['parts-statuses', { vi: 'Tình trạng và số còn thiếu', en: 'Statuses and missing figures' }],
  ['many-categories', { vi: 'Nhiều đơn vị', en: 'Many categories' }],
  ['value-changes', { vi: 'Ô số và thay đổi', en: 'Number and changes' }],
  ['bare-array', { vi: 'Các ô số', en: 'Tiles' }],
  ['document', { vi: 'Cả báo cáo', en: 'A whole document' }],
];

function build(name, className, ...children) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

function buildPicture(indicators, width, theme) {
  const place = build('div', `picture ${theme}`);
  place.style.width = `${width}px`;
  const words = { vi: `${width} px, ${theme === 'dark' ? 'tối' : 'sáng'}`, en: `${width} px, ${theme}` };
  whenNear(place, () => {
    // Regions of one page want names of their own.
    const title = indicators.title && `${indicators.title} (${words.vi})`;
    const widget = widgetOf(title ? { ...indicators, title } : indicators);
    widget.setAttribute('theme', theme);
    place.append(widget);
  });
  return build('div', 'cell', build('p', 'width', ...inBoth(words)), place);
}

async function buildKind([name, title]) {
  const indicators = JSON.parse(await textOf(name));
  const row = (theme) => build('div', 'row', ...WIDTHS.map((width) => buildPicture(indicators, width, theme)));
  return build('section', 'kind', build('h2', '', ...inBoth(title)), row('light'), row('dark'));
}

const wall = document.getElementById('wall');

async function show() {
  wall.append(...(await Promise.all(KINDS.map(buildKind))));
  document.body.dataset.state = 'ready';
}

show().catch((error) => {
  wall.append(failure(error));
  document.body.dataset.state = 'failed';
});
