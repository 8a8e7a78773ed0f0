import { describe, expect, it } from 'vitest';

import { makeField, makeHeading, makeOrdinal, makeParagraph } from '../../../shared/document/make.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import type { Block, Inline } from '../../../shared/document/types.ts';
import { documentProblems } from '../../../shared/document/validate.ts';
import { blocksOfFragment, blocksOfLines, foundIn, type PasteInto } from '../../../shared/paste/pasted.ts';
import { readText } from '../../../shared/paste/read-text.ts';
import { fc } from '../../random.ts';

const into: PasteInto = { template: null, unit: '青禾镇', slots: new Set(), whole: false };
const paste = (text: string, more: Partial<PasteInto> = {}): Block[] =>
  blocksOfLines(readText(text), { ...into, ...more });
const numberless = (text: string): string =>
  text
    .split(/[\n\t]/)
    .map((one) => one.replace(/^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+\.)/, ''))
    .join('')
    .replace(/\s/g, '');
const shapes = (blocks: Block[]): string[] =>
  blocks.map((block) => (block.type === 'heading' ? `heading ${block.level}` : block.type));

describe('foreign text as blocks', () => {
  it('recognises headings, items, figures, masks, the unit and tables', () => {
    const blocks = paste(
      '一、工作情况\n（一）抓执法\n一是青禾镇规范程序，开展检查***宗。二是健全制度，办结28宗。\n项目\t数量\n调解\t125',
    );
    expect(shapes(blocks)).toEqual(['heading 1', 'heading 2', 'paragraph', 'table']);
    expect(foundIn(blocks)).toMatchObject({ headings: 2, items: 2, tables: 1 });
    expect(foundIn(blocks).fields).toBeGreaterThanOrEqual(3);
    expect(documentProblems(blocks)).toEqual([]);
  });

  it('is a piece of a report: no title, no signature, no addressee are guessed', () => {
    const text = '2024年法治工作总结\n主要做法：\n加强领导。\n青禾镇人民政府\n2025年1月5日';
    expect(shapes(paste(text))).toEqual(Array.from({ length: 5 }, () => 'paragraph'));
    expect(paste(text).every((block) => !('role' in block))).toBe(true);
    expect(shapes(paste(text, { whole: true }))).toEqual([
      'title',
      'paragraph',
      'paragraph',
      'signature',
      'signature',
    ]);
  });

  it('words alone stay words', () => {
    expect(paste('检查12次')).toEqual([makeParagraphLike('检查12次')]);
    expect(paste('一、工作情况')).toEqual([makeParagraphLike('一、工作情况')]);
    expect(paste('  \n\n')).toEqual([]);
  });

  it('a few words that count, are masked, or are a heading in an empty line are more than words', () => {
    expect(foundIn(paste('二是抓落实'))).toMatchObject({ items: 1 });
    expect(foundIn(paste('办理案件**宗'))).toMatchObject({ fields: 1 });
    expect(shapes(paste('一、工作情况', { blank: true }))).toEqual(['heading 1']);
  });

  it('leaves numbers of headings to counting, and slots to the headings that have them', () => {
    const [heading] = paste('三、工作情况\n加强领导。');
    expect(heading).not.toHaveProperty('typedNumber');
  });

  it('keeps every word, white space and numbers aside', () => {
    const line = fc.oneof(
      fc.stringMatching(/^[甲乙丙，。；*1-9次宗]{1,40}$/),
      fc.constantFrom(
        '一、情况',
        '（一）做法',
        '1.措施',
        '一是抓学习。二是抓落实。',
        '三是乱了序',
        '附件：1.名单',
      ),
      fc
        .tuple(fc.stringMatching(/^[甲乙12]{1,4}$/), fc.stringMatching(/^[甲乙12]{1,4}$/))
        .map((row) => row.join('\t')),
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), fc.boolean(), (lines, whole) => {
        const blocks = paste(lines.join('\n'), { whole });
        expect(documentProblems(blocks)).toEqual([]);
        const variables = { unit: '青禾镇' };
        // In a piece an item has the number that counting gives it where it comes to stand.
        const read = (text: string) =>
          whole ? numberless(text) : numberless(text).replace(/[一二三四五六七八九十]+是/g, '是');
        expect(read(plainText(blocks, { variables }))).toBe(read(lines.join('\n')));
      }),
    );
  });
});

function makeParagraphLike(text: string): unknown {
  return { type: 'paragraph', id: expect.any(String) as string, children: [{ text }] };
}

describe('our own nodes', () => {
  const field = makeField({ value: '12', unit: '次' });
  const paragraph = makeParagraph([makeOrdinal(), { text: '开展检查', c_t1: true }, { ...field, ins: 'r1' }]);

  it('get new ids and lose the marks of the review, and what was deleted', () => {
    const marked = {
      ...paragraph,
      pIns: 'r2',
      children: [...paragraph.children, { text: '旧', del: 'r3' } as Inline],
    };
    const [block] = blocksOfFragment(JSON.parse(JSON.stringify([marked])), new Set()) ?? [];
    expect(block).toEqual({
      type: 'paragraph',
      id: expect.any(String) as string,
      children: [
        { text: '' },
        { type: 'ordinal', scheme: 'shi', children: [{ text: '' }] },
        { text: '开展检查' },
        { ...field, id: expect.any(String) as string },
        { text: '' },
      ],
    });
    expect(block?.id).not.toBe(paragraph.id);
    expect((block as typeof paragraph).children[3]).not.toMatchObject({ id: field.id });
  });

  it('come with every undecided change accepted', () => {
    const blocks = blocksOfFragment(
      [
        // The break before the first line was not copied.
        { ...makeHeading(2, '普法工作'), pFmt: 'r1', pWas: { type: 'paragraph' }, pDel: 'r2' },
        makeParagraph([{ text: '开展宣讲，' }]),
        { ...makeParagraph([{ text: '覆盖全镇。' }]), pDel: 'r3' },
      ],
      new Set(),
    );
    expect(blocks).toEqual([
      { type: 'heading', id: expect.any(String) as string, level: 2, children: [{ text: '普法工作' }] },
      makeParagraphLike('开展宣讲，覆盖全镇。'),
    ]);
  });

  it('give up a slot that is taken', () => {
    const heading = makeHeading(1, '工作情况', 'work');
    expect(blocksOfFragment([heading], new Set(['work']))?.[0]).not.toHaveProperty('slot');
    expect(blocksOfFragment([heading], new Set())?.[0]).toHaveProperty('slot', 'work');
  });

  it('a piece of a line is a paragraph; what is not ours is refused', () => {
    expect(blocksOfFragment([{ text: '检查' }], new Set())).toEqual([makeParagraphLike('检查')]);
    for (const strange of [null, [], 'x', [{ type: 'image', children: [] }], [{ type: 'paragraph' }], [1]])
      expect(blocksOfFragment(strange, new Set())).toBeNull();
  });
});
