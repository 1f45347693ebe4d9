// A schema is what the standard says it is: this file only has to compile.

import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { Regulation, RequestSchema } from 'shodaku';

interface Values {
  subcontractor: { name: string };
}

export function standard(rules: Regulation): StandardSchemaV1<Values, Values> {
  const schema: RequestSchema<Values> = rules.standardSchema<Values>({
    procedure: 'subcontract',
    asOf: '2026-11-22',
  });
  return schema;
}

export type Output = StandardSchemaV1.InferOutput<RequestSchema<Values>>;
export const output: Output = { subcontractor: { name: '乙' } };
