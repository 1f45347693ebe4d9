/**
 * The origin that visitors know this server by. A proxy that ends TLS before it says so in
 * `X-Forwarded-Proto`, a header that no form of another site can send.
 *
 * @param {import('hono').Context} c
 */
export function originOf(c) {
  const { protocol, host } = new URL(c.req.url);
  return `${c.req.header('X-Forwarded-Proto') === 'https' ? 'https:' : protocol}//${host}`;
}
