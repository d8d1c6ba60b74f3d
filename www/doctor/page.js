/** `doctor.html`: examines itself and its folder, and any address of data that is typed into it. */
import { language } from '../page.js';
import { checkData } from './data.js';
import { complaintsOf } from './elements.js';
import { absolute } from './finding.js';
import { Report } from './report.js';
import { settled, start } from './start.js';
import { FRAME } from './words.js';

const form = document.getElementById('ask');
const field = document.getElementById('src');
const refusal = document.getElementById('refusal');
let report;
/** The address that was examined last, whatever has been typed since. */
let examined;
/** What reads the data that were asked for last. */
let reader;

/** Takes an address from the field, or says that it is none. */
function submit() {
  const url = absolute(field.value.trim());
  refusal.textContent = url ? '' : FRAME[language()].notAnAddress;
  field.setAttribute('aria-invalid', String(!url));
  if (!url) return;
  if (!report) {
    report = new Report('data');
    document.getElementById('data').append(report.host);
  }
  examine(url);
}

async function examine(url) {
  examined = url;
  report.busy();
  if (reader) reader.remove();
  const own = document.createElement('indicator-widget');
  reader = own;
  const findings = await checkData(url);
  // Another examination may have begun meanwhile.
  if (reader !== own) return;
  if (findings.every(({ severity }) => severity === 'good')) findings.push(...(await read(url, own)));
  if (reader === own) report.show(findings);
}

/** Shows the data below the report, and promises all that the element complains of. */
async function read(url, element) {
  element.setAttribute('src', url);
  report.section.append(element);
  await settled([element]);
  return complaintsOf(element);
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  submit();
});

// What stands here until now says what keeps this script from running.
const place = document.getElementById('page');
place.textContent = '';
form.hidden = false;
start(place);

// The element complains in the language of its page.
new MutationObserver(() => report && examine(examined)).observe(document.documentElement, { attributeFilter: ['lang'] });

const given = new URLSearchParams(location.search).get('src');
// No link from elsewhere puts words on this page: neither those of another site, nor those of an address.
const { origin, protocol } = new URL(absolute(given) || 'data:');
if (origin === location.origin && /^https?:$/.test(protocol)) {
  field.value = given;
  if (absolute(document.referrer) && new URL(document.referrer).origin === origin) submit();
}
