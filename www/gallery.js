/** Every stored document, drawn, beside its JSON. */
import { namesIn, textOf, whenNear, widgetOf } from './examples.js';
import { failure, inBoth } from './page.js';

const OTHERS = { vi: 'Các trường hợp khác', en: 'Other cases' };
const FOLDED = [
  { folder: 'doubtful/', title: { vi: 'Vẽ được, nhưng có chỗ đáng ngờ', en: 'Drawn, and marked as doubtful' } },
  { folder: 'refused/', title: { vi: 'Không vẽ, vì chắc chắn sai', en: 'Refused, since they cannot be right' } },
];

const contents = document.getElementById('contents');
const gallery = document.getElementById('gallery');

function build(name, attributes, ...children) {
  const element = Object.assign(document.createElement(name), attributes);
  element.append(...children);
  return element;
}

/** A picture and its JSON, side by side where there is room. */
function buildExample(name, text) {
  const picture = build('div', { className: 'picture' });
  whenNear(picture, () => picture.append(widgetOf(text)));
  const path = build('a', { href: `fixtures/${name}.json` }, `fixtures/${name}.json`);
  const json = build('div', { className: 'json' }, build('p', {}, path), build('pre', {}, text));
  return build('div', { className: 'example' }, picture, json);
}

async function buildGroup({ id, title, fixtures }) {
  const entries = Object.entries(fixtures).map(async ([name, words]) => {
    const heading = build('h3', { id: name }, ...inBoth(words));
    return build('section', {}, heading, buildExample(name, await textOf(name)));
  });
  return build('section', { className: 'kind' }, build('h2', { id }, ...inBoth(title)), ...(await Promise.all(entries)));
}

/** A list that is only made when it is opened: what is refused speaks up in the console too. */
function buildFolded({ folder, title }) {
  const heading = build('h2', { id: folder.replace('/', '') }, ...inBoth(title));
  const place = build('div', {});
  const fill = async () => {
    const names = await namesIn(folder);
    place.append(...(await Promise.all(names.map(async (name) => buildExample(name, await textOf(name))))));
  };
  const opened = () => fill().catch((error) => place.append(failure(error)));
  const details = build('details', {}, build('summary', {}, heading), place);
  details.addEventListener('toggle', opened, { once: true });
  return build('section', { className: 'kind' }, details);
}

function buildContents(groups) {
  const lines = groups.map(({ id, title, fixtures }) => {
    const entries = Object.entries(fixtures).map(([name, words]) =>
      build('li', {}, build('a', { href: `#${name}` }, ...inBoth(words))),
    );
    return build('li', {}, build('a', { href: `#${id}` }, ...inBoth(title)), build('ul', {}, ...entries));
  });
  return build('ul', {}, ...lines);
}

async function groupsOf(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

async function show() {
  const [groups, names] = await Promise.all([groupsOf('gallery.json'), namesIn('')]);
  // A document that nobody has given a title yet is shown all the same.
  const others = names.filter((name) => !groups.some(({ fixtures }) => name in fixtures));
  if (others.length) {
    const fixtures = {};
    for (const name of others) fixtures[name] = { vi: name, en: name };
    groups.push({ id: 'others', title: OTHERS, fixtures });
  }
  contents.append(buildContents(groups));
  gallery.append(...(await Promise.all(groups.map(buildGroup))), ...FOLDED.map(buildFolded));
  // The address may name an example that was not there when the page was loaded.
  const asked = document.getElementById(location.hash.slice(1));
  if (asked) asked.scrollIntoView();
  document.body.dataset.state = 'ready';
}

// What stands here until now says what keeps this script from running.
gallery.textContent = '';
show().catch((error) => {
  gallery.append(failure(error));
  document.body.dataset.state = 'failed';
});
