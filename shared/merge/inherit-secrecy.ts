import { holdersOf, inlinesOf, isText, withHolders } from '../document/guards.ts';
import { markedBlocks, withMarks } from '../document/marked-blocks.ts';
import type { Block, Inline } from '../document/types.ts';
import { isWordId } from './groups.ts';

/**
 * What came in among hidden words (本句不公开), at the edge of them or in their place is hidden, too, and so are paragraphs
 * that came out of hidden ones or stand behind them (本段不公开): whoever wrote in Word could not see what is hidden, and
 * has not decided about it.
 * @param isNew whether a change has come with this copy
 * @param isKnown whether a paragraph was public when the copy was sent, wherever it stood
 */
export function inheritSecrecy(
  blocks: readonly Block[],
  isNew: (revision: string) => boolean,
  isKnown: (block: Block) => boolean,
): Block[] {
  const inner = blocks.map((block) => withWordsHidden(block, isNew));
  const marked = markedBlocks(inner);
  /** The block before, that did not come with the copy, and whether it is hidden. */
  let before: { block: Block; hidden: boolean } | null = null;
  const found = new Set<string>();
  inner.forEach((block, at) => {
    if (!cameIn(block, isNew)) {
      before = { block, hidden: marked.has(block.id) };
      return;
    }
    if (before?.hidden !== true || marked.has(block.id) || isKnown(block)) return;
    if (isSplitOff(block, isNew)) {
      found.add(block.id);
      return;
    }
    // A new heading would take along what is public behind it.
    if (block.type === 'heading' || block.type === 'annex') return;
    const behind = inner.slice(at + 1).find((one) => !cameIn(one, isNew));
    const isBetween = behind !== undefined && marked.has(behind.id);
    const isBehindText = before.block.type !== 'table' && before.block.type !== 'heading';
    if (isBetween || (isBehindText && block.type !== 'table')) found.add(block.id);
  });
  return found.size > 0 ? withMarks(inner, found) : inner;
}

const cameIn = ({ pIns }: Block, isNew: (revision: string) => boolean): boolean =>
  pIns !== undefined && isNew(pIns);

/** Its words stood in the block before. */
const isSplitOff = (block: Block, isNew: (revision: string) => boolean): boolean =>
  block.type !== 'table' &&
  block.children.some((node) => counts(node) && !(node.ins !== undefined && isNew(node.ins)));

function withWordsHidden(block: Block, isNew: (revision: string) => boolean): Block {
  if (block.secret || !inlinesOf(block).some((node) => node.secret)) return block;
  const comes = (node: Inline): boolean => !node.secret && node.ins !== undefined && isNew(node.ins);
  if (!holdersOf(block).some((nodes) => nodes.some((node) => comes(node)))) return block;
  return withHolders(block, (nodes) =>
    nodes.map((node, at) =>
      comes(node) && isAmongHidden(nodes, at) ? { ...node, secret: true as const } : node,
    ),
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
