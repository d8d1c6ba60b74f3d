/** A canvas that nobody sees: for the widths of texts, and for what a colour is in numbers. */

let context;

/** Its 2d context; `null` where there is none to be had. */
export function scratch() {
  context = context || document.createElement('canvas').getContext('2d');
  return context;
}
