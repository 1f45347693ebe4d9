/** A page without modules, from the files of the package, served as they are. */
export default async ({ at, copy, visit }) => {
  await copy(at('page.html'), 'index.html');
  await copy(at('kyogi.js'), 'kyogi.js');
  await copy(at('../request.json'), 'request.json');
  await copy(at('../node_modules/shodaku/dist'), 'shodaku');
  return visit();
};
