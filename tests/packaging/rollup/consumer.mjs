import json from '@rollup/plugin-json';
import resolve from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';

/** A page bundled by rollup. */
export default async ({ at, out, page, visit }) => {
  const bundle = await rollup({
    input: { main: at('../page.mjs') },
    plugins: [resolve(), json()],
    onwarn: ({ message }) => {
      throw new Error(message);
    },
  });
  await bundle.write({ dir: out, format: 'es' });
  await bundle.close();
  await page();
  return visit();
};
