import { Editor, Transforms } from 'slate';

import type { StoredDoubt } from '../../../shared/contract/import-batch.ts';
import { isField, isOrdinal, isText, isTextBlock } from '../../../shared/document/guards.ts';
import { makeOrdinal } from '../../../shared/document/make.ts';
import { headingLabels } from '../../../shared/document/numbering.ts';
import { ordinalLabels } from '../../../shared/document/ordinals.ts';
import { fieldText } from '../../../shared/document/field-text.ts';
import type { Block, Ordinal, TextBlock } from '../../../shared/document/types.ts';
import { FIELD_SURE, sureOfField } from '../../../shared/structure/field-sure.ts';
import { headingNumber } from '../../../shared/structure/heading-number.ts';
import { ordinalTokens } from '../../../shared/structure/items.ts';
import { misnumbered } from '../../../shared/structure/misnumbered.ts';
import { blocksOf } from '../../editor/places.ts';
import type { ReportSession } from '../../editor/session.ts';
import { asOneStep } from '../../editor/with-history-steps.ts';

/** What is asked about a place, and what yes and no are called there. */
export const QUESTIONS: Record<StoredDoubt['kind'], { ask: string; yes: string; no: string }> = {
  heading: { ask: '这一行是标题吗？', yes: '是标题', no: '是正文' },
  paragraph: { ask: '这一段是标题吗？', yes: '是标题', no: '是正文' },
  number: { ask: '编号照原样保留吗？', yes: '照原样', no: '改为顺序编号' },
  ordinal: { ask: '序号照原样保留吗？', yes: '照原样', no: '改为顺序编号' },
  items: { ask: '是事项的序号吗？', yes: '是序号', no: '是文字' },
  slot: { ask: '归得对吗？', yes: '对', no: '不归入' },
  field: { ask: '是遮盖的内容吗？', yes: '是', no: '是文字' },
  title: { ask: '是报告的标题吗？', yes: '是标题', no: '是正文' },
  role: { ask: '认得对吗？', yes: '对', no: '是正文' },
};

type Settling = { editor: Editor; session: Pick<ReportSession, 'variables'>; index: number; block: Block };

/** Makes of the block what was answered; one step of undo. Nothing where recognition was right. */
export function settleDoubt(
  session: Pick<ReportSession, 'editor' | 'variables'>,
  doubt: StoredDoubt,
  yes: boolean,
): void {
  const { editor } = session;
  const index = blocksOf(editor).findIndex(({ id }) => id === doubt.block);
  const block = blocksOf(editor)[index];
  if (!block) return;
  const change = CHANGES[doubt.kind][yes ? 'yes' : 'no'];
  if (change) asOneStep(editor, () => change({ editor, session, index, block }));
}

type Change = (settling: Settling) => void;

/** What an answer changes; left out where it stays as it is. */
const CHANGES: Record<StoredDoubt['kind'], { yes?: Change; no?: Change }> = {
  heading: { no: headingToText },
  paragraph: { yes: textToHeading },
  number: {
    no: ({ editor, index }) => Transforms.unsetNodes(editor, 'typedNumber', { at: [index] }),
  },
  ordinal: { no: countOrdinals },
  items: { yes: wordsToOrdinals },
  slot: { no: ({ editor, index }) => Transforms.unsetNodes(editor, 'slot', { at: [index] }) },
  field: { no: fieldsToText },
  title: { no: toBody },
  role: { no: toBody },
};

function textToHeading({ editor, index, block }: Settling): void {
  if (block.type !== 'paragraph') return;
  const [first] = block.children;
  const number = first && isText(first) ? headingNumber(first.text) : null;
  Transforms.setNodes(editor, { type: 'heading', level: number?.level ?? 2 } as object, { at: [index] });
  if (!number) return;
  // The number is counted from now on.
  const path = [index, 0];
  Transforms.delete(editor, {
    at: { anchor: { path, offset: 0 }, focus: { path, offset: number.label.length } },
  });
}

function headingToText({ editor, index, block }: Settling): void {
  if (block.type !== 'heading') return;
  // As text the number is text again.
  const typed = block.typedNumber ?? headingLabels(blocksOf(editor)).get(block.id) ?? '';
  Transforms.unsetNodes(editor, ['level', 'slot', 'typedNumber', 'runIn'] as never, { at: [index] });
  Transforms.setNodes(editor, { type: 'paragraph' } as object, { at: [index] });
  if (typed) Transforms.insertText(editor, typed, { at: { path: [index, 0], offset: 0 } });
}

function toBody({ editor, index, block }: Settling): void {
  if (block.type === 'table' || block.type === 'heading') return;
  if ('role' in block) Transforms.unsetNodes(editor, 'role', { at: [index] });
  if (block.type !== 'paragraph')
    Transforms.setNodes(editor, { type: 'paragraph' } as object, { at: [index] });
}

/** What was typed out of order in this block is counted; lists inside one another stay as they are. */
function countOrdinals({ editor, index }: Settling): void {
  for (;;) {
    // One put right may put right what follows it.
    const wrong = misnumbered(blocksOf(editor)).find(({ block }) => block === index);
    if (!wrong) return;
    Transforms.unsetNodes(editor, 'typed', { at: [index, wrong.at], voids: true });
  }
}

/** Stands for what is no text, so that nothing behind it is at a beginning. */
const OTHER = '\uFFFC';

/** The words that look like ordinals become some; one that counting would spell otherwise keeps its words. */
function wordsToOrdinals({ editor, index, block }: Settling): void {
  if (block.type !== 'paragraph') return;
  Editor.withoutNormalizing(editor, () => {
    // From the last one on, so that the places before stay as they are.
    for (const { at, offset, token } of tokensIn(block).toReversed()) {
      const path = [index, at];
      const start = { path, offset };
      Transforms.delete(editor, {
        at: { anchor: start, focus: { path, offset: offset + token.text.length } },
      });
      const ordinal: Ordinal = { ...makeOrdinal(token.scheme), typed: token.text };
      Transforms.insertNodes(editor, ordinal, { at: start });
    }
  });
  const labels = (): ReadonlyMap<Ordinal, string> => ordinalLabels(blocksOf(editor));
  (blocksOf(editor)[index] as TextBlock).children.forEach((node, at) => {
    if (!isOrdinal(node) || node.typed === undefined) return;
    const path = [index, at];
    Transforms.unsetNodes(editor, 'typed', { at: path, voids: true });
    const counted = (blocksOf(editor)[index] as TextBlock).children[at] as Ordinal;
    if (labels().get(counted) !== node.typed)
      Transforms.setNodes(editor, { typed: node.typed } as object, { at: path, voids: true });
  });
}

function tokensIn(block: TextBlock) {
  let before = '';
  return block.children.flatMap((node, at) => {
    const from = before.length;
    before += isText(node) ? node.text : OTHER;
    if (!isText(node) || node.del) return [];
    return ordinalTokens(before)
      .filter((token) => token.from >= from)
      .map((token) => ({ at, offset: token.from - from, token }));
  });
}

function fieldsToText({ editor, session, index, block }: Settling): void {
  if (!isTextBlock(block)) return;
  // From the last one on, and tidied up only then, so that the places before stay as they are.
  Editor.withoutNormalizing(editor, () => {
    for (const [place, node] of [...block.children.entries()].toReversed()) {
      if (!isField(node) || sureOfField(node) >= FIELD_SURE) continue;
      const path = [index, place];
      Transforms.removeNodes(editor, { at: path });
      const text = fieldText(node, session.variables);
      // Hidden, it stays so.
      const leaf = { text, ...(node.secret ? { secret: true } : {}) };
      Transforms.insertNodes(editor, leaf, { at: path });
    }
  });
}
