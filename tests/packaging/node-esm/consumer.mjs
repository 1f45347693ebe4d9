/** Node, as an ES module. */
export default ({ node }) => node('main.mjs');
