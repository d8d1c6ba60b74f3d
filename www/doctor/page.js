/** `doctor.html`: examines itself and its folder, and any address of data that is typed into it. */
import { language } from '../page.js';
import { checkData } from './data.js';
import { absolute } from './finding.js';
import { Report } from './report.js';
import { start } from './start.js';
import { FRAME } from './words.js';

const form = document.getElementById('ask');
const field = document.getElementById('src');
const refusal = document.getElementById('refusal');
let report;

async function examine() {
  const url = absolute(field.value.trim());
  refusal.textContent = url ? '' : FRAME[language()].notAnAddress;
  field.setAttribute('aria-invalid', String(!url));
  if (!url) return;
  if (!report) {
    report = new Report('data');
    document.getElementById('data').append(report.host);
  }
  report.busy();
  const findings = await checkData(url);
  // Another address may have been asked for meanwhile.
  if (absolute(field.value.trim()) === url) report.show(findings);
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  examine();
});

// What stands here until now says what keeps this script from running.
const place = document.getElementById('page');
place.textContent = '';
form.hidden = false;
start(place);

const given = new URLSearchParams(location.search).get('src');
if (given) {
  field.value = given;
  examine();
}
