/** What a classic script with everything inside has instead of files. */
import bytes from 'indicator-widget-wasm';

// Known only while the script runs for the first time; none where its text stands in the page itself.
const here = (document.currentScript && document.currentScript.src) || document.baseURI;

/** Promises the program as one wasm module: there is no rest of it. */
export const compile = () => WebAssembly.compile(bytes);

/** Runs the program as a script. */
export const runScript = () => import('indicator-widget-program');

/** The style sheet, for browsers that take it only as a file: the one thing that may lie beside the script. */
export const styleSheet = () => new URL('indicator-widget.css', here);

/** Examines the page, for its webmaster; its files lie beside the script. */
export const callDoctor = () => import(new URL('doctor.js', here).href);
