// `npm start`: builds what is not up to date, then serves the pages on localhost.

import { at, run, seconds } from './lib.mjs';
import { setup } from './setup.mjs';

await run(async () => {
  const start = performance.now();
  await setup();
  const { build } = await import('./build.mjs');
  await build();
  const { option, portOption, serve } = await import('./serve.mjs');
  const args = process.argv.slice(2);
  const address = await serve({
    host: option(args, 'host'),
    port: portOption(args),
    official: option(args, 'official'),
    data: at('target/portal.db'),
  });
  console.log(`\nReady after ${seconds(start)}: ${address}   (Ctrl+C ends it)`);
});
