import assert from 'node:assert/strict';
import { build } from 'esbuild';

const GRANTED = "script-src 'self' 'wasm-unsafe-eval'";
const REFUSED = "script-src 'self'";

/** A page whose policy may refuse WebAssembly: the engine as JavaScript takes over. */
export default async ({ at, out, page, copy, visit }) => {
  await build({
    entryPoints: { main: at('page.mjs') },
    bundle: true,
    format: 'esm',
    minify: true,
    splitting: true,
    outdir: out,
    logLevel: 'warning',
  });
  await page();
  const fallback = (page) => page.locator('html').getAttribute('data-fallback');
  const granted = await visit({
    script: GRANTED,
    look: async (page) => assert.equal(await fallback(page), 'false'),
  });
  const refused = await visit({
    script: REFUSED,
    // The browser itself says that its policy was kept.
    expects: [/Content Security Policy/],
    look: async (page) => assert.equal(await fallback(page), 'true'),
  });
  assert.deepEqual(refused, granted);

  // The same for a page without modules.
  await copy(at('../classic-http/kyogi.js'), 'kyogi.js');
  await copy(at('classic.html'), 'classic.html');
  await copy(at('../request.json'), 'request.json');
  await copy(at('../node_modules/shodaku/dist'), 'shodaku');
  return visit({ path: 'classic.html', script: REFUSED });
};
