import type { Token } from '../review/tokens.ts';
import type { Come, Kept } from './their-items.ts';
import type { By } from './word-copy.ts';

/** So much of a paragraph must be what it was for it to be that one, moved. */
const SAME = 0.6;
/** Fewer letters that went here and came there are no move, unless Word says so. A figure counts as so many. */
const FEW = 4;

type Item = Kept | Come;

/** What came in a row by one person: with the break that it begins with, if it has one. */
type Unit = { by: string; at: number[]; words: number[] };

/**
 * Finds what was moved: words that one person took out in one place and put in in another, whether Word calls it a
 * move, or it was cut and pasted, tracked or not. Both ends get the same number.
 * @param items each that came from elsewhere says from where (`from`)
 */
export function withMoves(
  items: readonly Item[],
  tokens: readonly Token[],
  textOf: (token: Token) => string,
): Item[] {
  const linking = new Linking(items, tokens, textOf);
  return linking.linked();
}

const nameOf = (by: By | undefined): string => by?.author ?? '';

class Linking {
  readonly #items: readonly Item[];
  readonly #tokens: readonly Token[];
  readonly #textOf: (token: Token) => string;
  /** By line and place in it: number of the item. */
  readonly #places = new Map<string, number>();
  /** By line: numbers of its items, the break first. */
  readonly #lines = new Map<string, number[]>();
  /** By number of an item: the move that it is of. */
  readonly #moves = new Map<number, number>();
  /** By number of an item that went: how many came from it. */
  readonly #claims = new Map<number, number>();
  #next = 0;

  constructor(items: readonly Item[], tokens: readonly Token[], textOf: (token: Token) => string) {
    this.#items = items;
    this.#tokens = tokens;
    this.#textOf = textOf;
    let line: { id: string; start: number } | null = null;
    items.forEach((item, at) => {
      if (item.is !== 'kept') return;
      const token = tokens[item.token];
      if (token?.is === 'start' || token?.is === 'table') {
        line = { id: token.block.id, start: item.token };
        this.#lines.set(line.id, []);
      }
      if (!line) return;
      this.#places.set(placeKey(line.id, item.token - line.start), at);
      this.#lines.get(line.id)?.push(at);
    });
    items.forEach((_, at) => {
      const source = this.#placeOf(at);
      if (source !== null) this.#claims.set(source, (this.#claims.get(source) ?? 0) + 1);
    });
  }

  linked(): Item[] {
    let before: { unit: Unit; move: number; last: number } | null = null;
    for (const unit of this.#units()) {
      const whole = this.#wholeLine(unit) ?? this.#table(unit);
      if (!whole) {
        before = null;
        this.#stretches(unit);
        continue;
      }
      const isNext: boolean =
        before !== null &&
        before.unit.by === unit.by &&
        before.unit.at.at(-1) === (unit.at[0] ?? 0) - 1 &&
        this.#isAllCut(before.last, whole[0] ?? 0, unit.by);
      const move: number = before !== null && isNext ? before.move : (this.#next += 1);
      for (const at of [...unit.at, ...whole]) this.#moves.set(at, move);
      before = { unit, move, last: whole.at(-1) ?? 0 };
    }
    return this.#items.map((item, at) => {
      const move = this.#moves.get(at);
      return move === undefined ? item : { ...item, move };
    });
  }

  /** Paragraphs, tables, and words within others that came. */
  #units(): Unit[] {
    const units: Unit[] = [];
    let open: Unit | null = null;
    this.#items.forEach((item, at) => {
      if (item.is === 'kept' || item.apart === true) {
        open = null;
        return;
      }
      const by = nameOf(item.by);
      const isBreak = item.token.is === 'start' || item.token.is === 'table';
      if (open === null || isBreak || open.by !== by) units.push((open = { by, at: [], words: [] }));
      open.at.push(at);
      if (!isBreak) open.words.push(at);
    });
    return units;
  }

  /** Number of the item that this one came from, if the same person took it out there. */
  #placeOf(at: number): number | null {
    const item = this.#items[at];
    if (item?.is !== 'come' || item.from === undefined) return null;
    const source = this.#places.get(placeKey(item.from.line, item.from.at));
    return source !== undefined && this.#isCut(source, nameOf(item.by)) ? source : null;
  }

  /** The same, if nothing else came from it: of words that came twice nobody can tell which were moved. */
  #sourceOf(at: number): number | null {
    const source = this.#placeOf(at);
    return source !== null && this.#claims.get(source) === 1 && !this.#moves.has(source) ? source : null;
  }

  #isCut(at: number, by: string): boolean {
    const item = this.#items[at];
    return item?.is === 'kept' && item.cut !== undefined && nameOf(item.cut) === by;
  }

  #isAllCut(from: number, to: number, by: string): boolean {
    if (to <= from) return false;
    for (let at = from + 1; at < to; at += 1) if (!this.#isCut(at, by)) return false;
    return true;
  }

  /** Items of the line that a unit is, moved; null where it is none. */
  #wholeLine({ words, by }: Unit): number[] | null {
    const counts = new Map<string, number>();
    for (const at of words) {
      const item = this.#items[at];
      if (this.#sourceOf(at) === null || item?.is !== 'come' || !item.from) continue;
      counts.set(item.from.line, (counts.get(item.from.line) ?? 0) + 1);
    }
    const [line, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
    const all = this.#lines.get(line) ?? [];
    const said = all.slice(1);
    if (count === 0 || count < words.length * SAME || count < said.length * SAME) return null;
    const isGone = (at: number): boolean => {
      const item = this.#items[at];
      return item?.is === 'kept' && item.cut !== undefined;
    };
    if (!said.every((at) => isGone(at))) return null;
    return all.filter((at) => this.#isCut(at, by) && !this.#moves.has(at));
  }

  /** The table that a unit is, moved as a whole. */
  #table({ at: [only = -1, ...more], by }: Unit): number[] | null {
    const item = this.#items[only];
    if (more.length > 0 || item?.is !== 'come' || item.token.is !== 'table') return null;
    const words = this.#textOf(item.token);
    const source = this.#items.findIndex((one, at) => {
      const token = one.is === 'kept' ? this.#tokens[one.token] : undefined;
      if (token?.is !== 'table' || !this.#isCut(at, by) || this.#moves.has(at)) return false;
      // Right beside it stands what was joined or parted: that is the same table, changed.
      return at !== only - 1 && this.#textOf(token) === words;
    });
    return source < 0 ? null : [source];
  }

  /** Words of a line that stand in a row in both places. */
  #stretches({ at }: Unit): void {
    let stretch: { came: number[]; went: number[] } = { came: [], went: [] };
    const close = (): void => {
      const { came, went } = stretch;
      stretch = { came: [], went: [] };
      const length = went.reduce((sum, one) => sum + this.#weight(one), 0);
      const isCalled = came.every((one) => this.#isCalledMove(one));
      if (went.length === 0 || (length < FEW && !isCalled)) return;
      this.#next += 1;
      for (const one of [...came, ...went]) this.#moves.set(one, this.#next);
    };
    for (const one of at) {
      const source = this.#sourceOf(one);
      if (source === null || stretch.went.at(-1) !== source - 1) close();
      if (source === null) continue;
      stretch.came.push(one);
      stretch.went.push(source);
    }
    close();
  }

  #weight(at: number): number {
    const item = this.#items[at];
    return item?.is === 'kept' && this.#tokens[item.token]?.is === 'void' ? FEW : 1;
  }

  #isCalledMove(at: number): boolean {
    const item = this.#items[at];
    return item?.is === 'come' && item.by?.moved === true;
  }
}

const placeKey = (line: string, at: number): string => `${line} ${at}`;
