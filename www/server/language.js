/** The language of an answer: as the address says, or else the browser. @param {import('hono').Context} c @returns {'ja' | 'en'} */
export const languageOf = (c) =>
  /^\s*en\b/i.test(c.req.query('lang') ?? c.req.header('Accept-Language') ?? '') ? 'en' : 'ja';
