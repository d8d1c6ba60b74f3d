/** `<indicator-widget>` in JSX. React 19 sets `indicators` as a property and listens to `onindicator-…`; older ones do not. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { IndicatorWidget, IndicatorWidgetAttributes, IndicatorWidgetEventMap } from './indicator-widget.js';

type Listeners = {
  [Name in keyof IndicatorWidgetEventMap as `on${Name}`]?: ((event: IndicatorWidgetEventMap[Name]) => void) | undefined;
};

type Usual = DetailedHTMLProps<HTMLAttributes<IndicatorWidget>, IndicatorWidget>;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'indicator-widget': Omit<Usual, keyof IndicatorWidgetAttributes> & IndicatorWidgetAttributes & Listeners;
    }
  }
}
