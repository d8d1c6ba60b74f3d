/**
 * A sheet of paper ends where it ends, be it in the middle of a bar. So a picture that takes more than about half a
 * sheet is printed in pieces, each of which stays whole.
 */
import { build } from './build.js';

/** In CSS pixels: the paper of a browser has about 1000 of them from top to bottom. */
const HALF_A_SHEET = 500;

/**
 * Puts pieces of a picture beside it, in its `frame`; on paper they take its place. `height` is its own in CSS pixels,
 * and at `seams` it may be parted.
 */
export function part({ frame, canvas }, height, seams) {
  if (height < HALF_A_SHEET || !seams.length) return;
  const scale = canvas.height / height;
  const pieces = [];
  let top = 0;
  for (const seam of [...seams, height]) {
    const bottom = Math.round(seam * scale);
    const piece = build('canvas', { class: 'piece', width: canvas.width, height: bottom - top, 'aria-hidden': 'true' });
    const context = piece.getContext('2d');
    // Without memory for all of them, the whole is cut where a sheet ends.
    if (!context) return;
    context.drawImage(canvas, 0, -top);
    piece.style.width = canvas.style.width;
    pieces.push(piece);
    top = bottom;
  }
  frame.append(...pieces);
  frame.parentNode.classList.add('parted');
}

/** Takes them away again. */
export function join({ frame }) {
  const pieces = frame.querySelectorAll('.piece');
  if (!pieces.length) return;
  pieces.forEach((piece) => piece.remove());
  frame.parentNode.classList.remove('parted');
}
