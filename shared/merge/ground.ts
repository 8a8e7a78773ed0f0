import { isField } from '../document/guards.ts';
import type { Block, Inline, TableBlock, Variables } from '../document/types.ts';
import type { Say } from '../edition/review-copy.ts';
import type { Spell } from '../edition/spell.ts';
import { tokensOf, type Token } from '../review/tokens.ts';
import type { Person, Review } from '../review/types.ts';
import { flatten, tableOfCell } from './flatten.ts';
import { mapWithout } from './map-tokens.ts';

export type MergeSource = {
  /** The version that was sent. */
  version: string;
  /** When. ISO 8601 UTC. */
  at: string;
  blocks: readonly Block[];
  variables: Variables;
  review: Review;
  people: readonly Person[];
  /** How its inline nodes read in the copy. */
  spell: Spell;
  /** How its comments do. */
  say: Say;
};

export type MergeTarget = { blocks: readonly Block[]; variables: Variables; review: Review };

export type MergeContext = {
  authorOf: (name: string) => string;
  /** Person id of whoever changed the file without tracking. */
  unknown: string;
  /** When the copy was saved. ISO 8601 UTC. */
  at: string;
};

/** The report as it was sent and as it is now, as rows of tokens, and how one leads to the other. */
export type Ground = {
  tokens: readonly Token[];
  now: readonly Token[];
  /** By sent token: its place now, or -1; and the other way round. */
  map: Int32Array;
  from: Int32Array;
  textOf: (token: Token) => string;
  /** Number of a sent token, the same in every copy of the version, whichever tables are gone into. */
  numberOf: (token: number) => number;
};

/** @param byCell tables whose cells count as blocks */
export function groundOf(
  sent: readonly Token[],
  ours: readonly Block[],
  byCell: ReadonlySet<string>,
  spell: Spell,
): Ground {
  const now = tokensOf(flatten(ours, byCell));
  const map = mapWithout(sent, now);
  const from = new Int32Array(now.length).fill(-1);
  map.forEach((at, token) => {
    if (at >= 0) from[at] = token;
  });
  return {
    tokens: sent,
    now,
    map,
    from,
    textOf: (token) => textOf(token, spell),
    numberOf: numbersOf(sent, byCell),
  };
}

/** Counts the tokens of all cells, also of tables that are taken as a whole. */
function numbersOf(sent: readonly Token[], byCell: ReadonlySet<string>): (token: number) => number {
  const numbers = new Int32Array(sent.length + 1);
  let number = 0;
  sent.forEach((token, at) => {
    numbers[at] = number;
    number += 1;
    if (token.is !== 'table' || byCell.has(token.block.id)) return;
    number += tokensOf(flatten([token.block], new Set([token.block.id]))).length - 1;
  });
  numbers[sent.length] = number;
  return (token) => numbers[token] ?? 0;
}

function textOf(token: Token, spell: Spell): string {
  switch (token.is) {
    case 'start':
      return '¶';
    case 'table':
      return `（表格：${tableWords(token.block, spell)}）`;
    case 'char':
      return token.text;
    case 'void':
      if (isField(token.node)) return `${token.node.value}${token.node.unit}`;
      return wordsOf(token.node, spell);
  }
}

function wordsOf(node: Inline, spell: Spell): string {
  return spell(node)
    .map(({ text }) => text)
    .join('');
}

/** What a table says once the deletions in it are accepted: `甲｜乙；丙｜丁`. */
export function tableWords(table: TableBlock, spell: Spell): string {
  return table.children
    .map((row) =>
      row.children
        .map((cell) => cell.children.map((node) => (node.del ? '' : wordsOf(node, spell))).join(''))
        .join('｜'),
    )
    .join('；');
}

/** Where what came in before the sent token `gap` belongs: a stretch of the report as it is now. */
export function stretchFor(
  { map, from, now }: Pick<Ground, 'map' | 'from' | 'now'>,
  gap: number,
): { from: number; to: number } {
  const anchor = (): number => {
    const left = map[gap - 1] ?? -1;
    if (left >= 0) return left;
    const right = map[gap] ?? -1;
    if (right > 0) {
      let before = right - 1;
      while (before > 0 && (from[before] ?? -1) < 0) before -= 1;
      return before;
    }
    for (let token = gap - 2; token >= 0; token -= 1) {
      const at = map[token] ?? -1;
      if (at >= 0) return at;
    }
    return 0;
  };
  const start = anchor() + 1;
  let to = start;
  while (to < now.length && (from[to] ?? -1) < 0) to += 1;
  return { from: start, to };
}

/** Id of the block of the report that a place in the row of tokens stands in; a cell's is its table. */
export function blockAt(tokens: readonly Token[], place: number): string | undefined {
  for (let at = Math.min(place, tokens.length - 1); at >= 0; at -= 1) {
    const token = tokens[at];
    if (token?.is === 'start' || token?.is === 'table') return tableOfCell(token.block.id) ?? token.block.id;
  }
  return undefined;
}
