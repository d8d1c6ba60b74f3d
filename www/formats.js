/** Shows the text of each file beside its picture. */
import { inBoth } from './page.js';

async function fill(place) {
  const { file } = place.dataset;
  try {
    const answer = await fetch(file);
    if (!answer.ok) throw new Error(answer.status);
    place.textContent = await answer.text();
  } catch ({ message }) {
    place.append(...inBoth({ vi: `Không tải được ${file}: ${message}`, en: `${file} could not be loaded: ${message}` }));
  }
}

document.querySelectorAll('[data-file]').forEach(fill);
