/** What a statement wants to have bound. */
export type Parameters = {
  /** Number of `?`. */
  anonymous: number;
  /** The others, with their mark: `@id`, `?12`. */
  names: readonly string[];
};

/** What may hold a question mark that is none: strings, quoted names, comments. */
const QUOTED = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g;
const MARK = /\?\d*|[:@$][\p{L}\p{N}_$]+/gu;

export function parametersOf(sql: string): Parameters {
  let anonymous = 0;
  const names = new Set<string>();
  for (const [mark] of sql.replaceAll(QUOTED, ' ').matchAll(MARK)) {
    if (mark === '?') anonymous += 1;
    else names.add(mark);
  }
  return { anonymous, names: [...names] };
}

/** What can be stored. */
export type Value = null | number | bigint | string | Uint8Array;

/** Named parameters first, where there are any; then the others in order. */
export type Bound = Value[] | [Record<string, Value>, ...Value[]];

/**
 * Checks what is to be bound as strictly as better-sqlite3 does: `node:sqlite` takes true for 1, leaves empty what is
 * missing, and takes a Date for an object without any of the names.
 * Throws TypeError, RangeError.
 */
export function bind({ anonymous, names }: Parameters, given: readonly unknown[]): Bound {
  const values: Value[] = [];
  let named: Record<string, unknown> | null = null;
  for (const one of given) {
    if (Array.isArray(one)) values.push(...one.map((value) => storable(value)));
    else if (!isPlain(one)) values.push(storable(one));
    else if (named) throw new TypeError('You cannot specify named parameters in two different objects');
    else named = one;
  }
  if (names.length > 0 && !named) throw new TypeError('Missing named parameters');
  if (values.length < anonymous) throw new RangeError('Too few parameter values were provided');
  if (values.length > anonymous) throw new RangeError('Too many parameter values were provided');
  if (!named || names.length === 0) return values;
  const wanted: Record<string, Value> = {};
  for (const mark of names) {
    const name = mark.slice(1);
    if (!Object.hasOwn(named, name)) throw new RangeError(`Missing named parameter "${name}"`);
    wanted[mark] = storable(named[name]);
  }
  return [wanted, ...values];
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

const MIN_INTEGER = -(2n ** 63n);
const MAX_INTEGER = 2n ** 63n - 1n;

function storable(value: unknown): Value {
  switch (typeof value) {
    case 'string':
    case 'number':
      return value;
    case 'undefined':
      return null;
    case 'bigint':
      if (value < MIN_INTEGER || value > MAX_INTEGER)
        throw new RangeError('The bound string, buffer, or bigint is too big');
      return value;
    default:
      if (value === null) return value;
      if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      throw new TypeError('SQLite3 can only bind numbers, strings, bigints, buffers, and null');
  }
}
