/** What an office's headings name: settled once, kept in a file, handed on. */
import * as z from 'zod/mini';

const mapping = z.strictObject({
  format: z.literal('shodaku-mapping'),
  version: z.literal(1),
  /** By heading, the column as a list of choices writes it; empty where it is not taken. */
  headings: z.record(z.string(), z.string()),
});
export type Mapping = z.infer<typeof mapping>;

/** Whether a file's content is one. */
export const isMapping = (value: unknown): value is Mapping => mapping.safeParse(value).success;

/** A mapping as a file. */
export function mappingText(headings: Readonly<Record<string, string>>): string {
  const content: Mapping = { format: 'shodaku-mapping', version: 1, headings: { ...headings } };
  return `${JSON.stringify(content, null, 1)}\n`;
}
