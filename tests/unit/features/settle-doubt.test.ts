import { describe, expect, it } from 'vitest';

import { QUESTIONS, settleDoubt } from '../../../renderer/features/doubts/settle-doubt.ts';
import { DOUBT_KINDS, type DoubtKind } from '../../../shared/structure/certainty.ts';
import { loadTemplates } from '../../../electron/backend/service/templates.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import type { Block } from '../../../shared/document/types.ts';
import { documentProblems } from '../../../shared/document/validate.ts';
import { recognise } from '../../../shared/structure/recognise.ts';
import { outlineOf } from '../../../shared/structure/outline.ts';
import { reportEditor } from '../editor/report-editor.ts';

const templates = [...loadTemplates(new URL('../../../resources', import.meta.url).pathname).values()];
const LINES = [
  '法治建设的一年',
  '各位同事：',
  '一、主要做法',
  '（一）学习宣传贯彻习近平法治思想',
  '一是学习。三是宣传，由A同志牵头。四是检查。',
  '（四）加强队伍',
  '原因在于，四是经费不足。',
  '1.坚持把法治建设与经济社会发展同部署、同推进、同考核、同奖惩，先后召开党委会、政府常务会、推进会等各类会议研究',
  '法治建设组织领导',
  '召开会议。',
  '（五）推进普法工作',
  '好。',
  '法治宣传小分队',
  '2020年12月25日',
];

/** The report with the first doubt of a kind answered. */
function answered(kind: DoubtKind, yes: boolean) {
  const { document, variables, doubtful } = recognise(
    LINES.map((text) => ({ text })),
    { templates },
  );
  const doubt = doubtful.find((one) => one.kind === kind);
  if (!doubt) throw new Error(`nothing in doubt about ${kind}`);
  const editor = reportEditor(document.blocks);
  const block = document.blocks[doubt.block]?.id ?? '';
  settleDoubt({ editor, variables } as never, { block, kind, why: '', sure: 0.5 }, yes);
  const blocks = editor.children as unknown as Block[];
  expect(documentProblems(blocks)).toEqual([]);
  const { blocks: shown } = outlineOf({ schema: 1, blocks }, variables);
  return { at: shown[doubt.block], text: plainText(blocks, { variables }), before: LINES.join('\n'), shown };
}

describe('a decision in doubt', () => {
  it('has a question for each kind, with a yes and a no', () => {
    for (const kind of DOUBT_KINDS)
      expect(QUESTIONS[kind]).toEqual(expect.objectContaining({ no: expect.any(String) }));
  });

  it.each(DOUBT_KINDS.filter((kind) => kind !== 'paragraph' && kind !== 'items'))(
    'about %s stays as it is when the answer is yes',
    (kind) => {
      const { text, before } = answered(kind, true);
      expect(text).toBe(before);
    },
  );

  it('makes text of a first line that is no title, and of a last one that is no signature', () => {
    expect(answered('title', false).at).toMatchObject({ type: 'paragraph', text: LINES[0] });
    const signed = answered('role', false);
    expect(signed.at).toMatchObject({ type: 'paragraph', text: LINES[1] });
    expect(signed.at).not.toHaveProperty('role');
  });

  it('counts the items of a run again', () => {
    const { at, text } = answered('ordinal', false);
    expect(at?.items?.map(({ ordinal }) => ordinal)).toEqual(['一是', '二是', '三是']);
    expect(text).toContain('一是学习。二是宣传');
  });

  it('makes an item of words that were kept as text, word for word', () => {
    const { at, text, before } = answered('items', true);
    expect(at?.items).toEqual([{ ordinal: '四是', text: '经费不足。' }]);
    expect(text).toBe(before);
    expect(answered('items', false).text).toBe(before);
  });

  it('counts a heading, makes text of one and a heading of a text', () => {
    expect(answered('number', false).at).toMatchObject({ type: 'heading', number: '（二）' });
    expect(answered('heading', false).at).toMatchObject({ type: 'paragraph' });
    expect(answered('paragraph', true).at).toMatchObject({ type: 'heading', level: 3 });
    expect(answered('paragraph', false).at).toMatchObject({ type: 'paragraph' });
  });

  it('takes a heading out of a slot', () => {
    expect(answered('slot', true).at).toHaveProperty('slot', 'society');
    expect(answered('slot', false).at).not.toHaveProperty('slot');
  });

  it('makes text of a mask that is none', () => {
    const { at, text, before } = answered('field', false);
    expect(at?.fields ?? []).toEqual([]);
    expect(text).toBe(before);
  });
});
