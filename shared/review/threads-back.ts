import { inlinesOf } from '../document/guards.ts';
import { commentKey, threadsOn } from '../document/marks.ts';
import type { Block } from '../document/types.ts';
import { blocksOfTokens, changeOf, tokensOf, type Token } from './tokens.ts';
import type { Revision } from './types.ts';

/**
 * Threads went along with what was moved. When the move is rejected they go back to the words that stayed behind, to
 * the same place of them.
 */
export function withThreadsBack(
  blocks: readonly Block[],
  ids: ReadonlySet<string>,
  rows: ReadonlyMap<string, Revision>,
): readonly Block[] {
  const inserted = new Map<string, string>();
  const deleted = new Map<string, string>();
  for (const id of ids) {
    const row = rows.get(id);
    if (row?.move) (row.kind === 'insert' ? inserted : deleted).set(id, row.move);
  }
  if (inserted.size === 0 || deleted.size === 0) return blocks;
  if (!blocks.some((block) => inlinesOf(block).some((node) => threadsOn(node).length > 0))) return blocks;

  const tokens = tokensOf(blocks);
  /** By move: the threads on each word of the moved half, in order. */
  const carried = new Map<string, string[][]>();
  for (const token of tokens) {
    const move = inserted.get(changeOf(token).ins ?? '');
    if (move === undefined || token.is === 'table' || token.is === 'start') continue;
    const list = carried.get(move) ?? [];
    list.push(threadsOn(token.is === 'char' ? token.marks : token.node));
    carried.set(move, list);
  }
  const seen = new Map<string, number>();
  const back = tokens.map((token): Token => {
    const move = deleted.get(changeOf(token).del ?? '');
    if (move === undefined || token.is === 'table' || token.is === 'start') return token;
    const at = seen.get(move) ?? 0;
    seen.set(move, at + 1);
    const threads = carried.get(move)?.[at] ?? [];
    if (threads.length === 0) return token;
    const keys = Object.fromEntries(threads.map((thread) => [commentKey(thread), true as const]));
    return token.is === 'char'
      ? { ...token, marks: { ...token.marks, ...keys } }
      : { ...token, node: { ...token.node, ...keys } };
  });
  return blocksOfTokens(back);
}
