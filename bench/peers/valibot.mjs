// The conditions as a valibot schema: the types of the fields, and one check a limb.

import * as v from 'valibot';
import { FIELDS } from '../fields.mjs';
import { LIMBS } from './refinements.mjs';

const TYPES = {
  boolean: v.boolean(),
  text: v.string(),
  integer: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  list: v.array(v.string()),
  date: v.pipe(v.string(), v.isoDate()),
};

export function start() {
  const shape = Object.entries(FIELDS).flatMap(([type, fields]) =>
    fields.map((field) => [field, v.optional(TYPES[type])]),
  );
  const schema = v.pipe(
    v.object(Object.fromEntries(shape)),
    ...Object.entries(LIMBS).map(([limb, test]) => v.check(test, limb)),
  );
  return {
    check: (request) => v.safeParse(schema, request.answers),
    read: ({ issues }) => issues?.map(({ message }) => message) ?? [],
  };
}
