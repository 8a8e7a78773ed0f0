import { Editor, Node, Range, Transforms } from 'slate';

import { ordinalLabels } from '../../shared/document/ordinals.ts';
import type { Block, HeadingLevel, Ordinal } from '../../shared/document/types.ts';
import { ordinalToText } from '../../shared/document/with-document.ts';
import { ordinalsIn } from './item-places.ts';
import { blocksOf } from './places.ts';
import { asOneStep } from './with-history-steps.ts';

/** What the blocks of the selection are: their level, 0 for body text, null where they differ or can't change. */
export function currentLevel(editor: Editor): HeadingLevel | 0 | null {
  const { selection } = editor;
  if (!selection) return null;
  const [from, to] = Range.edges(selection).map((point) => point.path[0] ?? 0) as [number, number];
  const levels = new Set(
    blocksOf(editor)
      .slice(from, to + 1)
      .map((block) => levelOf(block)),
  );
  const [level] = levels;
  return levels.size === 1 && level !== undefined ? level : null;
}

function levelOf(block: Block): HeadingLevel | 0 | null {
  if (block.type === 'heading') return block.level;
  return block.type === 'paragraph' ? 0 : null;
}

/** Makes headings of `level` of the selected blocks, or body text (0). Title, table and signature stay. */
export function setLevel(editor: Editor, level: HeadingLevel | 0): void {
  const { selection } = editor;
  if (!selection) return;
  const [from, to] = Range.edges(selection).map((point) => point.path[0] ?? 0) as [number, number];
  // As they read now: among headings they would be counted anew.
  const labels = ordinalLabels(blocksOf(editor));
  asOneStep(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      for (let index = from; index <= to; index += 1) {
        const block = blocksOf(editor)[index];
        if (!block || levelOf(block) === null || levelOf(block) === level) continue;
        if (level === 0) Transforms.setNodes(editor, { type: 'paragraph' } as object, { at: [index] });
        else {
          spellOut(editor, index, labels);
          Transforms.setNodes(editor, { type: 'heading', level } as object, { at: [index] });
        }
      }
    });
  });
}

/** Puts its label in the place of each ordinal of the block. */
function spellOut(editor: Editor, index: number, labels: ReadonlyMap<Ordinal, string>): void {
  for (const at of ordinalsIn(blocksOf(editor)[index]).toReversed()) {
    const ordinal = Node.get(editor, [index, at]) as unknown as Ordinal;
    if (ordinal.del === undefined) ordinalToText(editor, ordinal, [index, at], labels.get(ordinal) ?? '');
  }
}

/** One level deeper (1) or higher (−1), for headings only; true when something changed. */
export function shiftLevel(editor: Editor, by: 1 | -1): boolean {
  const level = currentLevel(editor);
  if (level === null || level === 0) return false;
  const next = level + by;
  if (next >= 1 && next <= 4) setLevel(editor, next as HeadingLevel);
  return true;
}
