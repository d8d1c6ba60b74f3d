/** What Vue's language tools read of the element. */
import type {} from 'indicator-widget/vue';
import type { GlobalComponents } from 'vue';

type Props = InstanceType<GlobalComponents['indicator-widget']>['$props'];

export const right: Props = {
  class: 'wide',
  indicators: { label: 'Xã', value: 81, total: 116 },
  theme: 'dark',
  'no-menu': true,
  onIndicatorSelect: ({ detail }) => detail.category?.length,
};
/** As the tools read `no-menu` in a strict template. */
export const strict: Props = { noMenu: true };
// @ts-expect-error neither on nor off
export const neither: Props = { noMenu: 3 };
// @ts-expect-error an unknown view
export const wrong: Props = { view: 'pie' };
