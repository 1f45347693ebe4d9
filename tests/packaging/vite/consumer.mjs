import { build } from 'vite';

/** A page built by Vite. */
export default async ({ at, out, visit }) => {
  await build({
    root: at('.'),
    configFile: false,
    logLevel: 'warn',
    build: { outDir: out, emptyOutDir: true },
  });
  return visit();
};
