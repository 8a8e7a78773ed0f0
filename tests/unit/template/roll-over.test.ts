import { describe, expect, it } from 'vitest';

import { carriedShare, isCarried } from '../../../shared/document/carried.ts';
import { inlinesOf, isField } from '../../../shared/document/guards.ts';
import {
  makeField,
  makeHeading,
  makeOrdinal,
  makeParagraph,
  makeSignature,
  makeTitle,
  padInlines,
} from '../../../shared/document/make.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import type { Block } from '../../../shared/document/types.ts';
import { documentProblems } from '../../../shared/document/validate.ts';
import { finalView } from '../../../shared/document/resolve.ts';
import { rollOver } from '../../../shared/template/roll-over.ts';
import { rollYears, rollYearsInBody } from '../../../shared/template/roll-years.ts';
import { fc } from '../../random.ts';

const variables = { unit: '青禾镇' };
const roll = { from: 2022, to: 2023, variables };
const unit = () => makeField({ kind: 'place', variable: 'unit', unit: '镇' });

const LAST_YEAR: Block[] = [
  makeTitle([unit(), { text: '2022年总结和2023年计划' }]),
  makeParagraph([{ text: '2022年，' }, unit(), { text: '落实纲要（2021—2025年）。' }]),
  { ...makeHeading(1, '2022年工作情况', 'work'), typedNumber: '三、' },
  makeParagraph(
    padInlines([
      makeOrdinal(),
      { text: '召开会议' },
      makeField({ value: '12', unit: '次', label: '会议' }),
      { text: '。比2021年多。' },
      makeOrdinal(),
      { text: '2022年5月10日印发《2022年要点》。' },
    ]),
  ),
  makeHeading(1, '2023年计划', 'plan'),
  makeParagraph([{ text: '罚没' }, makeField({ mask: '**', unit: '万元' }), { text: '。' }]),
  makeSignature('unit', [unit()]),
  makeSignature('date', '2022年12月20日'),
];

const table = (...rows: string[][]): Block => ({
  type: 'table',
  id: `t${rows.length}`,
  children: rows.map((row) => ({
    type: 'table-row' as const,
    children: row.map((text) => ({ type: 'table-cell' as const, children: [{ text }] })),
  })),
});

describe('a report that is rolled over', () => {
  it('leaves the years that name the rows of a table, whose figures are theirs', () => {
    const years = table(['年度', '检查'], ['2021年', '486'], ['2022年', '552']);
    expect(plainText(rollOver({ schema: 1, blocks: [years] }, roll).blocks)).toBe(plainText([years]));
    const own = table(['事项', '2022年'], ['检查', '按2022年口径']);
    expect(plainText(rollOver({ schema: 1, blocks: [own] }, roll).blocks)).toContain('2023年');
  });

  const { blocks } = rollOver({ schema: 1, blocks: LAST_YEAR }, roll);
  const fields = blocks.flatMap((block) => inlinesOf(block).filter((node) => isField(node)));

  it('moves the years that mean work and plan, and only those', () => {
    expect(plainText(blocks, { variables }).split('\n')).toEqual([
      '青禾镇2023年总结和2024年计划',
      '2023年，青禾镇落实纲要（2021—2025年）。',
      '一、2023年工作情况',
      '一是召开会议次。比2022年多。二是2022年5月10日印发《2022年要点》。',
      '二、2024年计划',
      '罚没万元。',
      '青禾镇',
      '',
    ]);
    expect(documentProblems(blocks)).toEqual([]);
  });

  it('empties the values and keeps them as last year’s', () => {
    expect(
      fields.filter((field) => !field.variable).map(({ value, mask, last }) => ({ value, mask, last })),
    ).toEqual([
      { value: '', mask: undefined, last: { value: '12', unit: '次', year: 2022 } },
      { value: '', mask: undefined, last: undefined },
      { value: '', mask: undefined, last: { value: '2022年12月20日', unit: '', year: 2022 } },
    ]);
  });

  it('keeps ids, so that a field can be followed back', () => {
    const before = LAST_YEAR.flatMap((block) => inlinesOf(block).filter((node) => isField(node)));
    expect(fields.slice(0, -1).map((field) => field.id)).toEqual(before.map((field) => field.id));
  });

  it('marks the text as carried over until it is edited', () => {
    const paragraph = blocks[3];
    if (paragraph?.type !== 'paragraph') throw new Error('no paragraph');
    expect(carriedShare(paragraph)).toEqual({ unchanged: 3, total: 3 });
    const filled = paragraph.children.map((node) => (isField(node) ? { ...node, value: '15' } : node));
    expect(carriedShare({ ...paragraph, children: filled }).unchanged).toBe(3);
    const edited = paragraph.children.map((node) =>
      'text' in node ? { ...node, text: node.text.replace('召开会议', '召开专题会议') } : node,
    );
    expect(carriedShare({ ...paragraph, children: edited }).unchanged).toBe(2);
    expect(blocks.filter((block) => isCarried(block)).every((block) => block.type === 'paragraph')).toBe(
      true,
    );
  });

  it('leaves tracked deletions and comments behind', () => {
    const marked = makeParagraph([{ text: '留下' }, { text: '删去', del: 'r1' }, { text: '。', c_t1: true }]);
    const [block] = rollOver({ schema: 1, blocks: [{ ...marked, pIns: 'r2' }] }, roll).blocks;
    expect(block?.children).toEqual([{ text: '留下。' }]);
    expect(block).not.toHaveProperty('pIns');
  });

  it('takes every change that nobody has decided as accepted, as the final edition reads', () => {
    const was = { type: 'paragraph' as const };
    const work: Block[] = [
      { ...makeHeading(2, '普法工作'), pFmt: 'r1', pWas: was },
      makeParagraph([{ text: '开展宣讲，' }]),
      { ...makeParagraph([{ text: '覆盖全镇。' }]), pDel: 'r2' },
      { ...makeParagraph([{ text: '不再保留', del: 'r3' }]), pDel: 'r3' },
      { ...table(['事项', '次数']), pIns: 'r4' },
      { ...table(['撤销', '次数'], ['一', '二']), pDel: 'r5' },
    ];
    const rolled = rollOver({ schema: 1, blocks: work }, roll).blocks;
    expect(JSON.stringify(rolled)).not.toMatch(/"(?:ins|del|pIns|pDel|pFmt|pWas)"/);
    expect(plainText(rolled)).toBe(plainText(finalView(work)));
    expect(plainText(rolled)).toBe('（一）普法工作\n开展宣讲，覆盖全镇。\n事项\t次数');
    expect(documentProblems(rolled)).toEqual([]);
  });

  it('keeps the words of an item that an undecided change joins to a heading', () => {
    const work: Block[] = [
      makeHeading(1, '工作情况'),
      { ...makeParagraph(padInlines([makeOrdinal(), { text: '开展宣讲。' }])), pDel: 'r1' },
      makeParagraph(padInlines([makeOrdinal(), { text: '组织培训。' }])),
    ];
    const rolled = rollOver({ schema: 1, blocks: work }, roll).blocks;
    expect(plainText(rolled)).toBe('一、工作情况一是开展宣讲。\n一是组织培训。');
    expect(documentProblems(rolled)).toEqual([]);
  });

  it('is an empty report, not none, where everything was deleted', () => {
    const rolled = rollOver({ schema: 1, blocks: [{ ...table(['撤销']), pDel: 'r1' }] }, roll).blocks;
    expect(documentProblems(rolled)).toEqual([]);
    expect(plainText(rolled)).toBe('');
  });
});

describe('years', () => {
  it.each([
    ['2022年工作', '2023年工作'],
    ['2022-2023年工作', '2022-2023年工作'],
    ['2022年度', '2023年度'],
    ['法治2025', '法治2025'],
    ['编号20221', '编号20221'],
  ])('of headings: %s → %s', (before, after) => {
    expect(rollYears(before, 2022, 2023)).toBe(after);
  });

  it.each([
    ['2022年以来', '2023年以来'],
    ['2023年，将坚持', '2024年，将坚持'],
    ['2022 年 5 月', '2022 年 5 月'],
    ['截至2022年11月底', '截至2022年11月底'],
    ['同2021年相比', '同2022年相比'],
    ['2021年印发', '2021年印发'],
    ['云府〔2022〕5号', '云府〔2022〕5号'],
    ['《2022年工作要点》和2022年', '《2022年工作要点》和2023年'],
    ['2022年至2025年', '2022年至2025年'],
  ])('of running text: %s → %s', (before, after) => {
    expect(rollYearsInBody(before, 2022, 2023)).toBe(after);
  });

  it('never change anything but digits, however the text is made', () => {
    const piece = fc.constantFrom(
      '2021',
      '2022',
      '2023',
      '年',
      '月',
      '5',
      '—',
      '《',
      '》',
      '〔',
      '〕',
      '比',
      '工作',
      '，',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        for (const moved of [rollYears(text, 2022, 2023), rollYearsInBody(text, 2022, 2023)]) {
          expect(moved.replace(/\d/g, '0')).toBe(text.replace(/\d/g, '0'));
        }
      }),
    );
  });
});
