/** Where a text stops being JSON. */

const TOKEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON's strings have none.
  /\s*(?:[{}[\],:]|"(?:[^"\\\u0000-\u001f]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;

/** How far it goes: as the browser says, where it says so, else as far as its words make sense. */
export function offsetOf(text: string, message: string): number {
  const said = /position (\d+)/.exec(message);
  if (said) return Number(said[1]);
  const token = new RegExp(TOKEN);
  let end = 0;
  while (token.test(text)) end = token.lastIndex;
  const rest = text.slice(end);
  return end + rest.length - rest.trimStart().length;
}

/** An offset as line and column, both from 1. */
export function placeIn(text: string, offset: number): { line: number; column: number } {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
