import { build } from 'vite';

/** A worker, built by Vite. */
export default async ({ at, out, visit }) => {
  await build({
    root: at('.'),
    configFile: false,
    logLevel: 'warn',
    build: { outDir: out, emptyOutDir: true },
    worker: { format: 'es' },
  });
  return visit();
};
