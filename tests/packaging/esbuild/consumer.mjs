import { build } from 'esbuild';

/** A page bundled by esbuild. */
export default async ({ at, out, page, visit }) => {
  await build({
    entryPoints: { main: at('../page.mjs') },
    bundle: true,
    format: 'esm',
    minify: true,
    outdir: out,
    logLevel: 'warning',
  });
  await page();
  return visit();
};
