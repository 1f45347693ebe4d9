/** Node, as a CommonJS module. */
export default ({ node }) => node('main.cjs');
