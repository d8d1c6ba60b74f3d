/** Vite's development server; it prints its address and runs until it is ended. */
import { createServer } from 'vite';

const server = await createServer({ server: { port: 0, host: '127.0.0.1' }, clearScreen: false, logLevel: 'error' });
await server.listen();
console.log(server.resolvedUrls.local[0]);
