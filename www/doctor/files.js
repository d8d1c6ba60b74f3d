/** The widget's files on the server: whether they are there, of the right type, compressed, and of one version. */
import { ask } from './ask.js';
import { digest, isSame } from './bytes.js';
import { finding, nameOf } from './finding.js';

const TYPES = { js: 'text/javascript', wasm: 'application/wasm', css: 'text/css' };
const SCRIPT_TYPE = /^(text|application)\/(x-)?(java|ecma)script$/;

/** Promises all findings on a script and on what it loads. `permission` is what was found on WebAssembly. */
export async function checkFiles(script, permission) {
  const beside = (name) => new URL(name, script.url).href;
  const names = ['wasm', 'rest.wasm', 'nowasm.js', 'css'].map((ending) => `indicator-widget.${ending}`);
  const others = names.map(beside);
  const wasmRuns = permission.some(({ severity }) => severity === 'good');
  const found = [];
  const answers = [];
  for (const url of script.single ? [script.url] : [script.url, ...others]) {
    const cached = await ask(url, 'default');
    const answer = await ask(url);
    answers.push(answer);
    found.push(...checkFile(answer, severityOf(url, script, wasmRuns), script));
    if (answer.outcome === 'ok' && cached.outcome === 'ok' && !isSame(answer.bytes, cached.bytes)) {
      found.push(finding('fault', 'cached', url, { facts: { name: nameOf(url) }, lines: 'caching', server: answer.server }));
    }
  }
  found.push(...checkCompression(answers));
  return found.concat(await checkVersions(answers, await ask(beside('integrity.json')), script));
}

/** How bad it is for readers if a file cannot be used. */
function severityOf(url, script, wasmRuns) {
  if (/\.css$/.test(nameOf(url))) return 'advice';
  return /\.nowasm\.js$/.test(nameOf(url)) && wasmRuns ? 'advice' : 'fault';
}

function checkFile(answer, severity, script) {
  const { url, outcome, status, type, compression, server } = answer;
  const name = nameOf(url);
  const ending = name.split('.').pop();
  const wanted = TYPES[ending];
  const facts = { name, status, type, wanted, ending, compression, origin: location.origin };
  const more = (lines) => ({ facts, lines, server });

  // A classic script needs nobody's consent to run, only to be looked at.
  if (outcome === 'cors' && script.single) return [finding('note', 'file-unseen', url, more())];
  if (outcome === 'cors') return [finding(severity, 'file-cors', url, more('cors'))];
  if (outcome === 'status') return [finding(severity, 'file-status', url, more('type'))];
  if (outcome !== 'ok') return [finding(severity, `file-${outcome}`, url, more())];

  const found = [];
  const right = ending === 'js' ? SCRIPT_TYPE.test(type) : type === wanted;
  // Modules and style sheets of a wrong type are not used at all.
  if (!right) found.push(finding(ending === 'wasm' || script.single ? 'advice' : severity, 'file-type', url, more('type')));
  if (!found.length && compression !== 'none') found.push(finding('good', 'file-good', url, more()));
  return found;
}

/** One finding for all files, since one line mends them. */
function checkCompression(answers) {
  const plain = answers.filter(({ compression, outcome }) => outcome === 'ok' && compression === 'none');
  if (!plain.length) return [];
  const files = plain.map(({ url, bytes }) => `${nameOf(url)} (${Math.ceil(bytes.length / 1000)} KB)`);
  const where = plain.map(({ url }) => url).join('\n');
  return [finding('advice', 'uncompressed', where, { facts: { files }, lines: 'compression', server: plain[0].server })];
}

/** Compares what the server sends with `integrity.json` beside it, and with the tag. */
async function checkVersions(answers, list, script) {
  const there = answers.filter(({ outcome }) => outcome === 'ok');
  const folder = new URL('.', script.url).href;
  const values = list.outcome === 'ok' && parse(list.bytes);
  // Only a page that came over https can compute a digest.
  const digests = await Promise.all(there.map(({ bytes }) => digest(bytes)));
  const found = [];
  if (!values || digests.includes(undefined)) {
    found.push(finding('note', 'versions-unknown', folder));
  } else {
    const strange = there.map(({ url }) => nameOf(url)).filter((name, i) => values[name] && values[name] !== digests[i]);
    if (strange.length) {
      found.push(finding('fault', 'mixed', folder, { facts: { names: strange }, lines: 'caching', server: list.server }));
    } else {
      found.push(finding('good', 'versions-good', folder));
    }
  }
  const own = there.findIndex(({ url }) => url === script.url);
  if (script.integrity && digests[own] && !script.integrity.split(/\s+/).includes(digests[own])) {
    found.push(finding('fault', 'integrity', script.url, { facts: { value: digests[own] } }));
  }
  return found;
}

function parse(bytes) {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    return undefined;
  }
}
