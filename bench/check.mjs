// A whole check: objects in, objects out.

import { measure } from './measure.mjs';
import { broken, passing } from './requests.mjs';

/** Microseconds of one check in Node. */
export async function check(peers) {
  const of = (requests) =>
    measure(
      Object.fromEntries(
        Object.entries(peers).map(([name, { check }]) => [
          name,
          (turn) => check(requests[turn % requests.length]),
        ]),
      ),
    );
  return { passing: await of([passing]), broken: await of(broken) };
}
