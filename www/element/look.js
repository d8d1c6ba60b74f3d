/** What the style sheet says in a widget's place, as the painter takes it: colours as numbers, and the font. */

const TOKENS = [
  'ground',
  'ink',
  'muted',
  'track',
  'series-1',
  'series-2',
  'series-3',
  'series-4',
  'series-5',
  'series-6',
  'better',
  'worse',
];

let context;

/** `light` or `dark`: the colour scheme that the browser uses in the place of `probe`. */
export function usedScheme(probe) {
  // `Canvas` is the page's ground in the scheme in use, however that was chosen: by a property or a meta tag.
  probe.style.color = '#fff';
  probe.style.color = 'Canvas';
  const [red, green, blue] = channels(getComputedStyle(probe).color);
  probe.style.color = '';
  return 0.3 * red + 0.6 * green + 0.1 * blue < 128 ? 'dark' : 'light';
}

/** The colours in the painter's order, each as 0xrrggbb. */
export function palette(probe) {
  const style = getComputedStyle(probe);
  const colours = TOKENS.map((token) => {
    probe.style.color = `var(--_${token})`;
    return channels(style.color);
  });
  probe.style.color = '';
  const ground = colours[0];
  return Uint32Array.from(colours, ([red, green, blue, alpha]) => {
    const over = [red, green, blue].map((value, i) => Math.round(value * alpha + ground[i] * (1 - alpha)));
    return over[0] * 65536 + over[1] * 256 + over[2];
  });
}

/** Any CSS colour as `[red, green, blue, alpha]`, the first three from 0 to 255. */
function channels(colour) {
  context = context || document.createElement('canvas').getContext('2d');
  if (!context) return [0, 0, 0, 1];
  context.fillStyle = colour;
  const plain = context.fillStyle;
  if (plain[0] === '#') {
    const number = parseInt(plain.slice(1), 16);
    return [number >> 16, (number >> 8) & 255, number & 255, 1];
  }
  // `rgba(1, 2, 3, 0.5)`, or `color(srgb 0.1 0.2 0.3 / 0.5)` for colours that were mixed.
  const scale = plain.startsWith('color(') ? 255 : 1;
  const [red, green, blue, alpha = 1] = (plain.match(/[\d.]+(e-\d+)?/g) || []).map(Number);
  return [red, green, blue].map((value) => Math.min(255, value * scale || 0)).concat(alpha);
}
