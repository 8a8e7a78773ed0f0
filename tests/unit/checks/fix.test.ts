import { createEditor, Editor } from 'slate';
import { describe, expect, it } from 'vitest';

import { fixOps } from '../../../shared/checks/fix.ts';
import { Checker } from '../../../shared/checks/engine.ts';
import { RULES } from '../../../shared/checks/rules/registry.ts';
import type { CheckContext, Finding } from '../../../shared/checks/types.ts';
import { withDocument } from '../../../shared/document/with-document.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { makeField, makeOrdinal, makeParagraph, padInlines } from '../../../shared/document/make.ts';
import type { Block, Inline, OrdinalMark } from '../../../shared/document/types.ts';
import { CONTEXT, reportOf } from './report.ts';

function check(blocks: readonly Block[], context: CheckContext = CONTEXT): Finding[] {
  return new Checker(RULES).check(blocks, context);
}

function fix(lines: string | readonly string[], rule: string) {
  const editor = withDocument(createEditor());
  editor.children = reportOf(lines);
  Editor.normalize(editor, { force: true });
  const blocks = editor.children as unknown as Block[];
  const findings = check(blocks).filter((finding) => finding.rule === rule);
  const fixes = fixOps(blocks, findings, CONTEXT.variables);
  Editor.withoutNormalizing(editor, () => {
    for (const op of fixes.ops) editor.apply(op);
  });
  const after = editor.children as unknown as Block[];
  return {
    text: plainText(after, { variables: CONTEXT.variables }),
    left: check(after).filter((finding) => finding.rule === rule),
    blocks: after,
    ...fixes,
  };
}

/** A run of items, with what is found in their labels put right. */
function fixedItems(labels: { typed?: string; mark?: OrdinalMark }[]): string {
  const nodes = labels.flatMap((one): Inline[] => [{ ...makeOrdinal('di'), ...one }, { text: '压实责任。' }]);
  const blocks = [makeParagraph(padInlines(nodes))];
  const editor = withDocument(createEditor());
  editor.children = blocks;
  const rules = new Set(['item-order', 'order-word-comma']);
  const findings = check(blocks).filter(({ rule }) => rules.has(rule));
  for (const op of fixOps(blocks, findings, {}).ops) editor.apply(op);
  return plainText(editor.children as unknown as Block[]).replaceAll('压实责任。', ' ');
}

describe('quick fixes', () => {
  it('put every finding of a rule right at once', () => {
    const { text, left, fixed } = fix('降低税费负担,增强后劲;主要做法:加强(线上)学习。', 'half-width-mark');
    expect(text).toBe('降低税费负担，增强后劲；主要做法：加强（线上）学习。');
    expect(left).toEqual([]);
    expect(fixed).toHaveLength(5);
  });

  it.each<[string, Inline[], Partial<Finding>, string]>([
    [
      'hide what they write where a part of it was hidden',
      [{ text: '落实普法' }, { text: '责仁制。', secret: true }],
      { from: 2, to: 5, text: '普法责', suggestion: '学法律' },
      '落实',
    ],
    [
      'hide what they put in at the edge of hidden words',
      [{ text: '落实普法' }, { text: '责任制。', secret: true }],
      { from: 3, to: 5, text: '法责', suggestion: '法之责' },
      '落实普法',
    ],
  ])('%s', (_, children, finding, open) => {
    const block = makeParagraph(children);
    const editor = createEditor();
    editor.children = [block];
    const { ops } = fixOps([block], [{ rule: 'typo', block: block.id, ...finding } as Finding], {});
    Editor.withoutNormalizing(editor, () => {
      for (const op of ops) editor.apply(op);
    });
    const after = editor.children[0] as unknown as { children: Inline[] };
    expect(ops.length).toBeGreaterThan(0);
    expect(after.children.map((node) => ('text' in node && !node.secret ? node.text : '')).join('')).toBe(
      open,
    );
  });

  it('leave the fields that a range spans', () => {
    const { text, blocks } = fix('满意率在{percentage|63|}-{percentage|68|%}之间。', 'percent-range');
    expect(text).toBe('满意率在63%—68%之间。');
    expect(blocks[0]?.children.filter((node) => 'type' in node && node.type === 'field')).toHaveLength(2);
  });

  it('change a value through its field', () => {
    const { text, blocks } = fix('经费约{money|３２|万元}。', 'digit-spacing');
    expect(text).toBe('经费约32万元。');
    const field = blocks[0]?.children.find((node) => 'type' in node && node.type === 'field');
    expect(field).toMatchObject({ value: '32', unit: '万元' });
  });

  it('keep the marks of what stays', () => {
    const [block] = reportOf('截止目前共12件。');
    const marked = {
      ...block,
      children: [{ text: '截', c_t1: true }, { text: '止目前', ins: 'r1' }, { text: '共12件。' }],
    } as unknown as Block;
    const editor = withDocument(createEditor());
    editor.children = [marked];
    const findings = check([marked]).filter((finding) => finding.rule === 'until-word');
    for (const op of fixOps([marked], findings, {}).ops) editor.apply(op);
    expect(editor.children).toMatchObject([
      { children: [{ text: '截', c_t1: true }, { text: '至目前', ins: 'r1' }, { text: '共12件。' }] },
    ]);
  });

  it('put words in the place of a mask that hides what is public', () => {
    const { text, left } = fix(
      '落实《法治政府建设实施纲要（{year|=****|}-{year|=****|年}）》。',
      'masked-public-fact',
    );
    expect(text).toBe('落实《法治政府建设实施纲要（2021—2025年）》。');
    expect(left).toEqual([]);
  });

  it('take typed numbers of headings back, all of the row', () => {
    const { text, left } = fix(['H1:甲', 'H1@#三、:乙', 'H1@#四、:丙', 'H2@#（二）:丁'], 'heading-order');
    expect(text).toBe('一、甲\n二、乙\n三、丙\n（一）丁');
    expect(left).toEqual([]);
  });

  it('count items again whose labels were typed, and give a run the usual marks', () => {
    expect(fixedItems([{}, { typed: '第三，' }, {}])).toBe('第一， 第二， 第三， ');
    expect(fixedItems([{ mark: '、' }, { mark: '、' }, {}])).toBe('第一， 第二， 第三， ');
  });

  it('never write into words that are struck out', () => {
    const found = { rule: 'x', severity: 'warning', message: '', before: '', after: '', key: '' } as const;
    const block = makeParagraph([
      { text: '' },
      makeOrdinal(),
      { text: '旧', del: 'r1' },
      makeField({ value: '12', unit: '次' }),
      { text: '' },
    ]);
    const fixes = fixOps(
      [block],
      [{ ...found, block: block.id, from: 2, to: 2, text: '', suggestion: '开展' }],
      {},
    );
    expect(fixes.ops).toEqual([]);
    expect(fixes.refused).toHaveLength(1);
  });

  it('change a value beside the words that say how exact it is', () => {
    const found = { rule: 'x', severity: 'warning', message: '', before: '', after: '', key: '' } as const;
    const block = makeParagraph(
      padInlines([makeField({ value: '1,200', unit: '件', approx: '近' }), { text: '。' }]),
    );
    const { ops } = fixOps(
      [block],
      [{ ...found, block: block.id, from: 1, to: 6, text: '1,200', suggestion: '1200' }],
      {},
    );
    expect(ops).toMatchObject([{ type: 'set_node', newProperties: { value: '1200' } }]);
  });

  it('refuse what reaches over the value of a figure into its unit', () => {
    const found = { rule: 'x', severity: 'warning', message: '', before: '', after: '', key: '' } as const;
    const block = makeParagraph(padInlines([makeField({ value: '12', unit: '人次' }), { text: '。' }]));
    for (const [from, to, text, suggestion] of [
      [1, 3, '2人', '0件'],
      [2, 4, '人次', '件'],
      [0, 4, '12人次', '5件'],
    ] as const) {
      const { ops, refused } = fixOps(
        [block],
        [{ ...found, block: block.id, from, to, text, suggestion }],
        {},
      );
      expect([ops, refused.length]).toEqual([[], 1]);
    }
  });

  it('refuse what has changed since', () => {
    const blocks = reportOf('截止目前，共12件。');
    const findings = check(blocks).filter((finding) => finding.rule === 'until-word');
    const [block] = blocks;
    const later = [{ ...block, ...reportOf('后来截止目前。')[0], id: block?.id ?? '' } as Block];
    const fixes = fixOps(later, findings, {});
    expect(fixes.ops).toEqual([]);
    expect(fixes.refused).toEqual(findings);
  });

  it('refuse what would cost a figure', () => {
    const { ops, refused } = fix(
      '参训人数近200{count|30|余人|人数}，另计。办理{count|12|件}、、{count|5|件}。',
      'none',
    );
    expect([ops, refused]).toEqual([[], []]);
    const span = fix('投入{money|3|}—{money|5|万元}。', 'scale-range');
    expect(span.text).toBe('投入3万—5万元。');
  });
});
