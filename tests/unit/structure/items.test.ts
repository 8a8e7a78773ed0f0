import { describe, expect, it } from 'vitest';

import { inlinesOf, isField } from '../../../shared/document/guards.ts';
import { makeHeading, makeOrdinal, makeParagraph, padInlines } from '../../../shared/document/make.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import type { Block } from '../../../shared/document/types.ts';
import { publicView } from '../../../shared/edition/secrecy.ts';
import { findItems } from '../../../shared/structure/items.ts';
import { misnumbered } from '../../../shared/structure/misnumbered.ts';
import { recognise } from '../../../shared/structure/recognise.ts';

/** Items as they are found: line, label, and * where it is not what counting gives. */
const found = (...lines: string[]): string[] => {
  const { spans, doubts } = findItems(lines);
  return [
    ...spans.map(({ line, from, to, typed }) => `${line}${lines[line]?.slice(from, to)}${typed ? '*' : ''}`),
    ...doubts.map(({ line, text }) => `${line}${text}?`),
  ];
};

describe('typed ordinals', () => {
  it.each([
    ['a number left out', ['一是学。三是宣。四是查。'], ['0一是', '0三是*', '0四是']],
    ['the first typed twice', ['一是学。一是宣。二是查。'], ['0一是', '0一是*', '0二是']],
    [
      'a later one typed twice',
      ['一是学。', '二是宣。', '二是查。', '三是罚。'],
      ['0一是', '1二是', '2二是*', '3三是'],
    ],
    ['the first left out', ['二是宣。三是查。'], ['0二是*', '0三是']],
    ['other marks', ['第一、学。第二、宣。'], ['0第一、', '0第二、']],
    ['words and numbers mixed', ['首先，学。第二，宣。最后，查。'], ['0首先，', '0第二，*', '0最后，*']],
    ['a list in a list', ['一是学。首先，读。其次，写。二是宣。'], ['0一是', '0首先，', '0其次，', '0二是*']],
    [
      'two lists of one section',
      ['一是学。二是宣。', '一是查。二是罚。'],
      ['0一是', '0二是', '1一是', '1二是'],
    ],
  ])('with %s are items, word for word', (_, lines, items) => {
    expect(found(...lines)).toEqual(items);
  });

  it.each([
    ['a lone one', ['原因一是经费。'], []],
    ['a lone one at a beginning', ['一是经费。'], ['0一是?']],
    ['one far from its run', ['一是学。二是宣。', '正文。', '而且，五是罚。'], ['0一是', '0二是', '2五是?']],
    ['sectors and kinds', ['第一、第二产业，第一、二产业，其一、其二两类。'], []],
    ['adverbs', ['首先要看，最后，还要改。'], []],
  ])('are told from %s', (_, lines, items) => {
    expect(found(...lines)).toEqual(items);
  });

  it('come through recognition unchanged, and what is out of order is asked about', () => {
    const lines = ['青禾镇2024年工作总结', '一、工作', '一是学。三是宣。三是查。', '第一、读。第二、写。'];
    const { document, variables, doubtful } = recognise(
      lines.map((text) => ({ text })),
      { templates: [] },
    );
    expect(plainText(document.blocks, { variables }).split('\n')).toEqual(lines);
    expect(doubtful).toEqual([
      {
        block: 2,
        kind: 'ordinal',
        sure: 0.75,
        why: '序号“三是”（应为“二是”）、“三是”（应为“四是”）跳过或重复了，按原样保留',
      },
    ]);
  });

  it('are no part of what is counted behind them', () => {
    const { document } = recognise([{ text: '题目' }, { text: '一是召开会议12次。二是宣讲8场。' }], {
      templates: [],
    });
    const labels = inlinesOf(document.blocks[1] as Block).flatMap((node) =>
      isField(node) ? [node.label] : [],
    );
    expect(labels).toEqual(['会议', '宣讲']);
  });

  it('are no error in a list inside another one', () => {
    const { document } = recognise([{ text: '题目' }, { text: '一是学。首先，读。其次，写。二是宣。' }], {
      templates: [],
    });
    expect(misnumbered(document.blocks)).toEqual([]);
  });
});

const run = (secret: boolean): Block[] => [
  makeHeading(1, '工作'),
  makeParagraph(
    padInlines([
      makeOrdinal(),
      { text: '学。' },
      { ...makeOrdinal(), ...(secret ? { secret: true as const } : {}) },
      { text: '宣。', ...(secret ? { secret: true as const } : {}) },
      { ...makeOrdinal(), typed: '五是' },
      { text: '查。' },
      makeOrdinal(),
      { text: '罚。' },
    ]),
  ),
];
const read = (blocks: readonly Block[]): string => plainText(blocks.slice(1));

describe('a typed label', () => {
  it('is counted on from', () => {
    expect(read(run(false))).toBe('一是学。二是宣。五是查。六是罚。');
  });

  it('shows no gap where the public edition leaves an item out', () => {
    expect(read(publicView(run(true)))).toBe('一是学。二是查。三是罚。');
  });
});
