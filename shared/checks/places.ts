import { headingLabels } from '../document/numbering.ts';
import { ordinalLabels } from '../document/ordinals.ts';
import { textOfBlock } from '../document/plain-text.ts';
import type { Block, Variables } from '../document/types.ts';

/** The section that each block lies in, by block id: number and text of the nearest heading, or of the annex. */
export function sectionNames(blocks: readonly Block[], variables: Variables): Map<string, string> {
  const numbers = headingLabels(blocks);
  const labels = ordinalLabels(blocks);
  const names = new Map<string, string>();
  let current = '引言';
  for (const block of blocks) {
    const number = numbers.get(block.id) ?? '';
    if (block.type === 'heading') current = number + textOfBlock(block, labels, { variables });
    if (block.type === 'annex') current = `${number}　${textOfBlock(block, labels, { variables })}`.trim();
    if (block.type === 'title') names.set(block.id, '标题');
    else names.set(block.id, block.type === 'signature' ? '落款' : current);
  }
  return names;
}
