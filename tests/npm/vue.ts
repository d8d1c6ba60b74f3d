import { createApp } from 'vue';
import Report from './examples/vue.vue';

createApp(Report).mount('#place');
