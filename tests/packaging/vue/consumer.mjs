import vue from '@vitejs/plugin-vue';
import { build } from 'vite';
import { consult } from '../consult.mjs';

/** Vue with TanStack Form, which reads Standard Schema by itself. */
export default async ({ at, out, visit }) => {
  await build({
    root: at('.'),
    configFile: false,
    logLevel: 'warn',
    plugins: [vue()],
    build: { outDir: out, emptyOutDir: true },
  });
  return visit({ look: consult });
};
