import type { PassageKind } from '../../../../shared/contract/search.ts';
import { inlinesOf, isImage, isNote, isOrdinal } from '../../../../shared/document/guards.ts';
import { textOfNote } from '../../../../shared/document/notes.ts';
import { headingLabels } from '../../../../shared/document/numbering.ts';
import { ordinalLabels } from '../../../../shared/document/ordinals.ts';
import { textOfBlock } from '../../../../shared/document/plain-text.ts';
import type { Block, Variables } from '../../../../shared/document/types.ts';

export type Passage = {
  block: string;
  kind: PassageKind;
  /** Heading of the section; '' before the first. */
  section: string;
  /** Slots of the section and of those around it, with a blank between. */
  slots: string;
  text: string;
};

/**
 * What can be found in a report: a passage for each block that says something, in reading order. Notes, and what is said
 * of images, stand behind the words of the block that they belong to.
 */
export function passagesOf(blocks: readonly Block[], variables: Variables): Passage[] {
  const labels = ordinalLabels(blocks);
  const numbers = headingLabels(blocks);
  const passages: Passage[] = [];
  /** Slot of the open section of each level. */
  let open: (string | undefined)[] = [];
  let section = '';
  for (const block of blocks) {
    const own = textOfBlock(block, labels, { variables, view: 'final', gaps: true }).trim();
    if (block.type === 'heading') {
      section = own;
      open = open.slice(0, block.level - 1);
      open[block.level - 1] = block.slot;
    } else if (block.type === 'annex') {
      section = `${numbers.get(block.id) ?? ''}　${own}`.trim();
      open = [];
    } else if (block.type === 'signature') {
      section = '';
      open = [];
    }
    const text = [own, ...asidesOf(block)].filter((words) => words !== '').join('\n');
    if (!text) continue;
    const slots = [...new Set(open.filter((slot) => slot !== undefined))].join(' ');
    passages.push({ block: block.id, kind: kindOf(block), section, slots, text });
  }
  return passages;
}

/** Words of a block's notes, and what is said of its images. */
const asidesOf = (block: Block): string[] =>
  inlinesOf(block).flatMap((node) => {
    if (node.del) return [];
    if (isNote(node)) return [textOfNote(node.body).trim()];
    return isImage(node) ? [node.alt.trim()] : [];
  });

function kindOf(block: Block): PassageKind {
  if (block.type === 'title' || block.type === 'heading' || block.type === 'annex') return 'heading';
  if (block.type === 'table') return 'table';
  return block.children.some((node) => isOrdinal(node)) ? 'item' : 'body';
}
