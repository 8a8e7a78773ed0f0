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

/** What stands above an annex's title: 附件 where it is the only one, else 附件1. */
const annexLabel = (n: number, of: number): string => (of === 1 ? '附件' : `附件${n}`);

/**
 * The labels of headings (一、) and annexes (附件1), by block id. A heading with a typed number keeps that. Each annex
 * counts its headings anew.
 */
export function headingLabels(blocks: readonly Block[]): Map<string, string> {
  const labels = new Map<string, string>();
  const counts = [0, 0, 0, 0];
  const annexes = blocks.filter((block) => block.type === 'annex');
  for (const block of blocks) {
    if (block.type === 'annex') {
      counts.fill(0);
      labels.set(block.id, annexLabel(annexes.indexOf(block) + 1, annexes.length));
    }
    if (block.type !== 'heading') continue;
    const at = block.level - 1;
    counts[at] = (counts[at] ?? 0) + 1;
    counts.fill(0, block.level);
    labels.set(block.id, block.typedNumber ?? headingLabel(block.level, counts[at]));
  }
  return labels;
}

/** True for a block with which a section of this level is over: no section goes on behind the signature. */
export const endsSection = (block: Block, level: number): boolean =>
  block.type === 'signature' || block.type === 'annex' || (block.type === 'heading' && block.level <= level);

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
      if (!next || endsSection(next, block.level)) break;
    }
    sections.push({ heading: block, from, to });
  });
  return sections;
}
