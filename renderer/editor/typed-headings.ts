import { Transforms, type Editor, type Point } from 'slate';

import { fromChineseNumber } from '../../shared/text/chinese-number.ts';
import { isText } from '../../shared/document/guards.ts';
import { headingLabel, headingLabels } from '../../shared/document/numbering.ts';
import type { Block, HeadingLevel, ParagraphBlock } from '../../shared/document/types.ts';
import { blocksOf } from './places.ts';
import { asOneStep } from './with-history-steps.ts';

/** 一、 · （一） · 1. before a word · （1） */
const NUMBER =
  /^(?:([一二三四五六七八九十]{1,3})、|[（(]([一二三四五六七八九十]{1,3})[）)]|(\d{1,2})[.．](?=\p{Script=Han})|[（(](\d{1,2})[）)])/u;

/**
 * A paragraph that begins with the number of the next heading, 二、 or （三）, becomes that heading: whoever types the
 * number of a heading means one. Only the number that is due, in a paragraph of its own, and in the moment in which it is
 * typed; elsewhere, as in 二、三季度, it is text. A step of its own: one undo brings the number back, and then it stays.
 * @param from where in the text what was typed begins
 * @returns true when it was one
 */
export function headingTyped(editor: Editor, block: ParagraphBlock, point: Point, from: number): boolean {
  const [leaf] = block.children;
  if (block.children.length !== 1 || !isText(leaf) || leaf.ins || leaf.del) return false;
  if (leaf.text.length !== point.offset) return false;
  const [number, first, second, third, fourth] = NUMBER.exec(leaf.text) ?? [];
  if (!number || NUMBER.test(leaf.text.slice(0, from))) return false;
  const level = [first, second, third, fourth].findIndex((digits) => digits !== undefined) + 1;
  const digits = first ?? second;
  const n = digits === undefined ? Number(third ?? fourth) : fromChineseNumber(digits);
  if (!n || dueLabel(editor, block, level as HeadingLevel) !== headingLabel(level as HeadingLevel, n))
    return false;
  const index = point.path[0] ?? 0;
  asOneStep(editor, () => {
    editor.apply({ type: 'remove_text', path: point.path, offset: 0, text: number });
    Transforms.setNodes(editor, { type: 'heading', level } as object, { at: [index] });
  });
  return true;
}

/** The number that the paragraph would have as a heading of this level. */
function dueLabel(editor: Editor, block: ParagraphBlock, level: HeadingLevel): string | undefined {
  const blocks = blocksOf(editor).map((one) =>
    one.id === block.id ? ({ ...one, type: 'heading', level } as Block) : one,
  );
  return headingLabels(blocks).get(block.id);
}
