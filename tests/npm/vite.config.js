import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === 'indicator-widget' } } })],
  // The compiler of JSX is Vite's own.
  oxc: { jsx: { runtime: 'automatic' } },
  build: { outDir: 'vite', rolldownOptions: { input: ['plain.html', 'react.html', 'vue.html'] } },
});
