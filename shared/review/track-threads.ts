import { inlinesOf, isText } from '../document/guards.ts';
import type { Block } from '../document/types.ts';
import { threadsOn } from '../document/marks.ts';
import { threadsOfToken, withThreads } from './tokens.ts';
import type { Item } from './track-items.ts';

/** Blocks that an edit did not touch. */
export type Around = { before: readonly Block[]; behind: readonly Block[] };

/**
 * A thread is one stretch: what comes to stand between its words or right behind them belongs to it, what comes
 * anywhere else does not, unless the thread lies nowhere else.
 */
export function fillThreads(items: readonly Item[], rest: readonly Block[], around?: Around): void {
  const inner = items.filter(
    ({ token, state }) => state !== 'drop' && (token.is === 'char' || token.is === 'void'),
  );
  let elsewhere: Set<string> | null = null;
  const liesElsewhere = (thread: string): boolean => {
    elsewhere ??= new Set([
      ...rest.flatMap((block) => inlinesOf(block).flatMap((node) => threadsOn(node))),
      ...inner.filter(({ state }) => state !== 'insert').flatMap(({ token }) => threadsOfToken(token)),
    ]);
    return elsewhere.has(thread);
  };
  let before = threadsAtEdge(around?.before.toReversed() ?? [], -1);
  for (let at = 0; at < inner.length; at += 1) {
    const item = inner[at] as Item;
    if (item.state !== 'insert') {
      before = threadsOfToken(item.token);
      continue;
    }
    let end = at;
    while (inner[end]?.state === 'insert') end += 1;
    const next = inner[end];
    const behind = next ? threadsOfToken(next.token) : threadsAtEdge(around?.behind ?? [], 0);
    const both = before.filter((thread) => behind.includes(thread));
    for (; at < end; at += 1) {
      const one = inner[at] as Item;
      const own = threadsOfToken(one.token).filter(
        (thread) => before.includes(thread) || !liesElsewhere(thread),
      );
      if (both.length > 0 || own.length > 0 || threadsOfToken(one.token).length > 0) {
        one.token = withThreads(one.token, [...new Set([...own, ...both])]);
      }
      before = threadsOfToken(one.token);
    }
    at = end - 1;
  }
}

/** Threads on the first word (0) or the last (-1) of the first of these blocks that has any. */
function threadsAtEdge(blocks: readonly Block[], at: 0 | -1): string[] {
  for (const block of blocks) {
    const node = inlinesOf(block)
      .filter((one) => !isText(one) || one.text !== '')
      .at(at);
    if (node) return threadsOn(node);
  }
  return [];
}
