import type { Descendant, Element, Node } from 'slate';

import { inlinesOf, isInlineVoid, isText } from '../document/guards.ts';
import { finalFragment } from '../document/resolve.ts';
import type { Block } from '../document/types.ts';
import { commentKey, isCommentKey, threadOfKey, threadsOn } from '../document/marks.ts';

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
  return clean(settled(fragment), here, around);
}

/** With every change accepted; a paragraph of which all words are deleted stays behind whole. */
function settled(fragment: readonly Node[]): readonly Node[] {
  if (fragment.some((node) => isText(node) || isInlineVoid(node)))
    return fragment.filter((node) => !('del' in node));
  const blocks = (fragment as unknown as readonly Block[]).filter((block) => {
    const nodes = inlinesOf(block);
    return (
      !nodes.some(({ del }) => del) || nodes.some((node) => !node.del && !(isText(node) && node.text === ''))
    );
  });
  return finalFragment(blocks);
}

function clean(nodes: readonly Node[], here: ReadonlySet<string>, around: readonly string[]): Descendant[] {
  const out: Descendant[] = [];
  for (const node of nodes) {
    const next: Record<string, unknown> = Object.fromEntries(
      Object.entries(node).filter(
        ([key]) => key !== 'ins' && !(isCommentKey(key) && here.has(threadOfKey(key))),
      ),
    );
    if (isText(node) || isInlineVoid(node)) {
      for (const thread of around) next[commentKey(thread)] = true;
    } else next['children'] = clean((node as Element).children, here, around);
    out.push(next as unknown as Descendant);
  }
  return out;
}
