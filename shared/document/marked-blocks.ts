import { inlinesOf } from './guards.ts';
import { endsSection } from './numbering.ts';
import type { Block } from './types.ts';

/** Ids of the blocks that are marked as not public, and of those in the sections of such headings. */
export const markedBlocks = (blocks: readonly Block[]): Set<string> =>
  sectionsWhere(blocks, (block) => block.secret === true);

/** The blocks, those of these ids with the mark of their own: out of its section a block must say that it is hidden. */
export const withMarks = (blocks: readonly Block[], ids: ReadonlySet<string>): Block[] =>
  blocks.map((block) => (ids.has(block.id) ? { ...block, secret: true } : block));

/** Ids of the blocks for which something holds, a heading with its section, an annex with all that is in it. */
export function sectionsWhere(blocks: readonly Block[], holds: (block: Block) => boolean): Set<string> {
  const found = new Set<string>();
  /** Level of the heading whose section it is, 0 in an annex; null outside of both. */
  let within: number | null = null;
  for (const block of blocks) {
    if (block.type === 'title' || (within !== null && endsWithin(block, within))) within = null;
    if (within !== null || holds(block)) {
      found.add(block.id);
      if (within === null)
        within = block.type === 'heading' ? block.level : block.type === 'annex' ? 0 : null;
    }
  }
  return found;
}

/** What ends a section of this level, or an annex (0), which may hold a signature of its own: only the next annex. */
export const endsWithin = (block: Block, level: number): boolean =>
  level === 0 ? block.type === 'annex' : endsSection(block, level);

const known = new WeakMap<Block, boolean>();

/** Whether anything in the report is hidden. Quick: blocks that don't change are looked at once. */
export function hasHidden(blocks: readonly Block[]): boolean {
  return blocks.some((block) => {
    let hides = known.get(block);
    if (hides === undefined) {
      hides = block.secret === true || inlinesOf(block).some((node) => node.secret === true);
      known.set(block, hides);
    }
    return hides;
  });
}
