// `npm run format`: formats everything and applies the linters' safe fixes.

import { bin, exec, run } from './lib.mjs';
import { setup } from './setup.mjs';

await run(async () => {
  await setup({ linters: true });
  await exec('cargo', ['fmt', '--all']);
  await bin('biome', ['check', '--write', '.']);
});
