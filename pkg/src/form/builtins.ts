/** What the engine and its boundary rest on, each with whether it still does what it should. */
const CHECKS: readonly (readonly [what: string, isSound: () => boolean])[] = [
  ['JSON.stringify', () => JSON.stringify({ a: ['b', 1] }) === '{"a":["b",1]}'],
  ['JSON.parse', () => (JSON.parse('{"a":[1]}') as { a: number[] }).a[0] === 1],
  ['Array.from', () => Array.from({ length: 2 }, (_, at) => at)[1] === 1],
  ['Array.prototype.entries', () => [...['a'].entries()][0]?.[1] === 'a'],
  ['Array.prototype.map', () => ['a'].map((one, at) => one + at)[0] === 'a0'],
  ['Array.prototype.filter', () => [1, 2].filter((one) => one > 1)[0] === 2],
  ['Array.prototype.find', () => [1, 2].find((one) => one > 1) === 2],
  ['Object.keys', () => Object.keys({ a: 1 })[0] === 'a'],
  ['Object.entries', () => Object.entries({ a: 1 })[0]?.[1] === 1],
  ['Object.values', () => Object.values({ a: 1 })[0] === 1],
  ['String.prototype.normalize', () => 'Ａ'.normalize('NFKC') === 'A'],
  ['Uint8Array', () => new Uint8Array([1, 2]).length === 2],
  ['TextDecoder', () => new TextDecoder().decode(new TextEncoder().encode('あ')) === 'あ'],
];

/** Which of the language's own functions a script of the page has made do something else. */
export function rewritten(): string[] {
  return CHECKS.filter(([, isSound]) => {
    try {
      return !isSound();
    } catch {
      return true;
    }
  }).map(([what]) => what);
}
