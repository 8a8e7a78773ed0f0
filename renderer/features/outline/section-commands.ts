import { Editor, Transforms } from 'slate';

import {
  annexOf,
  nextPlace,
  sectionOf,
  whyNot,
  withoutSection,
  withSectionAt,
  withSectionLevel,
  type Refusal,
  type RequiredSlots,
} from '../../../shared/document/section-moves.ts';
import type { HeadingLevel } from '../../../shared/document/types.ts';
import { blocksOf } from '../../editor/places.ts';
import { asOneStep } from '../../editor/with-history-steps.ts';

// Each is one step of undo, and answers with why it was not done, or null when it was.

const GONE = '这一节已经不在了。';

/** Puts the section before the block that is at `to` now. Its blocks are moved, not made anew: all they hold comes along. */
export function moveSectionTo(
  editor: Editor,
  headingId: string,
  to: number,
  required: RequiredSlots,
): Refusal {
  const blocks = blocksOf(editor);
  const section = sectionOf(blocks, headingId);
  if (!section) return GONE;
  if (to >= section.from && to <= section.to) return null;
  const refusal = whyNot(blocks, withSectionAt(blocks, section, to), required);
  if (refusal) return refusal;
  moveBlocks(editor, section, to);
  return null;
}

type Stretch = { from: number; to: number };

function moveBlocks(editor: Editor, stretch: Stretch, to: number): void {
  const length = stretch.to - stretch.from;
  asOneStep(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      for (let n = 0; n < length; n += 1) {
        // Upwards each block is taken from further down; downwards always the first one goes behind the others.
        const from = to < stretch.from ? stretch.from + n : stretch.from;
        const target = to < stretch.from ? to + n : to - 1;
        Transforms.moveNodes(editor, { at: [from], to: [target] });
      }
    });
  });
}

function removeBlocks(editor: Editor, { from, to }: Stretch): void {
  asOneStep(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      for (let at = to - 1; at >= from; at -= 1) Transforms.removeNodes(editor, { at: [at] });
    });
  });
}

/** An annex past the one before or behind it, with all that is in it. */
function moveAnnexBy(editor: Editor, annex: Stretch, step: 1 | -1): Refusal {
  const blocks = blocksOf(editor);
  const before = blocks.slice(0, annex.from).findLastIndex((block) => block.type === 'annex');
  const behind = blocks[annex.to];
  if (step === -1 && before < 0) return '已经是第一个附件，不能再往上移。';
  if (step === 1 && !behind) return '已经是最后一个附件，不能再往下移。';
  moveBlocks(editor, annex, step === -1 ? before : (annexOf(blocks, behind?.id ?? '')?.to ?? blocks.length));
  return null;
}

/** One place up (−1) or down (1), past a section of its level or into the one next to its parent. */
export function moveSectionBy(
  editor: Editor,
  headingId: string,
  step: 1 | -1,
  required: RequiredSlots,
): Refusal {
  const annex = annexOf(blocksOf(editor), headingId);
  if (annex) return moveAnnexBy(editor, annex, step);
  const section = sectionOf(blocksOf(editor), headingId);
  if (!section) return GONE;
  const to = nextPlace(blocksOf(editor), section, step);
  if (to === null) return step === 1 ? '已经是最后一节，不能再往下移。' : '已经是最前一节，不能再往上移。';
  return moveSectionTo(editor, headingId, to, required);
}

/** One level deeper (1) or higher (−1), with all its subsections. */
export function shiftSection(
  editor: Editor,
  headingId: string,
  by: 1 | -1,
  required: RequiredSlots,
): Refusal {
  const blocks = blocksOf(editor);
  if (annexOf(blocks, headingId)) return '附件没有级别，不能升降。';
  const section = sectionOf(blocks, headingId);
  if (!section) return GONE;
  const shifted = withSectionLevel(blocks, section, by);
  if (!shifted) return by === 1 ? '标题最多四级，不能再降。' : '已经是一级标题，不能再升。';
  const refusal = whyNot(blocks, shifted, required);
  if (refusal) return refusal;
  asOneStep(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      for (let at = section.from; at < section.to; at += 1) {
        const block = blocks[at];
        if (block?.type !== 'heading') continue;
        Transforms.setNodes(editor, { level: (block.level + by) as HeadingLevel } as object, { at: [at] });
      }
    });
  });
  return null;
}

/** The heading and everything up to the next section, or an annex with all that is in it. */
export function removeSection(editor: Editor, headingId: string, required: RequiredSlots): Refusal {
  const blocks = blocksOf(editor);
  const annex = annexOf(blocks, headingId);
  if (annex) {
    removeBlocks(editor, annex);
    return null;
  }
  const section = sectionOf(blocks, headingId);
  if (!section) return GONE;
  const refusal = whyNot(blocks, withoutSection(blocks, section), required);
  if (refusal) return refusal;
  removeBlocks(editor, section);
  return null;
}

/** Where the section would go when it is dropped at `to`, or why it can't. For showing it while dragging. */
export function refusalAt(editor: Editor, headingId: string, to: number, required: RequiredSlots): Refusal {
  const blocks = blocksOf(editor);
  const section = sectionOf(blocks, headingId);
  if (!section) return GONE;
  if (to >= section.from && to <= section.to) return null;
  return whyNot(blocks, withSectionAt(blocks, section, to), required);
}
