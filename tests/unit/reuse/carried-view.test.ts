import { describe, expect, it } from 'vitest';

import {
  makeField,
  makeHeading,
  makeOrdinal,
  makeParagraph,
  padInlines,
} from '../../../shared/document/make.ts';
import type { Block } from '../../../shared/document/types.ts';
import { CarriedFinder, partWithGaps } from '../../../shared/reuse/carried-view.ts';
import { ReuseIndex } from '../../../shared/reuse/reuse-index.ts';
import { staleIn } from '../../../shared/reuse/stale.ts';

const FACTS = { year: 2025, from: 2024, otherUnits: ['白石乡'] };
const kinds = (text: string, source = text): string[] =>
  staleIn(text, source, FACTS).map(({ kind, text: words }) => `${kind}:${words}`);

describe('what stands out in carried-over text', () => {
  it.each([
    ['截至2024年底，各项工作有序推进。', ['year:2024年']],
    ['比2024年有所提高，工作有序推进。', []],
    ['落实《法治政府建设规划（2021—2025年）》各项任务。', []],
    ['2021—2024年累计开展活动多场次。', []],
    ['全面贯彻党的二十届三中全会精神。', ['session:二十届三中全会']],
    ['与白石乡联合开展执法演练活动。', ['name:白石乡']],
    ['开展行政检查610宗，发现问题38个。', ['figure:610', 'figure:38']],
    ['全年12月底前完成第3批整改任务。', []],
  ])('%s', (text, expected) => {
    expect(kinds(text)).toEqual(expected);
  });

  it('is no figure that was changed', () => {
    expect(kinds('开展行政检查655宗，发现问题38个。', '开展行政检查610宗，发现问题38个。')).toEqual([
      'figure:38',
    ]);
  });
});

describe('what a draft has carried over', () => {
  const past = [
    { section: '一、执法', text: '加强队伍建设，组织执法培训7次。' },
    { section: '一、执法', text: '严格执法办案，全年开展行政检查610宗。' },
  ];
  const finder = () => new CarriedFinder(new ReuseIndex(past, []), FACTS);
  const draft: Block[] = [
    makeHeading(1, '执法'),
    makeParagraph(
      padInlines([
        makeOrdinal(),
        { text: '加强队伍建设，组织执法培训' },
        makeField({ value: '9', unit: '次' }),
        { text: '。' },
        makeOrdinal(),
        { text: '今年新写的一句话，谁也没有用过。' },
        makeOrdinal(),
        { text: '严格执法办案，全年开展行政检查' },
        makeField({ value: '610', unit: '宗' }),
        { text: '。' },
      ]),
    ),
    makeHeading(1, '其他'),
  ];

  it('is told by section, whatever the items are numbered', () => {
    const { sections, same, counted } = finder().view(draft, {});
    expect(sections.map(({ name, sentences }) => [name, sentences.length])).toEqual([
      ['一、执法', 2],
      ['二、其他', 0],
    ]);
    expect(same / counted).toBeGreaterThan(0.5);
    expect(sections[0]?.sentences[1]?.stale).toMatchObject([{ kind: 'figure', text: '610' }]);
  });

  it('is the same whether its figures are filled in or not', () => {
    const empty = makeParagraph(
      padInlines([{ text: '严格执法办案，全年开展行政检查' }, makeField({ unit: '宗' }), { text: '。' }]),
    );
    const [section] = finder().view([empty], {}).sections;
    expect(section?.sentences).toMatchObject([
      { use: 'same', text: '严格执法办案，全年开展行政检查宗。', stale: [] },
    ]);
  });

  it('shows where a figure is missing, in its own sentence, and counts no place for it', () => {
    const empty = makeParagraph(
      padInlines([
        { text: '加强队伍建设，组织执法培训' },
        makeField({ unit: '次' }),
        { text: '。' },
        makeField({ unit: '第', unitPlace: 'before' }),
        { text: '严格执法办案，全年开展行政检查' },
        makeField({ unit: '宗' }),
        { text: '。' },
      ]),
    );
    const sentences = finder().view([empty], {}).sections[0]?.sentences ?? [];
    expect(sentences.map((one) => partWithGaps(one, one.from, one.to))).toEqual([
      '加强队伍建设，组织执法培训＿次。',
      '第＿严格执法办案，全年开展行政检查＿宗。',
    ]);
    const [first] = sentences;
    expect(first && partWithGaps(first, 0, 13) + partWithGaps(first, 13, first.to)).toBe(
      '加强队伍建设，组织执法培训＿次。',
    );
    expect(first?.text).toBe('加强队伍建设，组织执法培训次。');
  });

  it('has its places in the text as it reads', () => {
    const text =
      '一是加强队伍建设，组织执法培训9次。二是今年新写的一句话，谁也没有用过。三是严格执法办案，全年开展行政检查610宗。';
    const [first, second] = finder().view(draft, {}).sections[0]?.sentences ?? [];
    expect(first && text.slice(first.from, first.to)).toBe('加强队伍建设，组织执法培训9次。');
    const [stale] = second?.stale ?? [];
    expect(stale && text.slice(stale.from, stale.to)).toBe('610');
  });
});
