/** Shows the text of each file beside its picture. */
import './page.js';

for (const place of document.querySelectorAll('[data-file]')) {
  fetch(place.dataset.file)
    .then((answer) => answer.text())
    .then((text) => (place.textContent = text));
}
