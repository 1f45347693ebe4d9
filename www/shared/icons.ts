/** The few pictures the page uses: always beside a word, never instead of one. */
import { html, type TemplateResult } from 'lit-html';

const paths = {
  check: 'M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20m-1.5 14.2 7-7-1.7-1.7-5.3 5.4-2.3-2.4-1.7 1.7z',
  cross:
    'M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20m0 8.3L8.7 7 7 8.7l3.3 3.3L7 15.3 8.7 17l3.3-3.3 3.3 3.3 1.7-1.7-3.3-3.3L17 8.7 15.3 7z',
  caution: 'M12 2.2 23 21.5H1zM10.9 9v6.2h2.2V9zm0 7.8V19h2.2v-2.2z',
  question:
    'M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20m-1.1 13.6v2.2h2.2v-2.2zM8 9.6h2.2c0-1 .8-1.7 1.8-1.7s1.8.7 1.8 1.6c0 1.6-2.9 1.9-2.9 4.6h2.2c0-1.8 2.9-2.2 2.9-4.7C16 7.4 14.3 6 12 6S8 7.5 8 9.6',
  dash: 'M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20M7 10.9v2.2h10v-2.2z',
  ban: 'M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20m6 4.6L6.6 18A8 8 0 0 0 18 6.6M6 17.4 17.4 6A8 8 0 0 0 6 17.4',
  info: 'M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20m-1.1 4.2v2.2h2.2V6.2zm0 4.3v7.3h2.2v-7.3z',
} as const;

/** The names of the pictures. */
export type Icon = keyof typeof paths;

/** One of the pictures. */
export const icon = (name: Icon): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${paths[name]}></path></svg>`;
