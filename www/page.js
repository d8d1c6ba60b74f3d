/** The switch of the page's language. The address holds it, nothing else remembers it. */

const TITLES = {
  vi: document.title,
  en: 'Kiên Giang: 81 of 116 communes meet the new-style rural standard',
};

const link = document.getElementById('switch');
const widgets = document.querySelectorAll('indicator-widget');

function show(lang) {
  const other = lang === 'en' ? 'vi' : 'en';
  document.documentElement.lang = lang;
  document.title = TITLES[lang];
  for (const words of document.querySelectorAll('h1 > [lang], p[lang]')) {
    if (!words.closest('indicator-widget')) words.hidden = words.lang !== lang;
  }
  link.textContent = other === 'en' ? 'English' : 'Tiếng Việt';
  link.lang = other;
  link.hreflang = other;
  link.href = `?lang=${other}`;
  link.parentElement.setAttribute('aria-label', lang === 'en' ? 'Language' : 'Ngôn ngữ');
  for (const widget of widgets) widget.lang = lang;
}

function asked() {
  return new URLSearchParams(location.search).get('lang') === 'en' ? 'en' : 'vi';
}

link.addEventListener('click', (event) => {
  // A new tab or window keeps to the link itself.
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState(null, '', link.href);
  show(asked());
});
addEventListener('popstate', () => show(asked()));
if (asked() === 'en') show('en');
