import { isField, isImage, isNote } from '../document/guards.ts';
import { withoutColumns, withoutRows } from '../document/table-grid.ts';
import type { Block, Image, Inline, Note, TableBlock, Variables } from '../document/types.ts';
import type { Say } from '../edition/review-copy.ts';
import type { Spell } from '../edition/spell.ts';
import { tokensOf, type Token } from '../review/tokens.ts';
import type { Person, Review } from '../review/types.ts';
import { flatten, ownFrame, placesOf, tableOfCell } from './flatten.ts';
import { mapWithout } from './map-tokens.ts';
import { wordsOfObject } from './objects.ts';
import type { TablePlan } from './word-tables.ts';

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
  /**
   * Only what was tracked counts: the copy is the very file that the text was read from, and what else differs is how it
   * was read.
   */
  onlyTracked?: true;
};

/** The report as it was sent and as it is now, as rows of tokens, and how one leads to the other. */
export type Ground = {
  tokens: readonly Token[];
  now: readonly Token[];
  /** By sent token: its place now, or -1; and the other way round. */
  map: Int32Array;
  from: Int32Array;
  textOf: (token: Token) => string;
  /** What a token is known again by: its words, and what else there is to notes and images. */
  keyOf: (token: Token) => string;
  /** Number of a sent token, the same in every copy of the version, whichever tables and cells are gone into. */
  numberOf: (token: number) => number;
  /** The same of the place before a token: behind the one before it. */
  numberOfGap: (gap: number) => number;
};

/** What is known of the sent tokens alone. */
export type SentGround = Pick<Ground, 'tokens' | 'textOf' | 'keyOf' | 'numberOf' | 'numberOfGap'>;

export const sentGround = (tokens: readonly Token[], blocks: readonly Block[], spell: Spell): SentGround => ({
  tokens,
  textOf: (token) => textOf(token, spell),
  keyOf: (token) => objectKey(token) ?? textOf(token, spell),
  ...numbersOf(tokens, blocks),
});

export function groundOf(
  sent: SentGround,
  ours: readonly Block[],
  { ours: frames, places }: Pick<TablePlan, 'ours' | 'places'>,
): Ground {
  const { tokens } = sent;
  const now = tokensOf(flatten(ours, frames, places));
  const map = mapWithout(tokens, now);
  const from = new Int32Array(now.length).fill(-1);
  map.forEach((at, token) => {
    if (at >= 0) from[at] = token;
  });
  return { ...sent, now, map, from };
}

/** Counts the tokens of all cells, also of those that are not gone into. */
function numbersOf(
  sent: readonly Token[],
  blocks: readonly Block[],
): Pick<Ground, 'numberOf' | 'numberOfGap'> {
  const tables = blocks.filter((block) => block.type === 'table');
  const frames = new Map(tables.map((table) => [table.id, ownFrame(table)]));
  const all = tokensOf(flatten(blocks, frames, new Set(tables.flatMap((table) => placesOf(table)))));
  const starts = new Map<string, number>();
  all.forEach((token, at) => {
    if (token.is === 'start' || token.is === 'table') starts.set(token.block.id, at);
  });
  const numbers = new Int32Array(sent.length);
  let number = -1;
  sent.forEach((token, at) => {
    number = token.is === 'start' || token.is === 'table' ? (starts.get(token.block.id) ?? 0) : number + 1;
    numbers[at] = number;
  });
  return {
    numberOf: (token) => numbers[token] ?? all.length,
    numberOfGap: (gap) => {
      if (gap <= 0) return 0;
      const [before, next] = [sent[gap - 1], sent[gap]];
      const isWhole =
        before?.is === 'table' && !(next?.is === 'start' && tableOfCell(next.block.id) !== null);
      // Behind a table that is not gone into its cells are counted, too.
      if (isWhole) return numbers[gap] ?? all.length;
      return (numbers[Math.min(gap, sent.length) - 1] ?? 0) + 1;
    },
  };
}

/** Null for what is no note and no image. */
function objectKey(token: Token): string | null {
  if (token.is !== 'void') return null;
  const { node } = token;
  if (isNote(node)) return `${node.kind} ${JSON.stringify(node.body)}`;
  return isImage(node) ? `${node.asset} ${node.width} ${node.height} ${node.alt}` : null;
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
      if (isNote(token.node) || isImage(token.node)) return wordsOfObject(token.node);
      return wordsOf(token.node, spell);
  }
}

function wordsOf(node: Inline, spell: Spell): string {
  return spell(node)
    .map(({ text, note, image }) =>
      note || image ? wordsOfObject({ ...node, ...note, ...image } as Note | Image) : text,
    )
    .join('');
}

/** The table without the rows and columns that were taken out of it. */
export function withoutCutLines(table: TableBlock): TableBlock {
  const narrower = withoutColumns(table, cutIn(table.columns ?? [])) ?? table;
  return withoutRows(narrower, cutIn(table.children)) ?? narrower;
}

const cutIn = (lines: readonly { del?: string }[]): Set<number> =>
  new Set(lines.flatMap(({ del }, at) => (del === undefined ? [] : [at])));

/** What a table says once the deletions in it are accepted: `甲｜乙；丙｜丁`. */
export function tableWords(table: TableBlock, spell: Spell): string {
  return withoutCutLines(table)
    .children.map((row) =>
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
