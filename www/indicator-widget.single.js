/**
 * `<indicator-widget>` as a classic script with everything inside, for pages that take one file. It leaves one global,
 * `indicatorWidget`, which holds what the module exports.
 */
export * from './indicator-widget.js';
