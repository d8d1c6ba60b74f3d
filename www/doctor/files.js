/** The widget's files on the server: whether they are there, of the right type, compressed, and of one version. */
import { ask } from './ask.js';
import { digest, isPage, isSame } from './bytes.js';
import { finding, nameOf } from './finding.js';

const TYPES = { js: 'text/javascript', wasm: 'application/wasm', css: 'text/css' };
const SCRIPT_TYPE = /^(text|application)\/(x-)?(java|ecma)script$/;

/** Promises all findings on a script and on what it loads. `permission` is what was found on WebAssembly. */
export async function checkFiles(script, permission) {
  const beside = (name) => new URL(name, script.url).href;
  const others = ['wasm', 'rest.wasm', 'nowasm.js', 'css'].map((ending) => beside(`indicator-widget.${ending}`));
  // Side by side, since each may take its time; the copy in the browser's cache before the one that goes past it.
  const asked = (script.single ? [script.url] : [script.url, ...others]).map(async (url) => {
    const copy = await ask(url, 'default');
    return { copy, answer: await askFile(url) };
  });
  const both = await Promise.all(asked);
  const [copies, answers] = [both.map(({ copy }) => copy), both.map(({ answer }) => answer)];
  if (!script.single && answers.every(({ status, isHtml }) => status === 404 || isHtml)) {
    return [finding('fault', 'no-folder', beside('.'), { facts: { isHtml: answers.some(({ isHtml }) => isHtml) } })];
  }

  const severities = severitiesOf(answers, permission.some(({ severity }) => severity === 'good'));
  const found = [];
  answers.forEach((answer, i) => {
    const { url, outcome, bytes, server } = answer;
    const name = nameOf(url);
    found.push(...checkFile(answer, severities[name] || 'fault', script));
    if (outcome === 'ok' && copies[i].outcome === 'ok' && !isSame(bytes, copies[i].bytes)) {
      found.push(finding('fault', 'cached', url, { facts: { name }, lines: 'caching', server }));
    }
  });
  found.push(...checkCompression(answers));
  return found.concat(await checkVersions(answers, await askFile(beside('integrity.json')), script));
}

/** As `ask`; a web page is as good as an error, whatever its status: none of the files is one. */
async function askFile(url) {
  const answer = await ask(url);
  const isHtml = answer.outcome === 'ok' && isPage(answer.bytes);
  return isHtml ? Object.assign(answer, { outcome: 'status', isHtml }) : answer;
}

/** How bad it is for readers if a file cannot be used, by its name: that goes by what else can. */
function severitiesOf(answers, wasmRuns) {
  const outcomeOf = (wanted) => (answers.find(({ url }) => nameOf(url) === wanted) || {}).outcome;
  const drawsWasm = wasmRuns && outcomeOf('indicator-widget.wasm') === 'ok';
  // What the policy says of requests does not hold for scripts.
  const drawsScript = ['ok', 'policy'].includes(outcomeOf('indicator-widget.nowasm.js'));
  // The rest is of no use to the script, and of every use to the first part.
  const wasm = !drawsWasm && drawsScript ? 'advice' : 'fault';
  return {
    'indicator-widget.wasm': wasm,
    'indicator-widget.rest.wasm': wasm,
    'indicator-widget.nowasm.js': drawsWasm ? 'advice' : 'fault',
    'indicator-widget.css': 'advice',
  };
}

function checkFile(answer, severity, script) {
  const { url, outcome, status, isHtml, type, compression, server } = answer;
  const name = nameOf(url);
  const ending = name.split('.').pop();
  const wanted = TYPES[ending];
  // Servers know scripts and style sheets by themselves.
  const unknown = (status === 404 || isHtml) && ending === 'wasm';
  const drawn = severity === 'advice' && ending === 'wasm';
  const facts = { name, status, isHtml, type, wanted, ending, compression, unknown, drawn, origin: location.origin };
  const more = (lines) => ({ facts, lines, server });

  // A classic script needs nobody's consent to run, only to be looked at.
  if (outcome === 'cors' && script.single) return [finding('note', 'file-unseen', url, more())];
  // Nor does the policy for requests keep a script or a style sheet from being used.
  if (outcome === 'policy' && ending !== 'wasm') return [finding('note', 'file-unasked', url, more())];
  if (outcome === 'cors') return [finding(severity, 'file-cors', url, more('cors'))];
  if (outcome === 'status') return [finding(severity, 'file-status', url, more(unknown ? 'type' : undefined))];
  if (outcome === 'redirect') return [finding(severity, outcome, url)];
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
    const { status, isHtml, outcome } = list;
    const cause = values ? 'insecure' : outcome === 'ok' ? 'broken' : undefined;
    found.push(finding('note', 'versions-unknown', folder, { facts: { status, isHtml, cause } }));
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
