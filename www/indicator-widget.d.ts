/**
 * Types of `<indicator-widget>`, of what it is given and of what it tells. With React, also
 * `import type {} from 'indicator-widget/react'`; with Vue, `import type {} from 'indicator-widget/vue'`.
 */

/** Words, or the same words by language: `{ vi: 'xã', en: 'communes' }`. */
export type Text = string | { readonly [language: string]: string };

/** A number, or digits with a decimal dot, which keep the written precision: `'11.40'`. Never a decimal comma; the minus may be that of print. */
export type NumberLike = number | `${number}` | `−${number}`;

/** A day, a month or a year: `2021-05-15`, `2021-05`, `2021`. */
export type DateText = string;

/** `null` in an optional field is the same as leaving it out. */
type Optional<T> = T | null | undefined;

/** How sure a figure is; `reported` if nothing is said. */
export type Status = 'reported' | 'provisional' | 'revised' | 'estimated' | 'not-reported' | 'not-applicable';

/** The kind of picture; `auto` follows the shape of the figures. */
export type ViewName = 'auto' | 'progress' | 'bullet' | 'bars' | 'tile' | 'table';

/** What a file is; `auto` recognises it. */
export type FormatName = 'auto' | 'indicators' | 'json-stat' | 'rows' | 'csv' | 'world-bank' | 'open-sdg';

/** `auto` follows the page's `color-scheme`. */
export type Theme = 'auto' | 'light' | 'dark';

/** What a widget can be exported as. */
export type ExportType = 'image/png' | 'image/svg+xml' | 'text/csv';

export interface Source {
  name: Text;
  url?: Optional<string>;
  published?: Optional<DateText>;
}

export interface Period {
  start: DateText;
  end: DateText;
  /** Said in place of the two dates. */
  label?: Optional<Text>;
}

interface ChangeBase {
  /** Against what; other words are printed as they are. */
  versus: 'same-period-last-year' | 'previous-period' | 'plan' | 'baseline' | (string & {}) | Exclude<Text, string>;
  /** What it is that changed, where it is not the indicator itself. */
  of?: Optional<Text>;
  /** The figure it is compared with. */
  base?: Optional<NumberLike>;
  /** The source's own phrase, printed in place of ours. */
  words?: Optional<Text>;
}

/** How a figure moved: by percent (28 is 28 % more), to so many times as much, or by a difference in its own unit. */
export type Change = ChangeBase &
  (
    | { percent: NumberLike; times?: never; difference?: never }
    | { times: NumberLike; percent?: never; difference?: never }
    | { difference: NumberLike; percent?: never; times?: never }
  );

interface IndicatorBase {
  $schema?: string;
  /** What is counted. */
  label: Text;
  id?: Optional<string>;
  unit?: Optional<Text>;
  note?: Optional<Text>;
  /** Where that is not the document's. */
  source?: Optional<Source>;
  /** Up to when the figure counts. */
  asOf?: Optional<DateText>;
  /** How many decimals to show; as written if nothing is said. */
  decimals?: Optional<0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9>;
  /** A running total, or only what came in the period. */
  basis?: Optional<'cumulative' | 'in-period'>;
  status?: Optional<Status>;
  /** In which sense the figure is not exact. */
  qualifier?: Optional<'more-than' | 'less-than' | 'about'>;
  /** What a rise means; `neutral` if nothing is said. */
  higherIs?: Optional<'better' | 'worse' | 'neutral'>;
  view?: Optional<ViewName>;
  changes?: Optional<readonly Change[]>;
}

/** What only one shape has. */
type ShapeField =
  | 'value'
  | 'total'
  | 'stated'
  | 'target'
  | 'qualitativeRanges'
  | 'parts'
  | 'categories'
  | 'series'
  | 'stack'
  | 'sort'
  | 'highlight';

type Shape<Fields> = IndicatorBase & Fields & { [Field in Exclude<ShapeField, keyof Fields>]?: never };

/** A large number; `null` is a figure that is missing. */
export type ValueIndicator = Shape<{ value: NumberLike | null }>;

/** A progress bar. */
export type ShareIndicator = Shape<{
  value: NumberLike | null;
  /** Of how many: above zero. */
  total: NumberLike;
  /** The share in percent as the source printed it. */
  stated?: Optional<NumberLike>;
}>;

export interface Target {
  value: NumberLike;
  label?: Optional<Text>;
  /** By when. */
  due?: Optional<DateText>;
}

export interface QualitativeRange {
  /** Where it ends. */
  upTo: NumberLike;
  label: Text;
}

/** A bullet graph. */
export type TargetIndicator = Shape<{
  value: NumberLike | null;
  target: NumberLike | Target;
  /** Two to five of them, rising. */
  qualitativeRanges?: Optional<readonly QualitativeRange[]>;
}>;

export interface Part {
  label: Text;
  value: NumberLike | null;
  /** Where it differs from the indicator's. */
  unit?: Optional<Text>;
  status?: Optional<Status>;
}

/** Bars; with a total, one bar in segments; with different units, large numbers side by side. */
export type PartsIndicator = Shape<{ parts: readonly Part[]; total?: NumberLike }>;

export type Category = string | (Exclude<Text, string> & { id?: never; label?: never }) | { id?: Optional<string>; label: Text };

export interface Series {
  label?: Optional<Text>;
  /** One for each category; `null` where it is missing. */
  values: readonly (NumberLike | null)[];
  /** One for each category. */
  targets?: Optional<readonly (NumberLike | null)[]>;
}

/** A bar chart. */
export type TableIndicator = Shape<{
  categories: readonly Category[];
  series: readonly Series[];
  /** Series on top of each other: as amounts, or as shares of their sum. */
  stack?: Optional<boolean | 'percent'>;
  sort?: Optional<'none' | 'ascending' | 'descending' | 'label'>;
  /** Categories that stand out, by id or label. */
  highlight?: Optional<readonly string[]>;
}>;

/** How a figure moved, where the source does not give the figure. */
export type ChangesIndicator = Shape<{ changes: readonly Change[] }>;

/** A label and exactly one shape. */
export type Indicator =
  | ValueIndicator
  | ShareIndicator
  | TargetIndicator
  | PartsIndicator
  | TableIndicator
  | ChangesIndicator;

export interface Group {
  title: Text;
  id?: Optional<string>;
  note?: Optional<Text>;
  status?: Optional<Status>;
  indicators?: Optional<readonly Indicator[]>;
}

interface DocumentBase {
  $schema?: string;
  title?: Optional<Text>;
  subtitle?: Optional<Text>;
  note?: Optional<Text>;
  /** The place that the figures are about. */
  area?: Optional<Text>;
  /** The language of texts that lack the widget's own; `vi` if nothing is said. */
  lang?: Optional<string>;
  period?: Optional<Period>;
  asOf?: Optional<DateText>;
  updated?: Optional<DateText>;
  source?: Optional<Source>;
}

/** A title and what stands below it: indicators, or groups of them. */
export type FullDocument = DocumentBase &
  (
    | { indicators: readonly Indicator[]; groups?: null | undefined }
    | { groups: readonly Group[]; indicators?: null | undefined }
  );

/** What a widget shows: a document, one indicator by itself, or a list of indicators. */
export type IndicatorDocument = FullDocument | Indicator | readonly Indicator[];

/** What is wrong with the figures, where, and how to mend it. */
export interface Complaint {
  /** With `error` the indicator is not drawn; with `warning` it is. */
  severity: 'error' | 'warning';
  /** A stable name of the finding, such as `not-a-number`. */
  code: string;
  /** A JSON path from `$`, the column and the line of a table (`Hộ:2`), an address, or the name of an attribute. */
  path: string;
  message: string;
  mend: string;
}

/** The mark that was clicked or chosen with Enter; each by its id, else its label, where it has one. */
export interface Selection {
  indicator: string;
  category: string | null;
  series: string | null;
}

/** All of them bubble, out of shadow roots too. */
export interface IndicatorWidgetEventMap {
  'indicator-ready': CustomEvent<null>;
  'indicator-error': CustomEvent<Complaint>;
  'indicator-select': CustomEvent<Selection>;
}

/** `<indicator-widget>`. Where there is no document, as on a server, the class can be imported but not constructed. */
export class IndicatorWidget extends HTMLElement {
  static readonly observedAttributes: string[];

  /** The indicators, as an object or as the text of a file; they go before every other source. */
  get indicators(): IndicatorDocument | string | null | undefined;
  set indicators(indicators: IndicatorDocument | string | null | undefined);

  /**
   * Takes in what has changed and draws now, not a moment later; only the first file of another format on a page has to
   * wait for the part of the program that reads it.
   */
  redraw(): void;

  /** Everything that the widget shows as one file; rejects where nothing is drawn, or the program that makes it cannot be loaded. */
  export(type: ExportType): Promise<Blob>;

  /** New numbers for the same categories, series after series; NaN and null are missing. False where they do not fit. */
  updateValues(values: ArrayLike<number | null>): boolean;
}

/** The element's attributes of the same names. */
export interface MountOptions {
  lang?: string | undefined;
  view?: ViewName | undefined;
  theme?: Theme | undefined;
  /** The ids of the indicators or groups to show. */
  only?: string | readonly string[] | undefined;
  /** How a file of another format is read, as the attributes say. */
  format?: FormatName | undefined;
  select?: string | undefined;
  bars?: string | undefined;
  columns?: string | undefined;
}

export interface Mounted {
  readonly element: IndicatorWidget;
  /** Other indicators; they are drawn when it returns, but for the first file of another format on a page (`redraw`). */
  update(indicators: IndicatorDocument | string): void;
  /** Other numbers for the same categories, NaN and null for missing ones; false where they do not fit. */
  updateValues(values: ArrayLike<number | null>): boolean;
  /** Takes the widget away, with all that it holds. */
  destroy(): void;
}

/**
 * Puts a widget into `host`, and resolves when it has drawn or has said why it cannot; at once where `host` is in no
 * page yet, in which it will draw.
 */
export function mount(
  host: ParentNode & Node,
  indicators: IndicatorDocument | string,
  options?: MountOptions,
): Promise<Mounted>;

/** The attributes in markup, for the types of frameworks. */
export interface IndicatorWidgetAttributes {
  src?: string | undefined;
  label?: string | undefined;
  value?: NumberLike | 'null' | undefined;
  total?: NumberLike | undefined;
  target?: NumberLike | undefined;
  unit?: string | undefined;
  lang?: string | undefined;
  view?: ViewName | undefined;
  only?: string | undefined;
  format?: FormatName | undefined;
  /** Which category of a dimension: `Year=2020;Sex=Total`. */
  select?: string | undefined;
  /** The dimension that gives the bars. */
  bars?: string | undefined;
  /** Which columns of a table are what: `label=Xã;value=Đạt,Chưa đạt;year=Năm`. */
  columns?: string | undefined;
  theme?: Theme | undefined;
  refresh?: NumberLike | undefined;
  'no-menu'?: boolean | '' | undefined;
  /** Set as a property of the element: a document, or the text of a file of any format. */
  indicators?: IndicatorDocument | string | null | undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    'indicator-widget': IndicatorWidget;
  }
  interface GlobalEventHandlersEventMap extends IndicatorWidgetEventMap {}
}
