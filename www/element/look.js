/** What the style sheet says in a widget's place, as the painter takes it: colours as numbers, and the font. */
import { scratch } from './scratch.js';

const EDGES = ['borderTopColor', 'borderRightColor', 'borderBottomColor', 'borderLeftColor'];

/** The last colours, as the style sheet says them and as the painter takes them: most widgets of a page have the same. */
const last = {};

/** `light` or `dark`: the colour scheme that the browser uses in the place of `sensor`. */
export function usedScheme(sensor) {
  // `Canvas` is the page's ground in the scheme in use, however that was chosen: by a property or a meta tag.
  const [red, green, blue] = channels(getComputedStyle(sensor).color);
  return 0.3 * red + 0.6 * green + 0.1 * blue < 128 ? 'dark' : 'light';
}

/** What lies below a ground that lets something through, in each scheme. */
const BELOW = { light: [255, 255, 255], dark: [16, 22, 29], paper: [255, 255, 255] };

/** The colours in the painter's order, each as 0xrrggbb, in that scheme. */
export function palette(probe, scheme) {
  const words = [scheme];
  for (const carrier of probe.children) {
    const style = getComputedStyle(carrier);
    words.push(...EDGES.map((edge) => style[edge]));
  }
  const said = words.join();
  if (last.said !== said) Object.assign(last, { said, colours: opaque(words.slice(1).map(channels), BELOW[scheme]) });
  return last.colours;
}

/** Colours in numbers; the first one, with what lies below it, is what shines through the others. */
function opaque(colours, below) {
  const over = ([red, green, blue, alpha], ground) =>
    [red, green, blue].map((value, i) => Math.round(value * alpha + ground[i] * (1 - alpha)));
  const ground = over(colours[0], below);
  return Uint32Array.from(colours, (colour) => {
    const [red, green, blue] = over(colour, ground);
    return red * 65536 + green * 256 + blue;
  });
}

/** Any CSS colour as `[red, green, blue, alpha]`, the first three from 0 to 255. */
function channels(colour) {
  const context = scratch();
  if (!context) return [0, 0, 0, 1];
  context.fillStyle = colour;
  const plain = context.fillStyle;
  if (plain[0] === '#') {
    const number = parseInt(plain.slice(1), 16);
    return [number >> 16, (number >> 8) & 255, number & 255, 1];
  }
  // Other ways of naming colours, such as `oklch()`, the browser puts into these numbers itself.
  if (!/^(rgba?\(|color\(srgb )/.test(plain)) {
    context.clearRect(0, 0, 1, 1);
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  }
  // `rgba(1, 2, 3, 0.5)`, or `color(srgb 0.1 0.2 0.3 / 0.5)` for colours that were mixed.
  const scale = plain.startsWith('color(') ? 255 : 1;
  const [red, green, blue, alpha = 1] = (plain.match(/[\d.]+(e-\d+)?/g) || []).map(Number);
  return [red, green, blue].map((value) => Math.min(255, value * scale || 0)).concat(alpha);
}
