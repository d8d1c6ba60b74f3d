/** `<indicator-widget>` in Vue's templates, once `compilerOptions.isCustomElement` has told Vue that it is no component. */
import type { HTMLAttributes, PublicProps } from 'vue';
import type { IndicatorWidgetAttributes, IndicatorWidgetEventMap } from './indicator-widget.js';

type Listeners = {
  [Name in keyof IndicatorWidgetEventMap as `on${Capitalize<Camel<Name>>}`]?: (event: IndicatorWidgetEventMap[Name]) => void;
};

type Camel<Name extends string> = Name extends `${infer Head}-${infer Tail}` ? `${Head}${Capitalize<Tail>}` : Name;

/** By the names of attributes, and as strict templates look them up. */
type Attributes = IndicatorWidgetAttributes & {
  [Name in keyof IndicatorWidgetAttributes as Camel<Name>]?: IndicatorWidgetAttributes[Name];
};

declare module 'vue' {
  interface GlobalComponents {
    'indicator-widget': new () => {
      $props: Omit<HTMLAttributes, keyof IndicatorWidgetAttributes> & Attributes & Listeners & PublicProps;
    };
  }
}
