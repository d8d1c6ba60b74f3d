export { IndicatorWidget, mount } from 'indicator-widget';
