/** The widget as a file: everything it shows, drawn anew for paper. */
import { isLoaded, load, say } from './engine.js';
import { encodePng } from './png.js';

/** Device pixels per CSS pixel of a PNG. */
const RATIO = 2;

/**
 * Promises a Blob of that media type. When all of the program is there, `shown` gives the widget in it, none where nothing
 * is drawn, and `look` gives `{ width, colours, font }`: the room in CSS pixels, and colours and font as the painter takes
 * them.
 */
export async function exportAs(type, shown, look) {
  while (shown() && !isLoaded(true)) await load(true);
  const widget = shown();
  if (!widget) throw new Error('indicator-widget: there is nothing to export, nothing is drawn');
  say(widget);
  const paper = look();
  if (type === 'image/png') return drawPng(widget, paper);
  if (type === 'text/csv') return new Blob([widget.csv()], { type });
  if (type === 'image/svg+xml') return new Blob([widget.svg(paper.width, paper.colours, paper.font)], { type });
  throw new TypeError(`indicator-widget: no export as ${type}, only image/png, image/svg+xml and text/csv`);
}

async function drawPng(widget, { width, colours, font }) {
  const canvas = document.createElement('canvas');
  const paint = (top, ratio) => widget.paintExport(canvas, top, width, ratio, colours, font);
  let [wide, high, rows] = paint(0, RATIO);
  if (rows < high && typeof CompressionStream !== 'undefined') {
    return encodePng(wide, high, strips(canvas, (top) => paint(top, RATIO)));
  }
  // Without a compressor for what is longer than a canvas may be, all of it is drawn smaller.
  if (rows < high) paint(0, (RATIO * rows) / (high + 1));
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('indicator-widget: the canvas gave no PNG'))));
  });
}

function* strips(canvas, paint) {
  const context = canvas.getContext('2d');
  for (let top = 0, high = 1; top < high; ) {
    const [wide, height, rows] = paint(top);
    yield context.getImageData(0, 0, wide, rows);
    top += rows;
    high = height;
  }
}

/** A file name in plain ASCII: `Xã đạt chuẩn` becomes `xa-dat-chuan`. */
export function fileName(words) {
  const letters = words.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[đĐ]/g, 'd').toLowerCase();
  const name = letters.replace(/[^a-z0-9]+/g, '-').slice(0, 60).replace(/^-+|-+$/g, '');
  return name || 'indicators';
}
