import { UnusualPdf, type Dict, type Value } from './values.ts';

const BLANK = /[\0\t\n\f\r ]*/y;
const SPACE = /[\0\t\n\f\r ]*(?:%[^\r\n]*[\0\t\n\f\r ]*)*/y;
const REFERENCE = /(\d{1,10})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+R(?![^\0\t\n\f\r ()<>[\]{}/%])/y;
const REGULAR = /[^\0\t\n\f\r ()<>[\]{}/%]+/y;
const NAME = /\/[^\0\t\n\f\r ()<>[\]{}/%]*/y;
const PLAIN_STRING = /\(([^()\\\r]*)\)/y;
const HEX_STRING = /<([0-9A-Fa-f\0\t\n\f\r ]*)>/y;
const NUMBER = /^([+-]?)(?:(\d{1,20})(?:(\.)(\d{0,20}))?|\.(\d{1,20}))$/;

const [PERCENT, ZERO] = [37, 48];

/** What stands for a byte behind a backslash. Ends of lines may, too, but no program writes them. */
const ESCAPES = new Map(Object.entries({ n: 10, r: 13, t: 9, b: 8, f: 12, '(': 40, ')': 41, '\\': 92 }));

/** A value, or a word that is none: an operator of a page's content, `obj`, `stream`. */
export type Token = Value | { type: 'word'; word: string };

/** How many more values and words may be read. */
export type ValueBudget = { left: number };

/** How a text is to be read. */
export type LexerOptions = {
  /** How deep arrays and dictionaries may lie in one another. */
  depth: number;
  budget: ValueBudget;
  /** References and comments have no place in the content of a page. */
  references: boolean;
  decrypt?: (bytes: string) => string;
};

/** Reads values off a text that has a byte a character. Whatever readers could take in two ways is refused: `UnusualPdf`. */
export class Lexer {
  readonly text: string;
  at: number;
  readonly #options: LexerOptions;

  constructor(text: string, at: number, options: LexerOptions) {
    this.text = text;
    this.at = at;
    this.#options = options;
  }

  /** Null at the end. */
  next(depth = 0): Token | null {
    this.skipSpace();
    if (this.at >= this.text.length) return null;
    if (depth > this.#options.depth) throw new UnusualPdf('values lie too deep in one another');
    this.#options.budget.left -= 1;
    if (this.#options.budget.left < 0) throw new UnusualPdf('too many values');
    switch (this.text.charAt(this.at)) {
      case '/':
        return { type: 'name', name: this.#name() };
      case '(':
        return { type: 'string', bytes: this.#decrypted(this.#literal()) };
      case '<':
        if (this.text.charAt(this.at + 1) === '<') return { type: 'dict', dict: this.#dict(depth) };
        return { type: 'string', bytes: this.#decrypted(this.#hex()) };
      case '[':
        return { type: 'array', items: this.#array(depth) };
      default:
        return (this.#options.references ? this.#reference() : null) ?? this.#word();
    }
  }

  /** The next value; a word or the end is none. */
  value(depth = 0): Value {
    const token = this.next(depth);
    if (!token || token.type === 'word') throw new UnusualPdf('something else than a value');
    return token;
  }

  /** Takes this word, if it is next. */
  take(word: string): boolean {
    this.skipSpace();
    const found = this.#match(REGULAR);
    if (found?.[0] === word) return true;
    this.at -= found?.[0].length ?? 0;
    return false;
  }

  skipSpace(): void {
    // Most often there is one space, or none.
    if (this.text.charCodeAt(this.at) === 32) this.at += 1;
    const next = this.text.charCodeAt(this.at);
    if (next > 32 && next !== PERCENT) return;
    this.#match(this.#options.references ? SPACE : BLANK);
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at = pattern.lastIndex;
    return found;
  }

  #decrypted(bytes: string): string {
    return this.#options.decrypt ? this.#options.decrypt(bytes) : bytes;
  }

  #reference(): Value | null {
    const first = this.text.charCodeAt(this.at);
    if (first < ZERO || first > ZERO + 9) return null;
    const found = this.#match(REFERENCE);
    return found && { type: 'ref', number: Number(found[1]), generation: Number(found[2]) };
  }

  #word(): Token {
    const found = this.#match(REGULAR);
    if (!found) throw new UnusualPdf('a delimiter that belongs to nothing');
    const [word] = found;
    if (word === 'true' || word === 'false') return { type: 'boolean', value: word === 'true' };
    if (word === 'null') return { type: 'null' };
    if (!/^[+\-.\d]/.test(word)) return { type: 'word', word };
    return { type: 'number', text: canonicalNumber(word) };
  }

  #name(): string {
    const [raw = ''] = this.#match(NAME) ?? [];
    const name = raw.slice(1);
    if (!name.includes('#')) return name;
    if (/#(?![0-9A-Fa-f]{2})|#00/.test(name)) throw new UnusualPdf('a name with an escape that is none');
    return name.replaceAll(/#(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  }

  #hex(): string {
    const found = this.#match(HEX_STRING);
    if (!found) throw new UnusualPdf('a string that is no hexadecimal one');
    const digits = (found[1] ?? '').replaceAll(/[\0\t\n\f\r ]/g, '');
    if (digits.length % 2 !== 0) throw new UnusualPdf('half a byte');
    return Buffer.from(digits, 'hex').toString('latin1');
  }

  #literal(): string {
    const plain = this.#match(PLAIN_STRING);
    if (plain) return plain[1] ?? '';
    const { text } = this;
    let out = '';
    let open = 0;
    let at = this.at;
    for (;;) {
      const char = text.charAt(at);
      at += 1;
      if (char === '') throw new UnusualPdf('a string without an end');
      if (char === '(') open += 1;
      if (char === ')') open -= 1;
      if (char === ')' && open === 0) break;
      if (char === '(' && open === 1 && at === this.at + 1) continue;
      // Some readers take the end of a line within a string for a line feed, others as it stands.
      if (char === '\r') throw new UnusualPdf('a line that ends within a string');
      if (char !== '\\') {
        out += char;
        continue;
      }
      const octal = /^[0-7]{1,3}/.exec(text.slice(at, at + 3))?.[0];
      const code = octal ? Number.parseInt(octal, 8) : ESCAPES.get(text.charAt(at));
      if (code === undefined || code > 255) throw new UnusualPdf('an escape that is none');
      out += String.fromCharCode(code);
      at += octal?.length ?? 1;
    }
    this.at = at;
    return out;
  }

  #array(depth: number): Value[] {
    this.at += 1;
    const items: Value[] = [];
    for (;;) {
      this.skipSpace();
      if (this.text.charAt(this.at) === ']') break;
      items.push(this.value(depth + 1));
    }
    this.at += 1;
    return items;
  }

  #dict(depth: number): Dict {
    this.at += 2;
    const dict: Dict = new Map();
    for (;;) {
      this.skipSpace();
      if (this.text.startsWith('>>', this.at)) break;
      if (this.text.charAt(this.at) !== '/') throw new UnusualPdf('a key that is no name');
      const key = this.#name();
      // The first counts for one reader, the last for another.
      if (dict.has(key)) throw new UnusualPdf('a key that stands twice in a dictionary');
      dict.set(key, this.value(depth + 1));
    }
    this.at += 2;
    return dict;
  }
}

/** Zeros at the end of a fraction say nothing. Counted from the end: an expression would try each run of zeros anew. */
function withoutZeros(fraction: string): string {
  let end = fraction.length;
  while (fraction[end - 1] === '0') end -= 1;
  return fraction.slice(0, end);
}

/**
 * The one spelling of a number. `1` and `1.0` stay apart: where a whole number is due, some readers ignore a real one,
 * and with it the entry that it stands in (a width, a turn of the page).
 */
function canonicalNumber(word: string): string {
  const found = NUMBER.exec(word);
  if (!found) throw new UnusualPdf('a number that is none');
  const [, sign = '', whole = '0', point, after = '', only] = found;
  const fraction = withoutZeros(only ?? after);
  const isReal = point !== undefined || only !== undefined;
  const digits = whole.replace(/^0+(?=\d)/, '');
  if (digits === '0' && fraction === '') return isReal ? '0.' : '0';
  return `${sign === '-' ? '-' : ''}${digits}${isReal ? `.${fraction}` : ''}`;
}
