import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

// Next starts its pages with scripts of its own in the markup.
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'",
  "connect-src 'self'",
  'img-src data:',
].join('; ');

export default {
  headers: () => [
    { source: '/:path*', headers: [{ key: 'Content-Security-Policy', value: POLICY }] },
  ],
  turbopack: { root: dirname(dirname(fileURLToPath(import.meta.url))) },
};
