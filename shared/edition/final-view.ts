import { isTextBlock } from '../document/guards.ts';
import type { Block, Inline, TextBlock } from '../document/types.ts';

/**
 * The report as it reads once every tracked change is accepted: deleted words left out, blocks joined where the
 * paragraph mark between them is deleted. Inline nodes stay the same objects, so that labels still find them.
 */
export function finalView(blocks: readonly Block[]): Block[] {
  const out: Block[] = [];
  /** A block whose paragraph mark is deleted: the next one joins it. */
  let open: TextBlock | null = null;
  for (const block of blocks) {
    const clean = withoutDeleted(block);
    if (open && isTextBlock(clean)) {
      const joined: TextBlock = join(open, clean);
      out[out.length - 1] = joined;
      open = clean.pDel ? joined : null;
    } else {
      out.push(clean);
      open = isTextBlock(clean) && clean.pDel ? clean : null;
    }
  }
  // The last block, or one before a table, has nothing to join; where no word is left of it, it goes.
  return out.filter((block) => !(isTextBlock(block) && block.pDel && isEmpty(block.children)));
}

/** The first block keeps its form, as in Word, unless nothing is left of it. */
function join(first: TextBlock, second: TextBlock): TextBlock {
  const { pDel: _, ...form } = isEmpty(first.children) ? second : first;
  return {
    ...form,
    ...(second.pDel ? { pDel: second.pDel } : {}),
    children: [...first.children, ...second.children],
  };
}

function isEmpty(nodes: readonly Inline[]): boolean {
  return nodes.every((node) => 'text' in node && node.text === '');
}

function kept(nodes: readonly Inline[]): Inline[] {
  return nodes.filter((node) => !node.del);
}

function withoutDeleted(block: Block): Block {
  if (isTextBlock(block)) return { ...block, children: kept(block.children) };
  return {
    ...block,
    children: block.children.map((row) => ({
      ...row,
      children: row.children.map((cell) => ({ ...cell, children: kept(cell.children) })),
    })),
  };
}
