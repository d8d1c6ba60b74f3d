/**
 * The webmaster's doctor: says below the page what is wrong with the widgets on it. A page asks for it by `data-doctor`
 * on any element, or loads this module itself: it needs nothing of the widget, which may be what is broken.
 */
import { start } from './doctor/start.js';

start(document.body);
