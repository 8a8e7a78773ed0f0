import { withFigures } from '../../../shared/compare/figure-change.ts';
import { diffText } from '../../../shared/text/difference.ts';
import { changeNote } from '../../../shared/figures/compare-figures.ts';
import { describe, expect, it } from 'vitest';

import { compareEditions, type CompareInput } from '../../../shared/compare/compare.ts';
import type { ComparedRow, Comparison } from '../../../shared/compare/types.ts';
import {
  makeField,
  makeHeading,
  makeOrdinal,
  makeParagraph,
  makeTitle,
  padInlines,
} from '../../../shared/document/make.ts';
import type { Block, Inline } from '../../../shared/document/types.ts';
import { toEdition } from '../../../shared/edition/gate.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import type { Edition } from '../../../shared/edition/edition.ts';

const figure = (value: string, unit: string): Inline => makeField({ value, unit });
const items = (...texts: (string | Inline)[][]): Block =>
  makeParagraph(
    padInlines(
      texts.flatMap((nodes) => [
        makeOrdinal(),
        ...nodes.map((node) => (typeof node === 'string' ? { text: node } : node)),
      ]),
    ),
  );

const side = (id: string, year: number, blocks: Block[], edition: Edition): CompareInput => {
  const source = {
    document: { schema: 1, blocks },
    variables: {},
    year,
    unit: '青禾镇',
    state: 'drafting' as const,
  };
  return { id, slots: new Map(), doc: toEdition(source, undefined, edition, editionPolicy(undefined)) };
};

const compare = (
  a: Block[],
  b: Block[],
  edition: Edition = 'internal',
  phrases: string[] = [],
): Promise<Comparison> =>
  compareEditions(side('a', 2024, a, edition), side('b', 2025, b, edition), { fixedPhrases: phrases });

const short = ({ kind, pieces }: ComparedRow): string =>
  `${kind}: ${pieces
    .map(({ kind: how, text }) => (how === 'same' ? text : how === 'insert' ? `[+${text}]` : `[-${text}]`))
    .join('')}`;

const yearlyReport = (year: number, value: string): Block[] => [
  makeTitle(`青禾镇${year}年总结`),
  makeHeading(1, `${year}年工作情况`),
  makeParagraph(padInlines([{ text: '召开专题会议' }, figure(value, '次'), { text: '，研究部署工作。' }])),
];

const contractReview = (value: string, unit: string): Block[] => [
  makeParagraph(padInlines([{ text: '全年审查合同' }, figure(value, unit), { text: '，出具意见。' }])),
];

const caseCount = (value: string): Block[] => [
  makeHeading(1, '执法'),
  makeParagraph(padInlines([{ text: '办理案件' }, figure(value, '宗'), { text: '。' }])),
];

describe('two years side by side', () => {
  it('compares figures as figures and sees that a year only moved on', async () => {
    const { sections, differences } = await compare(yearlyReport(2024, '12'), yearlyReport(2025, '15'));
    const [intro, work] = sections;
    expect(intro?.rows[0]?.pieces.filter(({ rolled }) => rolled)).toHaveLength(2);
    expect(work?.renamed).toBe(false);
    expect(work?.rows[1]?.pieces.find((piece) => piece.figure)?.figure).toEqual({
      before: '12',
      after: '15',
      unitBefore: '次',
      unitAfter: '次',
      percent: 25,
      points: null,
    });
    expect(differences).toBe(1);
  });

  it('says that a unit has changed instead of a share', async () => {
    const { sections } = await compare(contractReview('52', '份'), contractReview('58', '件'));
    expect(sections[0]?.rows[0]?.pieces.find((piece) => piece.figure)?.figure).toMatchObject({
      before: '52',
      after: '58',
      unitBefore: '份',
      unitAfter: '件',
      percent: null,
      points: null,
    });
  });

  it.each([
    ['98.2%', '99.4%', '+1.2个百分点'],
    ['将近200件', '约250件', '+25%'],
    ['80万元', '1亿元', '+12400%'],
    ['12月', '11月', null],
    ['**件', '12件', null],
  ])('compares %s with %s', (before, after, note) => {
    const pieces = withFigures(diffText(`办理${before}。`, `办理${after}。`), { from: 2024, to: 2025 });
    const change = pieces.find((piece) => piece.figure)?.figure;
    expect(change ? changeNote(change) : null).toBe(note);
  });

  it('aligns sections that were renamed and moved', async () => {
    const law = '规范行政执法，办理行政处罚案件，开展执法培训，配备执法记录仪。';
    const spread = '组织乡音普法队进村入户宣讲，制作方言短视频，布置法治文化长廊。';
    const a = [
      makeHeading(1, '严格公正执法'),
      makeParagraph(law),
      makeHeading(1, '普法宣传教育'),
      makeParagraph(spread),
      makeHeading(1, '组织领导'),
      makeParagraph('党政主要负责人亲自部署法治建设工作，定期听取汇报。'),
    ];
    const b = [
      makeHeading(1, '普法宣传教育'),
      makeParagraph(spread),
      makeHeading(1, '提升依法治理能力'),
      makeParagraph(law),
      makeHeading(1, '组织领导'),
      makeParagraph('党政主要负责人亲自部署法治建设工作，定期听取汇报。'),
    ];
    const { sections } = await compare(a, b);
    const named = sections.map(({ a: before, b: now, renamed, moved }) => [
      before?.text,
      now?.text,
      renamed,
      moved,
    ]);
    expect(named).toContainEqual(['严格公正执法', '提升依法治理能力', true, expect.any(Boolean)]);
    expect(sections.filter(({ moved }) => moved)).toHaveLength(1);
    expect(sections.every(({ rows }) => rows.slice(1).every(({ kind }) => kind === 'same'))).toBe(true);
  });

  it('matches items by what they say, whatever their number, and shows what moved to another section', async () => {
    const moved = '推进规范化建设，改造办案区，实现执法全过程记录。';
    const a = [
      makeHeading(1, '执法工作'),
      items(['加强队伍，组织执法培训。'], [moved], ['接受监督，负责人按时出庭应诉。']),
      makeHeading(1, '普法工作'),
      makeParagraph('开展法治宣传进校园活动，覆盖全部中小学。'),
    ];
    const b = [
      makeHeading(1, '执法工作'),
      items(['加强队伍，组织执法培训。'], ['接受监督，负责人按时出庭应诉。']),
      makeHeading(1, '普法工作'),
      makeParagraph('开展法治宣传进校园活动，覆盖全部中小学。'),
      makeParagraph(moved),
    ];
    const { sections } = await compare(a, b);
    const [law, spread] = sections;
    expect(law?.rows.map(short)).toEqual([
      'same: 执法工作',
      'same: 加强队伍，组织执法培训。',
      `moved-away: [-${moved}]`,
      'same: 接受监督，负责人按时出庭应诉。',
    ]);
    expect(spread?.rows.map(short)).toContain(`moved: ${moved}`);
    expect(spread?.rows.at(-1)?.place).toBe('一、执法工作');
    expect(law?.rows[3]?.a?.label).toBe('三是');
    expect(law?.rows[3]?.b?.label).toBe('二是');
  });

  it('tells the share that stands word for word, without fixed phrases', async () => {
    const phrase = '坚持以习近平新时代中国特色社会主义思想为指导';
    const a = [
      makeHeading(1, '工作'),
      makeParagraph(`${phrase}。全年组织干部集中学习法律法规。老的句子已经不再使用了。`),
    ];
    const b = [
      makeHeading(1, '工作'),
      makeParagraph(`${phrase}。全年组织干部集中学习法律法规。新的句子是这次才写进文稿的。`),
    ];
    const { sections } = await compare(a, b, 'internal', [phrase]);
    const reuse = sections[0]?.reuse ?? 0;
    expect(reuse).toBeGreaterThan(0.45);
    expect(reuse).toBeLessThan(0.55);
  });

  it('shows a figure that is missing as a gap, in what is the same too', async () => {
    const [a, b] = ['348', ''].map((cases) => [
      makeHeading(1, '工作'),
      items(['召开会议', figure('', '次'), '，办理案件', figure(cases, '宗'), '。']),
    ]);
    const { sections } = await compare(a ?? [], b ?? []);
    const section = sections.find(({ rows }) => rows.length > 1);
    expect(section?.rows.at(-1)?.pieces.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'same 召开会议＿次，办理案件',
      'delete 348',
      'insert ＿',
      'same 宗。',
    ]);
  });

  it('holds nothing internal in the public edition', async () => {
    const text = JSON.stringify(await compare(caseCount('348'), caseCount('529'), 'public'));
    expect(text).not.toMatch(/348|529/);
    expect(text).toContain('***');
  });
});
