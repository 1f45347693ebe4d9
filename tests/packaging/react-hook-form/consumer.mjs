import { build } from 'vite';
import { consult } from '../consult.mjs';

/** react-hook-form with its resolver for Standard Schema. */
export default async ({ at, out, visit }) => {
  await build({
    root: at('.'),
    configFile: false,
    logLevel: 'warn',
    build: { outDir: out, emptyOutDir: true },
  });
  return visit({ look: consult });
};
