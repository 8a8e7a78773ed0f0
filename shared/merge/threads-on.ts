import { commentKey, threadsOn } from '../document/marks.ts';
import { threadsOfToken, withThreads, type Token } from '../review/tokens.ts';
import type { Inline, TableBlock } from '../document/types.ts';

/** The token with these threads besides its own. On a whole table they lie on the first words in it. */
export function withMoreThreads(token: Token, threads: readonly string[]): Token {
  if (threads.length === 0) return token;
  if (token.is === 'table') return { is: 'table', block: onFirstWords(token.block, threads) };
  return withThreads(token, [...new Set([...threadsOfToken(token), ...threads])]);
}

/** Whether a thread that is put on it is seen there: a break takes none, nor does an empty table. */
export function takesThreads(token: Token): boolean {
  if (token.is !== 'table') return token.is !== 'start';
  return token.block.children.some((row) =>
    row.children.some((cell) => cell.children.some((node) => hasWords(node))),
  );
}

function hasWords(node: Inline): boolean {
  return !('text' in node) || node.text !== '';
}

function onFirstWords(table: TableBlock, threads: readonly string[]): TableBlock {
  let left = true;
  const mark = (node: Inline): Inline => {
    if (!left || !hasWords(node)) return node;
    left = false;
    const more = threads.filter((thread) => !threadsOn(node).includes(thread));
    return { ...node, ...Object.fromEntries(more.map((thread) => [commentKey(thread), true])) };
  };
  return {
    ...table,
    children: table.children.map((row) => ({
      ...row,
      children: row.children.map((cell) => ({ ...cell, children: cell.children.map((node) => mark(node)) })),
    })),
  };
}
