import type { PassageKind } from '../../../../shared/contract/search.ts';
import { isOrdinal } from '../../../../shared/document/guards.ts';
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

/** What can be found in a report: a passage for each block that says something, in reading order. */
export function passagesOf(blocks: readonly Block[], variables: Variables): Passage[] {
  const labels = ordinalLabels(blocks);
  const passages: Passage[] = [];
  /** Slot of the open section of each level. */
  let open: (string | undefined)[] = [];
  let section = '';
  for (const block of blocks) {
    const text = textOfBlock(block, labels, { variables, view: 'final', gaps: true }).trim();
    if (block.type === 'heading') {
      section = text;
      open = open.slice(0, block.level - 1);
      open[block.level - 1] = block.slot;
    } else if (block.type === 'signature') {
      section = '';
      open = [];
    }
    if (!text) continue;
    const slots = [...new Set(open.filter((slot) => slot !== undefined))].join(' ');
    passages.push({ block: block.id, kind: kindOf(block), section, slots, text });
  }
  return passages;
}

function kindOf(block: Block): PassageKind {
  if (block.type === 'title' || block.type === 'heading') return 'heading';
  if (block.type === 'table') return 'table';
  return block.children.some((node) => isOrdinal(node)) ? 'item' : 'body';
}
