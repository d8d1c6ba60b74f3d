/** Everything that the types say, used rightly, and wrongly where it must be refused. */
import { IndicatorWidget, mount } from 'indicator-widget';
import { mount as mountByFile } from 'indicator-widget/indicator-widget.js';
import type { Complaint, Indicator, IndicatorDocument, Mounted, MountOptions, Selection } from 'indicator-widget';

const share: Indicator = { label: 'Xã', value: 81, total: 116, unit: { vi: 'xã', en: 'communes' }, stated: '69.83' };
const options: MountOptions = { lang: 'vi', view: 'progress', theme: 'auto', only: ['a', 'b'] };
const slice: MountOptions = { format: 'json-stat', select: 'Year=2020', bars: 'Province', columns: 'label=a' };

async function use(host: HTMLElement) {
  const mounted: Mounted = await mount(host, share, options);
  mounted.update([share]);
  mounted.update('{ "label": "Xã", "value": 1 }');
  const fits: boolean = mounted.updateValues(new Float64Array([42, NaN]));
  const file: Blob = await mounted.element.export('image/png');
  mounted.destroy();
  await mount(host, 'Xã;Hộ\nA;1\n', slice);
  await mountByFile(host.attachShadow({ mode: 'open' }), share);
  return [fits, file];
}

const element: IndicatorWidget = document.createElement('indicator-widget');
element.indicators = share;
element.indicators = undefined;
const found: IndicatorWidget | null = document.querySelector('indicator-widget');
found?.redraw();
const names: string[] = IndicatorWidget.observedAttributes;
element.addEventListener('indicator-ready', () => {});
element.addEventListener('indicator-error', ({ detail }) => {
  const complaint: Complaint = detail;
  console.log(complaint.mend);
});
document.addEventListener('indicator-select', ({ detail }) => {
  const { indicator, category }: Selection = detail;
  console.log(indicator.length, category?.length);
});

const shapes: Indicator[] = [
  { label: 'a', value: null },
  { label: 'b', value: 86.4, target: { value: 90, due: '2021-12-31' }, qualitativeRanges: [{ upTo: 60, label: 'c' }] },
  { label: 'd', parts: [{ label: 'e', value: 35 }], total: 64 },
  { label: 'f', categories: ['g', { id: 'h', label: 'H' }], series: [{ values: [1, null] }], stack: 'percent' },
  { label: 'i', changes: [{ percent: 28, versus: 'so với năm 2015' }] },
];
const report: IndicatorDocument = { title: 'j', groups: [{ title: 'k', status: 'not-reported' }] };

// @ts-expect-error a decimal comma
const comma: Indicator = { label: 'a', value: '12,5' };
// @ts-expect-error no label
const nameless: Indicator = { value: 1 };
// @ts-expect-error two shapes at once
const twofold: Indicator = { label: 'a', value: 1, parts: [{ label: 'b', value: 1 }] };
// @ts-expect-error no figures at all
const empty: Indicator = { label: 'a' };
// @ts-expect-error an unknown field
const unknown: Indicator = { label: 'a', value: 1, taget: 2 };
// @ts-expect-error a change by two amounts
const changed: Indicator = { label: 'a', changes: [{ percent: 1, times: 2, versus: 'plan' }] };
// @ts-expect-error an unknown word
element.export('image/gif');
// @ts-expect-error an unknown theme
mount(document.body, share, { theme: 'sepia' });
// @ts-expect-error an unknown format
mount(document.body, share, { format: 'excel' });
// @ts-expect-error no host
mount('#place', share);
// @ts-expect-error a detail that ready does not have
element.addEventListener('indicator-ready', ({ detail }) => detail.code);

export { use, names, shapes, report, comma, nameless, twofold, empty, unknown, changed };
