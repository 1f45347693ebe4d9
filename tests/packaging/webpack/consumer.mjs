import webpack from 'webpack';

/** A page bundled by webpack 5. */
export default async ({ at, out, page, visit }) => {
  const stats = await new Promise((resolve, reject) => {
    webpack(
      {
        mode: 'production',
        context: at('..'),
        entry: { main: './page.mjs' },
        output: { path: out },
        performance: false,
      },
      (error, stats) => (error ? reject(error) : resolve(stats)),
    );
  });
  if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString('errors-warnings'));
  await page();
  return visit();
};
