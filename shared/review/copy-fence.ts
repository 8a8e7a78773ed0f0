import { AppError } from '../errors/app-error.ts';
import { headingLabels, sectionsOf } from '../document/numbering.ts';
import { ordinalLabels } from '../document/ordinals.ts';
import { textOfBlock } from '../document/plain-text.ts';
import type { Block } from '../document/types.ts';

/** 只许批注 · 只许修订 · 锁定章节 */
export const fenceKinds = ['comments', 'tracked', 'sections'] as const;
export type FenceKind = (typeof fenceKinds)[number];

/** What reviewers are kept from in Word; `locked`: ids of the headings of locked sections. */
export type CopyFence = { allow: 'comments' | 'tracked' } | { allow: 'sections'; locked: string[] };

export const fenceNames: Readonly<Record<FenceKind, string>> = {
  comments: '只许批注',
  tracked: '只许修订',
  sections: '锁定章节',
};

/** A section that can be locked: the largest ones, by their headings. */
export type LockableSection = { id: string; name: string };

/** Sections of the first level, with number and heading. */
export function lockableSections(blocks: readonly Block[]): LockableSection[] {
  const numbers = headingLabels(blocks);
  const labels = ordinalLabels(blocks);
  return sectionsOf(blocks)
    .filter(({ heading }) => heading.level === 1)
    .map(({ heading }) => ({
      id: heading.id,
      name: (numbers.get(heading.id) ?? '') + textOfBlock(heading, labels),
    }));
}

/** Ids of all blocks of the locked sections. Throws AppError('bad-request') where one of them is no longer there. */
export function lockedBlocks(blocks: readonly Block[], fence: CopyFence | undefined): Set<string> {
  if (fence?.allow !== 'sections') return new Set();
  const sections = new Map(sectionsOf(blocks).map((section) => [section.heading.id, section]));
  const ids = fence.locked.flatMap((heading) => {
    const section = sections.get(heading);
    if (!section)
      throw new AppError(
        'bad-request',
        '要锁定的章节已经不在报告里，没有导出送审稿，报告没有改动。请重新选要锁定的章节。',
      );
    return blocks.slice(section.from, section.to).map(({ id }) => id);
  });
  return new Set(ids);
}
