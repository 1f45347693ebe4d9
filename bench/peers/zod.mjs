// The conditions as a zod schema: the types of the fields, and one refinement a limb.

import * as z from 'zod';
import { FIELDS } from '../fields.mjs';
import { LIMBS } from './refinements.mjs';

const TYPES = {
  boolean: z.boolean(),
  text: z.string(),
  integer: z.int().nonnegative(),
  list: z.array(z.string()),
  date: z.iso.date(),
};

export function start() {
  const shape = Object.entries(FIELDS).flatMap(([type, fields]) =>
    fields.map((field) => [field, TYPES[type].optional()]),
  );
  const schema = Object.entries(LIMBS).reduce(
    (schema, [error, test]) => schema.refine(test, { error }),
    z.object(Object.fromEntries(shape)),
  );
  return {
    check: (request) => schema.safeParse(request.answers),
    read: ({ error }) => error?.issues.map(({ message }) => message) ?? [],
  };
}
