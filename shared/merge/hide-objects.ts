import { hasOwnId, holdersOf, isText, withHolders } from '../document/guards.ts';
import type { Block, Inline } from '../document/types.ts';
import { isWordId } from './groups.ts';

/**
 * Notes, images and fields that came in among hidden words (本句不公开) are hidden, too: whoever put them in could not see
 * what is hidden there, and a note that was changed holds the words of the one before.
 * @param isNew whether a change has come with this copy
 */
export function hideObjects(blocks: readonly Block[], isNew: (revision: string) => boolean): Block[] {
  const comes = (node: Inline): boolean =>
    hasOwnId(node) && !node.secret && node.ins !== undefined && isNew(node.ins);
  return blocks.map((block) =>
    holdersOf(block).some((nodes) => nodes.some((node) => comes(node)))
      ? withHolders(block, (nodes) =>
          nodes.map((node, at) =>
            comes(node) && isAmongHidden(nodes, at) ? { ...node, secret: true as const } : node,
          ),
        )
      : block,
  );
}

/** Neither the empty text beside a void, nor what copies have put in. */
const counts = (node: Inline): boolean =>
  !(isText(node) && node.text === '') && !(node.ins !== undefined && isWordId(node.ins));

/** What stands beside it, apart from what copies have put in, and from the empty text beside a void. */
function isAmongHidden(nodes: readonly Inline[], at: number): boolean {
  const before = nodes.slice(0, at).findLast(counts);
  const behind = nodes.slice(at + 1).find(counts);
  return before?.secret === true || behind?.secret === true;
}
