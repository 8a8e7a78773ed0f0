import { Editor, Transforms } from 'slate';

import type { StoredDoubt } from '../../../shared/contract/import-batch.ts';
import { isField, isText, isTextBlock } from '../../../shared/document/guards.ts';
import { headingLabels } from '../../../shared/document/numbering.ts';
import { fieldText } from '../../../shared/document/plain-text.ts';
import { FIELD_SURE, sureOfField } from '../../../shared/structure/field-sure.ts';
import { headingNumber } from '../../../shared/structure/heading-number.ts';
import { blocksOf } from '../../editor/places.ts';
import type { ReportSession } from '../../editor/session.ts';
import { asOneStep } from '../../editor/with-history-steps.ts';

/** What is asked about a place, and what yes and no are called there. */
export const QUESTIONS: Record<StoredDoubt['kind'], { ask: string; yes: string; no: string | null }> = {
  heading: { ask: '这一行是标题吗？', yes: '是标题', no: '是正文' },
  paragraph: { ask: '这一段是标题吗？', yes: '是标题', no: '是正文' },
  number: { ask: '编号照原样保留吗？', yes: '照原样', no: '改为顺序编号' },
  slot: { ask: '归得对吗？', yes: '对', no: '不归入' },
  field: { ask: '是遮盖的内容吗？', yes: '是', no: '是文字' },
  items: { ask: '请看一下。', yes: '知道了', no: null },
};

/** Makes of the block what was answered; one step of undo. Nothing where recognition was right. */
export function settleDoubt(session: ReportSession, doubt: StoredDoubt, yes: boolean): void {
  const { editor } = session;
  const blocks = blocksOf(editor);
  const index = blocks.findIndex(({ id }) => id === doubt.block);
  const block = blocks[index];
  if (!block) return;
  const at = [index];
  asOneStep(editor, () => {
    if (doubt.kind === 'paragraph' && yes && block.type === 'paragraph') {
      const [first] = block.children;
      const number = first && isText(first) ? headingNumber(first.text) : null;
      Transforms.setNodes(editor, { type: 'heading', level: number?.level ?? 2 } as object, { at });
      // The number is counted from now on.
      if (number)
        Transforms.delete(editor, {
          at: {
            anchor: { path: [index, 0], offset: 0 },
            focus: { path: [index, 0], offset: number.label.length },
          },
        });
    } else if (doubt.kind === 'heading' && !yes && block.type === 'heading') {
      // As text the number is text again.
      const label = headingLabels(blocks).get(block.id) ?? '';
      const typed = block.typedNumber ?? label;
      Transforms.unsetNodes(editor, ['level', 'slot', 'typedNumber', 'runIn'] as never, { at });
      Transforms.setNodes(editor, { type: 'paragraph' } as object, { at });
      if (typed) Transforms.insertText(editor, typed, { at: { path: [index, 0], offset: 0 } });
    } else if (doubt.kind === 'number' && !yes) Transforms.unsetNodes(editor, 'typedNumber', { at });
    else if (doubt.kind === 'field' && !yes && isTextBlock(block)) {
      // From the last one on, and tidied up only then, so that the places before stay as they are.
      Editor.withoutNormalizing(editor, () => {
        for (const [place, node] of [...block.children.entries()].toReversed()) {
          if (!isField(node) || sureOfField(node) >= FIELD_SURE) continue;
          const path = [index, place];
          Transforms.removeNodes(editor, { at: path });
          Transforms.insertNodes(editor, { text: fieldText(node, session.variables) }, { at: path });
        }
      });
    } else if (doubt.kind === 'slot' && !yes) Transforms.unsetNodes(editor, 'slot', { at });
  });
}
