import { mount } from 'indicator-widget';

mount(document.querySelector('#place'), { label: 'Xã đạt chuẩn', value: 81, total: 116, unit: 'xã' });
