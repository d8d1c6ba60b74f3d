/**
 * The switch of a page's language. The address holds it, nothing else remembers it. Whatever has a `lang` of its own
 * stands on the page in every language, and all but one are hidden.
 */

const link = document.getElementById('switch');
const names = { vi: document.title, en: document.querySelector('title').dataset.en };

/** The language that the address asks for: `vi` or `en`. */
export function language() {
  return new URLSearchParams(location.search).get('lang') === 'en' ? 'en' : 'vi';
}

/** Spans that say the same in each language, for elements that a script adds. */
export function inBoth(words) {
  return Object.keys(words).map((lang) => {
    const span = document.createElement('span');
    span.lang = lang;
    span.hidden = lang !== language();
    span.textContent = words[lang];
    return span;
  });
}

/** Says in the page that a part of it could not be loaded. */
export function failure({ message }) {
  const line = document.createElement('p');
  const words = {
    vi: `Không tải được một phần của trang này: ${message}`,
    en: `A part of this page could not be loaded: ${message}`,
  };
  line.append(...inBoth(words));
  return line;
}

function show(lang) {
  const other = lang === 'en' ? 'vi' : 'en';
  document.documentElement.lang = lang;
  document.title = names[lang];
  for (const words of document.querySelectorAll('body [lang]')) {
    if (words !== link && !words.closest('indicator-widget')) words.hidden = words.lang !== lang;
  }
  for (const nav of document.querySelectorAll('[data-en-label]')) {
    nav.dataset.viLabel = nav.dataset.viLabel || nav.getAttribute('aria-label');
    nav.setAttribute('aria-label', nav.dataset[`${lang}Label`]);
  }
  for (const page of document.querySelectorAll('.bar a:not(#switch)')) {
    page.search = lang === 'vi' ? '' : `?lang=${lang}`;
  }
  link.textContent = other === 'en' ? 'English' : 'Tiếng Việt';
  link.lang = other;
  link.hreflang = other;
  const asked = new URLSearchParams(location.search);
  asked.set('lang', other);
  link.href = `?${asked}`;
}

link.addEventListener('click', (event) => {
  // A new tab or window keeps to the link itself.
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState(null, '', link.href);
  show(language());
});
addEventListener('popstate', () => show(language()));
if (language() === 'en') show('en');
