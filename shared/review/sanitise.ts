import { Text, type Descendant, type Node } from 'slate';

import { inlinesOf } from '../document/guards.ts';
import type { Block } from '../document/types.ts';
import { commentKey, isCommentKey, threadOfKey, threadsOn } from '../document/marks.ts';

const CHANGES = new Set(['ins', 'del', 'pIns', 'pDel', 'pFmt', 'pWas']);

/**
 * What is pasted brings no change marks along: deleted words stay behind, inserted ones are plain, and so is the form
 * of blocks. A thread comes along only when it lies nowhere else any more: what was cut goes on being commented.
 * @param around threads in the midst of which it is pasted; they go over it
 */
export function sanitiseFragment(
  fragment: readonly Node[],
  blocks: readonly Block[],
  around: readonly string[] = [],
): Descendant[] {
  const here = new Set<string>();
  for (const block of blocks) {
    for (const node of inlinesOf(block)) for (const thread of threadsOn(node)) here.add(thread);
  }
  return clean(fragment, here, around);
}

function clean(nodes: readonly Node[], here: ReadonlySet<string>, around: readonly string[]): Descendant[] {
  const out: Descendant[] = [];
  for (const node of nodes) {
    const entries = Object.entries(node);
    if (entries.some(([key]) => key === 'del')) continue;
    const next = Object.fromEntries(
      entries.filter(([key]) => !CHANGES.has(key) && !(isCommentKey(key) && here.has(threadOfKey(key)))),
    );
    const { type } = node as { type?: string };
    if (Text.isText(node) || type === 'ordinal' || type === 'field') {
      for (const thread of around) next[commentKey(thread)] = true;
    } else {
      next['children'] = clean(node.children, here, around);
      // Nothing is left of it but deleted words.
      if ((next['children'] as Descendant[]).length === 0) continue;
    }
    out.push(next as unknown as Descendant);
  }
  return out;
}
