import { createEditor, Editor } from 'slate';
import { describe, expect, it } from 'vitest';

import {
  makeField,
  makeHeading,
  makeOrdinal,
  makeParagraph,
  makeTitle,
  padInlines,
} from '../../../shared/document/make.ts';
import { inlinesOf, isImage, isNote } from '../../../shared/document/guards.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import type { Block, Inline } from '../../../shared/document/types.ts';
import { withDocument } from '../../../shared/document/with-document.ts';
import { findAll } from '../../../shared/find/find.ts';
import { fold, foldChar } from '../../../shared/text/fold.ts';
import { fieldOf, replaceOps } from '../../../shared/find/replace.ts';
import { isWithin, matchFrom, sectionAround } from '../../../shared/find/scope.ts';
import { fc } from '../../random.ts';
import { cell, image, note, row } from '../../rich-report.ts';

const paragraph = (...nodes: Inline[]): Block => makeParagraph(padInlines(nodes));

function applied(blocks: Block[], ops: ReturnType<typeof replaceOps>['ops']): Block[] {
  const editor = withDocument(createEditor());
  editor.children = blocks;
  Editor.withoutNormalizing(editor, () => {
    for (const op of ops) editor.apply(op);
  });
  return editor.children as unknown as Block[];
}

const texts = (blocks: Block[], words: string, options = {}): string[] =>
  findAll(blocks, words, options).map((match) => match.text);

describe('finding', () => {
  it('takes full and half width, capitals and small letters alike, unless told not to', () => {
    const blocks = [makeParagraph('ＡＢＣ，abc,（2023）“是”')];
    expect(texts(blocks, 'abc,')).toEqual(['ＡＢＣ，', 'abc,']);
    expect(texts(blocks, '(２０２３)')).toEqual(['（2023）']);
    expect(texts(blocks, '"是"')).toEqual(['“是”']);
    expect(texts(blocks, 'abc', { matchWidth: true })).toEqual(['abc']);
    expect(texts(blocks, 'abc', { matchCase: true })).toEqual(['abc']);
  });

  it('folds every character as it folds one, place by place', () => {
    const chars = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
    for (const options of [{}, { matchCase: true }, { matchWidth: true }]) {
      const text = chars.join('');
      const folded = fold(text, options);
      expect(folded).toHaveLength(text.length);
      expect(folded === chars.map((char) => foldChar(char, options)).join('')).toBe(true);
    }
  });

  it('reads over marks, figures and ordinals', () => {
    const blocks = [
      paragraph(
        makeOrdinal(),
        { text: '召开' },
        { text: '会议', c_t: true },
        makeField({ value: '12', unit: '次' }),
        { text: '。' },
        makeOrdinal(),
        { text: '印发文件' },
      ),
    ];
    expect(texts(blocks, '召开会议12次')).toEqual(['召开会议12次']);
    expect(texts(blocks, '二是印发')).toEqual(['二是印发']);
    const [match] = findAll(blocks, '会议12');
    expect(match).toMatchObject({ before: '一是召开', after: '次。二是印发文件' });
  });

  it('passes over what is deleted, and reads variables as what they stand for', () => {
    const unit = makeField({ variable: 'unit', unit: '镇', kind: 'place' });
    const blocks = [paragraph(unit, { text: '认真' }, { text: '不', del: 'r' }, { text: '落实' })];
    expect(texts(blocks, '青禾镇认真落实', { variables: { unit: '青禾镇' } })).toHaveLength(1);
    expect(texts(blocks, '不')).toEqual([]);
  });

  it('keeps to the blocks that it is told, and finds no overlap', () => {
    const blocks = [makeHeading(1, '哈哈哈哈'), makeParagraph('哈哈')];
    expect(texts(blocks, '哈哈')).toHaveLength(3);
    expect(texts(blocks, '哈哈', { within: [1, 2] })).toHaveLength(1);
    expect(texts(blocks, '')).toEqual([]);
  });
});

describe('replacing', () => {
  it('keeps the marks of the first piece', () => {
    const blocks = [paragraph({ text: '召', c_t: true }, { text: '开会议' })];
    const { ops, replaced } = replaceOps(findAll(blocks, '召开'), '举行');
    expect(replaced).toBe(1);
    expect(applied(blocks, ops)[0]?.children).toEqual([{ text: '举行', c_t: true }, { text: '会议' }]);
  });

  it('changes a figure inside its field, twice in one value', () => {
    const blocks = [paragraph({ text: '约' }, makeField({ value: '1212', unit: '次' }))];
    const { ops } = replaceOps(findAll(blocks, '2'), '33', { fields: true });
    expect(ops).toHaveLength(1);
    expect(plainText(applied(blocks, ops))).toBe('约133133次');
  });

  it('changes a figure beside the words that say how exact it is and up to when it counts', () => {
    const exact = { value: '200', unit: '件', approx: '近余', cutoff: '截至11月底' };
    const blocks = [paragraph({ text: '办理' }, makeField(exact), { text: '。' })];
    expect(plainText(blocks)).toBe('办理近200余件（截至11月底）。');
    const { ops } = replaceOps(findAll(blocks, '200'), '300', { fields: true });
    expect(plainText(applied(blocks, ops))).toBe('办理近300余件（截至11月底）。');
    // Part of the value with what is no part of it: nothing may be cut off.
    for (const words of ['近2', '00余', '近', '截至']) {
      const { ops: none, refused } = replaceOps(findAll(blocks, words), '改', { fields: true });
      expect(none, words).toEqual([]);
      expect(refused, words).toHaveLength(1);
    }
  });

  it('refuses what would eat a figure, a unit, an ordinal or a variable, and says why', () => {
    const unit = makeField({ variable: 'unit', unit: '镇', kind: 'place' });
    const blocks = [
      paragraph(
        makeOrdinal(),
        { text: '开会' },
        makeField({ value: '12', unit: '次' }),
        { text: '。' },
        unit,
      ),
    ];
    const variables = { unit: '青禾镇' };
    for (const words of ['会12', '12次', '次', '次。', '一是', '青禾']) {
      const result = replaceOps(findAll(blocks, words, { variables }), '改', { fields: true });
      expect(result.ops, words).toEqual([]);
      expect(result.refused, words).toHaveLength(1);
      expect(result.refused[0]?.why).toMatch(/。$/);
    }
  });

  it('leaves the values of fields alone unless told not to', () => {
    const blocks = [paragraph({ text: '12个村，检查' }, makeField({ value: '12', unit: '次' }))];
    const { replaced, refused, ops } = replaceOps(findAll(blocks, '12'), '15');
    expect(replaced).toBe(1);
    expect(plainText(applied(blocks, ops))).toBe('15个村，检查12次');
    expect(refused.map(({ why }) => why)).toEqual(['这里是字段里的值，不随文字替换。']);
    expect(refused[0] && fieldOf(refused[0].match)?.value).toBe('12');
  });

  it('of all in plain text does what it does to the text', () => {
    const word = fc.stringMatching(/^[甲乙丙]{1,3}$/);
    const leaf = fc.record({ text: fc.stringMatching(/^[甲乙丙丁]{0,6}$/), c: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(fc.array(leaf, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
        word,
        word,
        (rows, from, to) => {
          const blocks = rows.map((leaves) =>
            paragraph(...leaves.map(({ text, c }): Inline => (c ? { text, c_t: true } : { text }))),
          );
          const { ops } = replaceOps(findAll(blocks, from), to);
          expect(plainText(applied(blocks, ops))).toBe(plainText(blocks).replaceAll(from, to));
        },
      ),
    );
  });
});

const withAsides = (): Block[] => [
  paragraph(
    { text: '台账如下' },
    note('n1', '据司法所台账，台账另存。'),
    { text: '。查台账' },
    image('i1', '台账封面'),
    { text: '。' },
  ),
  {
    type: 'table',
    id: 't',
    children: [row([cell('项目'), cell([{ text: '数' }, note('n2', '台账数。')])])],
  },
];

describe('words in notes, and what is said of images', () => {
  it('are found where they are, in reading order', () => {
    const found = findAll(withAsides(), '台账');
    expect(
      found.map(({ before, text, after, aside }) => [aside?.node.type ?? 'text', before + text + after]),
    ).toEqual([
      ['text', '台账如下。查台账。'],
      ['note', '据司法所台账，台账另存。'],
      ['note', '据司法所台账，台账另存。'],
      ['text', '台账如下。查台账。'],
      ['image', '台账封面'],
      ['note', '台账数。'],
    ]);
    expect(found[1]).toMatchObject({ path: [0], start: { path: [0, 1, 0], offset: 0 }, from: 4, to: 4 });
    expect(found[5]).toMatchObject({ blockId: 't', cell: [0, 1], start: { path: [1, 0, 1, 1, 0] } });
  });

  it('are replaced there, and the note and the image stay', () => {
    const all = replaceOps(findAll(withAsides(), '台账'), '登记');
    expect(all).toMatchObject({ replaced: 6, refused: [] });
    const done = applied(withAsides(), all.ops);
    expect(findAll(done, '台账')).toEqual([]);
    expect(findAll(done, '登记')).toHaveLength(6);
    const nodes = done.flatMap((block) => inlinesOf(block));
    expect(nodes.filter(isNote).map(({ id, body }) => [id, body])).toEqual([
      ['n1', [{ text: '据司法所登记，登记另存。' }]],
      ['n2', [{ text: '登记数。' }]],
    ]);
    expect(nodes.filter(isImage).map(({ alt }) => alt)).toEqual(['登记封面']);
  });

  it('keep their formats, whatever leaves they stand in', () => {
    const body = [{ text: '甲' }, { text: '乙丙', bold: true as const }, { text: '丁' }];
    const block = paragraph({ ...note('n', ''), body });
    const replaced = (from: string, to: string): unknown =>
      inlinesOf(applied([block], replaceOps(findAll([block], from), to).ops)[0] as Block).find(isNote)?.body;
    expect(replaced('乙', '戊')).toEqual([{ text: '甲' }, { text: '戊丙', bold: true }, { text: '丁' }]);
    expect(replaced('甲乙丙', '戊')).toEqual([{ text: '戊' }, { text: '丁' }]);
    expect(replaced('丙丁', '')).toEqual([{ text: '甲' }, { text: '乙', bold: true }]);
  });
});

describe('where to look', () => {
  const blocks = [
    makeTitle('总结'),
    makeParagraph('引言'),
    makeHeading(1, '一'),
    makeParagraph('甲'),
    makeHeading(2, '二'),
    makeParagraph('乙'),
    makeHeading(1, '三'),
    makeParagraph('丙'),
  ];

  it('a section is its heading and all that is under it', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7].map((at) => sectionAround(blocks, at))).toEqual([
      [0, 2],
      [0, 2],
      [2, 6],
      [2, 6],
      [4, 6],
      [4, 6],
      [6, 8],
      [6, 8],
    ]);
  });

  it('an annex is a section, and none reaches into it', () => {
    const annexed: Block[] = [
      makeHeading(1, '一'),
      makeParagraph('甲'),
      { type: 'annex', id: 'a', children: [{ text: '表' }] },
      makeParagraph('乙'),
      makeHeading(2, '二'),
      { type: 'annex', id: 'b', children: [{ text: '名单' }] },
    ];
    expect([0, 1, 2, 3, 4, 5].map((at) => sectionAround(annexed, at))).toEqual([
      [0, 2],
      [0, 2],
      [2, 5],
      [2, 5],
      [4, 5],
      [5, 6],
    ]);
  });

  it('a selection holds what lies in it as a whole, at figures too', () => {
    const line = [paragraph({ text: '查甲查' }, makeField({ value: '查', unit: '' }), { text: '查' })];
    const matches = findAll(line, '查');
    const inside = (a: number[], b: number[]): number =>
      matches.filter((match) =>
        isWithin(
          match,
          { path: [0, a[0] ?? 0], offset: a[1] ?? 0 },
          { path: [0, b[0] ?? 0], offset: b[1] ?? 0 },
        ),
      ).length;
    expect(matches).toHaveLength(4);
    expect(inside([0, 0], [2, 1])).toBe(4);
    expect(inside([0, 1], [2, 0])).toBe(2);
    expect(inside([0, 3], [2, 0])).toBe(1);
  });

  it('the next one from a place, around the end', () => {
    const matches = findAll([makeParagraph('查甲查')], '查');
    expect(matchFrom(matches, null)).toBe(0);
    expect(matchFrom(matches, { path: [0, 0], offset: 1 })).toBe(1);
    expect(matchFrom(matches, { path: [0, 0], offset: 3 })).toBe(0);
    expect(matchFrom([], null)).toBe(-1);
  });
});
