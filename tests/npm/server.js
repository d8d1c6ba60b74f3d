/** Where there is no document, the package can be imported in every way, and says what it exports. */
import { createRequire } from 'node:module';
import { build } from 'vite';
import * as imported from 'indicator-widget';

const required = createRequire(import.meta.url)('indicator-widget');
// A server's bundle may hold the package.
await build({
  configFile: false,
  logLevel: 'error',
  build: { ssr: 'isomorphic.js', outDir: 'server' },
  ssr: { noExternal: true },
});
const bundled = await import(`${process.cwd()}/server/isomorphic.js`);
const kinds = ({ mount, IndicatorWidget }) => [typeof mount, typeof IndicatorWidget, typeof document];
console.log(JSON.stringify([imported, required, bundled].map(kinds)));
