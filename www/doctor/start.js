/** One examination of a page, and its report, which follows what happens on the page later. */
import { checkElements } from './elements.js';
import { checkData } from './data.js';
import { checkFiles } from './files.js';
import { absolute } from './finding.js';
import { checkPermission } from './permission.js';
import { Report } from './report.js';
import { checkScripts, findScripts } from './scripts.js';

const PATIENCE_SECONDS = 5;
const STEP_MILLISECONDS = 100;

/** Examines this page and puts the report at the end of `place`. A page that asks twice gets one report. */
export async function start(place) {
  if (document.querySelector('.indicator-doctor')) return;
  const report = new Report('page');
  place.append(report.host);
  await settled(document.getElementsByTagName('indicator-widget'));

  const scripts = findScripts();
  const permission = await checkPermission();
  const lasting = permission.concat(checkScripts(scripts));
  for (const script of scripts) lasting.push(...(await checkFiles(script, permission)));

  let turn = 0;
  const look = async () => {
    turn += 1;
    const mine = turn;
    const elements = Array.from(document.querySelectorAll('indicator-widget'));
    const data = [];
    for (const url of addresses(elements)) {
      data.push(...(await checkData(url)));
      // A later look has more to say.
      if (mine !== turn) return;
    }
    report.show(lasting.concat(data, checkElements(elements, scripts, data)));
  };
  await look();
  // A refresh may fail long after the page was opened.
  const states = { attributes: true, attributeFilter: ['data-state'], subtree: true };
  new MutationObserver(look).observe(document.documentElement, states);
}

/** Resolves when the page is loaded and these widgets have come to an end, or have had time enough. */
export async function settled(widgets) {
  for (let waited = 0; waited < PATIENCE_SECONDS * 1000; waited += STEP_MILLISECONDS) {
    const done = Array.from(widgets).every(({ dataset }) => dataset.state && dataset.state !== 'loading');
    if (document.readyState === 'complete' && done) return;
    await new Promise((resume) => setTimeout(resume, STEP_MILLISECONDS));
  }
}

/** The addresses of the documents, each once. Of one that is none, its element complains. */
function addresses(elements) {
  return new Set(elements.map((element) => absolute(element.getAttribute('src'))).filter(Boolean));
}
