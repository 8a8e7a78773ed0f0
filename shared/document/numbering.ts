import { toChineseNumber } from '../text/chinese-number.ts';
import type { Block, HeadingLevel } from './types.ts';

/** `一、` `（一）` `1.` `（1）`: the official levels (GB/T 9704-2012, 7.3.3). */
export function headingLabel(level: HeadingLevel, n: number): string {
  switch (level) {
    case 1:
      return `${toChineseNumber(n)}、`;
    case 2:
      return `（${toChineseNumber(n)}）`;
    case 3:
      return `${n}.`;
    case 4:
      return `（${n}）`;
  }
}

/** The number labels of the headings, by block id. A heading with a typed number keeps that. */
export function headingLabels(blocks: readonly Block[]): Map<string, string> {
  const labels = new Map<string, string>();
  const counts = [0, 0, 0, 0];
  for (const block of blocks) {
    if (block.type !== 'heading') continue;
    const at = block.level - 1;
    counts[at] = (counts[at] ?? 0) + 1;
    counts.fill(0, block.level);
    labels.set(block.id, block.typedNumber ?? headingLabel(block.level, counts[at]));
  }
  return labels;
}

/** A heading with all that belongs to it: blocks `from` (the heading) up to `to` (exclusive). */
export type Section = {
  heading: Extract<Block, { type: 'heading' }>;
  from: number;
  to: number;
};

/** The sections of a report in reading order; a section contains its subsections. */
export function sectionsOf(blocks: readonly Block[]): Section[] {
  const sections: Section[] = [];
  blocks.forEach((block, from) => {
    if (block.type !== 'heading') return;
    let to = from + 1;
    for (; to < blocks.length; to += 1) {
      const next = blocks[to];
      if (!next || next.type === 'signature' || (next.type === 'heading' && next.level <= block.level)) break;
    }
    sections.push({ heading: block, from, to });
  });
  return sections;
}
