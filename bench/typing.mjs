// Keys pressed in a form, in Node and in a page alike: who has a session sets an answer, who has
// none judges all again.

import { measure } from './measure.mjs';

const FIELD = 'subcontractor.name';

const KINDS = {
  /** A name grows letter by letter: whatever stands there, no verdict changes. */
  steady: {
    texts: [...'株式会社はまゆり印刷大野工場'].map((_, at, all) => all.slice(0, at + 1).join('')),
    press: (session, text) => session.set(FIELD, text),
    sound: (results) => results.every((result) => result === undefined),
  },
  /** The name is deleted and typed again: each key changes the verdict, and a report is asked for. */
  turning: {
    texts: ['', '株'],
    press: (session, text) => session.set(FIELD, text) && session.report(),
    sound: (results) => new Set(results.map((report) => report?.verdict)).size === 2,
  },
};

/** Microseconds that each peer takes for one key of a kind, round by round. */
export function keys(kind, peers, request) {
  const { texts, press, sound } = KINDS[kind];
  const works = {};
  for (const [name, { open, check }] of Object.entries(peers)) {
    if (open) {
      const session = open(request);
      if (!sound(texts.map((text) => press(session, text)))) {
        throw new Error(`${name}: ${FIELD} does not change what is found as was meant`);
      }
      works[name] = (turn) => press(session, texts[turn % texts.length]);
    } else {
      const copy = structuredClone(request);
      works[name] = (turn) => {
        copy.answers[FIELD] = texts[turn % texts.length];
        return check(copy);
      };
    }
  }
  return measure(works);
}
