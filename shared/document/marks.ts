import { inlinesOf, linesOf } from './guards.ts';
import type { Block } from './types.ts';

/** What a mark of a tracked change says: words or a break came or went, or a block changed its form. */
export type MarkKind = 'insert' | 'delete' | 'format';

/** The key of a thread on a leaf. */
export const commentKey = (thread: string): `c_${string}` => `c_${thread}`;

export const isCommentKey = (key: string): key is `c_${string}` => key.startsWith('c_');

export const threadOfKey = (key: string): string => key.slice(2);

/** Ids of the threads that lie on a node. */
export function threadsOn(node: object): string[] {
  return Object.keys(node)
    .filter((key) => isCommentKey(key))
    .map((key) => threadOfKey(key));
}

export type FoundMarks = {
  /** Revision id → kinds of slot that it was found in. */
  revisions: Map<string, Set<MarkKind>>;
  threads: Set<string>;
};

/** Every id of a change or a thread that these blocks carry. */
export function marksIn(blocks: readonly Block[]): FoundMarks {
  const revisions = new Map<string, Set<MarkKind>>();
  const threads = new Set<string>();
  const add = (id: unknown, kind: MarkKind): void => {
    if (typeof id !== 'string') return;
    const kinds = revisions.get(id);
    if (kinds) kinds.add(kind);
    else revisions.set(id, new Set([kind]));
  };
  for (const block of blocks) {
    add(block.pIns, 'insert');
    add(block.pDel, 'delete');
    add(block.pFmt, 'format');
    for (const { ins, del } of linesOf(block)) {
      add(ins, 'insert');
      add(del, 'delete');
    }
    for (const node of inlinesOf(block)) {
      add(node.ins, 'insert');
      add(node.del, 'delete');
      add(node.fmt, 'format');
      for (const thread of threadsOn(node)) threads.add(thread);
    }
  }
  return { revisions, threads };
}
