/** What may be written where, by the schema of the format. */

/** A part of the schema, as far as it is looked at. */
export interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly const?: string | number | boolean;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly type?: string | readonly string[];
}

/** Where one is in a text that is being written. */
export interface Place {
  /** Whether a key is to come, or a value. */
  readonly at: 'key' | 'value';
  /** What the text says of it so far. */
  readonly typed: string;
  /** Whether that stands in quotation marks already. */
  readonly quoted: boolean;
  /** The last key before it. */
  readonly key: string;
  /** What may stand there: of a key, the table it belongs to. */
  readonly may: readonly Schema[];
  /** The keys that the table has already. */
  readonly has: ReadonlySet<string>;
}

interface Frame {
  readonly closes: '' | '}' | ']';
  readonly may: readonly Schema[];
  readonly keys: Set<string>;
  index: number;
}

/** The place at the end of `text`; nothing within a comment. */
export function placeIn(text: string, root: Schema): Place | undefined {
  const headers = [...text.matchAll(/^[ \t]*\[\[?([^[\]\n]*)\]\]?[^\n]*\n/gm)];
  const header = headers.at(-1);
  const rest = header ? text.slice(header.index + header[0].length) : text;
  if (/^[ \t]*\[/.test(rest.split('\n').at(-1) ?? '')) return undefined;
  let may: readonly Schema[] = [root];
  for (const name of header?.[1]?.split('.') ?? []) {
    may = child(may, name.trim(), root).flatMap((one) =>
      one.items ? all(one.items, root) : [one],
    );
  }
  return within(rest, may, root);
}

/** The place at the end of what stands in one table. */
function within(text: string, table: readonly Schema[], root: Schema): Place | undefined {
  const open: Frame[] = [{ closes: '', may: table, keys: new Set(), index: 0 }];
  let top = open[0] as Frame;
  let at: Place['at'] | 'end' = 'key';
  let [key, typed] = ['', ''];
  let may = table;
  const begin = (closes: Frame['closes']) => {
    top = { closes, may, keys: new Set(), index: 0 };
    open.push(top);
  };
  for (let i = 0; i < text.length; i += 1) {
    const sign = text[i] as string;
    if (sign === '#') {
      i = text.indexOf('\n', i);
      if (i < 0) return undefined;
      i -= 1;
    } else if (sign === '"' || sign === "'") {
      const end = closing(text, i);
      const content = text.slice(i + 1, end < 0 ? undefined : end);
      if (end < 0) {
        if (at === 'end') return undefined;
        return { at, typed: content, quoted: true, key, may, has: top.keys };
      }
      i = end;
      if (at === 'key') typed += content;
      else at = 'end';
    } else if (at === 'key' && sign === '=') {
      key = typed.trim();
      top.keys.add(key);
      may = key.split('.').reduce((may, name) => child(may, name, root), top.may);
      [at, typed] = ['value', ''];
    } else if (at === 'value' && sign === '{') {
      begin('}');
      [at, typed] = ['key', ''];
    } else if (at === 'value' && sign === '[') {
      begin(']');
      may = element(top.may, 0, root);
      typed = '';
    } else if (top.closes !== '' && sign === top.closes) {
      open.pop();
      top = open.at(-1) as Frame;
      [at, typed] = ['end', ''];
    } else if (sign === ',' && top.closes === ']') {
      top.index += 1;
      may = element(top.may, top.index, root);
      [at, typed] = ['value', ''];
    } else if (sign === ',' && top.closes === '}') {
      [at, typed, may] = ['key', '', top.may];
    } else if (sign === '\n' && top.closes === '') {
      [at, typed, may] = ['key', '', top.may];
    } else if (at !== 'end') {
      typed += sign;
    }
  }
  if (at === 'end') return undefined;
  return {
    at,
    typed: typed.trim(),
    quoted: false,
    key,
    may: at === 'key' ? top.may : may,
    has: top.keys,
  };
}

/** Where the text that begins at `at` ends; -1 where it does not. */
function closing(text: string, at: number): number {
  const mark = text[at];
  for (let i = at + 1; i < text.length; i += 1) {
    if (text[i] === '\\' && mark === '"') i += 1;
    else if (text[i] === mark) return i;
    else if (text[i] === '\n') return -1;
  }
  return -1;
}

/** What stands under a key of a table. */
function child(may: readonly Schema[], key: string, root: Schema): readonly Schema[] {
  return may.flatMap(({ properties, additionalProperties }) => {
    const named = properties?.[key];
    if (named) return all(named, root);
    return typeof additionalProperties === 'object' ? all(additionalProperties, root) : [];
  });
}

/** What stands at that place of a list. */
function element(may: readonly Schema[], index: number, root: Schema): readonly Schema[] {
  return may.flatMap(({ items, prefixItems }) => {
    const there = prefixItems?.[index] ?? items;
    return there ? all(there, root) : [];
  });
}

/** Everything that a part of the schema allows. */
export function all(schema: Schema, root: Schema): readonly Schema[] {
  const { $ref, anyOf, allOf } = schema;
  if ($ref) {
    const named = root.$defs?.[$ref.replace('#/$defs/', '')];
    return named ? all(named, root) : [];
  }
  const inner = [...(anyOf ?? []), ...(allOf ?? [])];
  return inner.length === 0 ? [schema] : [schema, ...inner.flatMap((one) => all(one, root))];
}
