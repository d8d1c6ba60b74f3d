/**
 * `<indicator-widget>`: public indicators, drawn. Importing this module defines the element; where there is
 * no document (on a server, in a build) it does nothing.
 */
import { callDoctor } from 'indicator-widget-files';
import { IndicatorWidget } from './element/element.js';

export { IndicatorWidget };
export { mount } from './element/mount.js';

// A page may load the module twice, from two addresses: the first one stays.
if (typeof customElements !== 'undefined' && !customElements.get('indicator-widget')) {
  customElements.define('indicator-widget', IndicatorWidget);
}

// A webmaster asks for it; nobody else's visitors load it.
const askDoctor = () => {
  if (!document.querySelector('[data-doctor]')) return;
  // From a folder, no module can be loaded.
  callDoctor().catch((error) => {
    console.error('indicator-widget: the doctor cannot be loaded', error);
    // Its silence would be taken for a good report.
    document.body.append('doctor.js không tải được / cannot be loaded: doctor.js, doctor.css, doctor/ → indicator-widget.js');
  });
};
if (typeof document !== 'undefined') {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', askDoctor);
  else askDoctor();
}
