import { commentKey } from '../document/marks.ts';
import { isNote } from '../document/guards.ts';
import type { InlineVoid, Variables } from '../document/types.ts';
import { threadsOfToken, type Token } from '../review/tokens.ts';
import type { Objects } from './objects.ts';
import type { Origin, Origins } from './origins.ts';
import { replacedVoid } from './replaced-void.ts';
import type { SentLine } from './sent-lines.ts';
import type { Said } from './tokens-of-runs.ts';

/** Before the id of a node that came from elsewhere in the report: a new one is given to it (`withFreshIds`). */
export const COPY_OF = '~';

/**
 * Gives words that came in a copy back what they were where they came from: fields, ordinals and notes, and that they are
 * hidden. What is not known again stays words.
 */
export class Reviving {
  readonly #origins: Origins;
  readonly #objects: Objects;
  readonly #variables: Variables;

  constructor(origins: Origins, objects: Objects, variables: Variables) {
    this.#origins = origins;
    this.#objects = objects;
    this.#variables = variables;
  }

  /** Where the characters of a stretch were. */
  originsOf(run: readonly Said[]): (Origin | null)[] {
    return this.#origins.of(run.map(({ token }) => this.#signOf(token)));
  }

  #signOf(token: Token): string {
    if (token.is === 'char') return token.text;
    if (token.is === 'void' && isNote(token.node)) return this.#objects.signOfNote(token.node);
    return '\uFFFC';
  }

  /**
   * @param origins of each of the run
   * @param isHome whether all of the line is hidden with its block anyway
   */
  revived<T extends Said & { cut?: unknown }>(
    run: readonly T[],
    origins: readonly (Origin | null)[] = this.originsOf(run),
    isHome: (line: SentLine) => boolean = () => false,
  ): T[] {
    const out: T[] = [];
    for (let at = 0; at < run.length;) {
      const one = run[at] as T;
      const put = this.#voidAt(run, origins, at);
      if (put && isCutAsOne(run.slice(at, at + put.length))) {
        const group = run.slice(at, at + put.length);
        const comments = [...new Set(group.flatMap((each) => each.comments))];
        for (const token of put.tokens)
          out.push({ ...one, token: put.hidden ? hiddenToken(token) : token, comments });
        at += put.length;
        continue;
      }
      const origin = origins[at];
      const from = origin?.line.chars[origin.at];
      const hides = from?.hidden === true && origin !== null && origin !== undefined && !isHome(origin.line);
      out.push(hides ? { ...one, token: hiddenToken(one.token) } : one);
      at += 1;
    }
    return out;
  }

  /** What stands for the characters from this place on, where they are all of a void; null where they are words. */
  #voidAt(
    run: readonly Said[],
    origins: readonly (Origin | null)[],
    at: number,
  ): { tokens: Token[]; length: number; hidden: boolean } | null {
    const whole = this.#wholeVoid(run, origins, at);
    return whole ?? this.#changedVoid(run, origins, at);
  }

  #wholeVoid(
    run: readonly Said[],
    origins: readonly (Origin | null)[],
    at: number,
  ): { tokens: Token[]; length: number; hidden: boolean } | null {
    const origin = origins[at];
    const own = origin?.line.chars[origin.at];
    if (!origin || own?.token.is !== 'void') return null;
    const [begin, end] = boundsOf(origin.line, origin.at);
    if (begin !== origin.at) return null;
    for (let n = 0; n < end - begin; n += 1) {
      const next = origins[at + n];
      if (next?.line !== origin.line || next.at !== begin + n) return null;
    }
    const node = copied(own.token.node, run[at]?.token);
    return { tokens: [{ is: 'void', node }], length: end - begin, hidden: own.hidden };
  }

  /** A field, or an ordinal, between words that stand on both sides of it still, with another value. */
  #changedVoid(
    run: readonly Said[],
    origins: readonly (Origin | null)[],
    at: number,
  ): { tokens: Token[]; length: number; hidden: boolean } | null {
    const before = at === 0 ? null : origins[at - 1];
    let to = at;
    let line: SentLine | null = before?.line ?? null;
    let begin = before ? before.at + 1 : 0;
    if (at > 0 && !before) return null;
    if (at === 0) {
      // The run begins with it: what stands behind says of which line.
      const next = origins.findIndex(
        (origin) => origin !== null && origin.line.chars[origin.at]?.token.is !== 'void',
      );
      const origin = origins[next];
      if (!origin) return null;
      line = origin.line;
      begin = 0;
    }
    const own = line?.chars[begin];
    if (!line || own?.token.is !== 'void') return null;
    const [first, end] = boundsOf(line, begin);
    if (first !== begin) return null;
    const isOwn = (origin: Origin | null | undefined): boolean =>
      origin?.line === line && origin.at >= begin && origin.at < end;
    while (to < run.length && (origins[to] === null || isOwn(origins[to]))) to += 1;
    const behind = origins[to];
    const closes = to === run.length ? end === line.chars.length : behind?.line === line && behind.at === end;
    if (!closes || to === at || to - at > MOST) return null;
    const words = run.slice(at, to).map(({ token }) => (token.is === 'char' ? token.text : null));
    if (words.includes(null)) return null;
    const spelt = line.chars
      .slice(begin, end)
      .map(({ text }) => text)
      .join('');
    const all = !origins.slice(at, to).some((origin) => origin !== null);
    const put = replacedVoid(own.token, spelt, words.join(''), all, this.#variables);
    if (put === null) return null;
    const tokens =
      put === 'same'
        ? [{ is: 'void' as const, node: copied(own.token.node, run[at]?.token) }]
        : put.map((token): Token =>
            token.is === 'void' ? { ...token, node: copied(token.node, run[at]?.token) } : token,
          );
    return { tokens, length: to - at, hidden: own.hidden };
  }
}

/** Whether all of these were taken out again, or none of them: of a part of a figure, words are left. */
function isCutAsOne(group: readonly { cut?: unknown }[]): boolean {
  const cut = group.filter((one) => one.cut !== undefined).length;
  return cut === 0 || cut === group.length;
}

/** The most characters that may stand where a field stood. */
const MOST = 80;

/** The characters of the token that this one is of. */
function boundsOf({ chars }: SentLine, at: number): [from: number, to: number] {
  const own = chars[at]?.number;
  let [from, to] = [at, at + 1];
  while (from > 0 && chars[from - 1]?.number === own) from -= 1;
  while (to < chars.length && chars[to]?.number === own) to += 1;
  return [from, to];
}

/** The node without its changes and comments, looking as the words that it was known by. */
export function copied(node: InlineVoid, as: Token | undefined): InlineVoid {
  const kept = Object.entries(node).filter(
    ([key]) => !key.startsWith('c_') && !['ins', 'del', 'fmt', 'was', 'bold', 'sup'].includes(key),
  );
  const made = Object.fromEntries(kept) as InlineVoid;
  if ('id' in made && made.id !== '') made.id = COPY_OF + made.id;
  const look = as?.is === 'char' ? as.marks : as?.is === 'void' ? as.node : {};
  if (look.bold) made.bold = true;
  if (look.sup) made.sup = true;
  for (const thread of as ? threadsOfToken(as) : []) made[commentKey(thread)] = true;
  return made;
}

/** The token as one that the public edition leaves out. */
export function hiddenToken(token: Token): Token {
  if (token.is === 'char') return { ...token, marks: { ...token.marks, secret: true } };
  return token.is === 'void' ? { ...token, node: { ...token.node, secret: true } } : token;
}
