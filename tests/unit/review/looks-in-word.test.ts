import { describe, expect, it } from 'vitest';

import { readReviewCopy } from '../../../electron/backend/docx/read/read-review-copy.ts';
import { makeField } from '../../../shared/document/make.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { finalView, originalView } from '../../../shared/document/resolve.ts';
import type { Block } from '../../../shared/document/types.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import { spellerOf } from '../../../shared/edition/review-copy.ts';
import { TAKE_LOOKS, takeLooks, type LookChoice, type TakenLooks } from '../../../shared/merge/looks.ts';
import type { Merged } from '../../../shared/merge/merge.ts';
import type { LookKind } from '../../../shared/merge/word-copy.ts';
import { editWord } from '../../office/edit-word.ts';
import { cell, paragraph, row } from '../../rich-report.ts';
import { merged, SAVED, writtenCopy, type Sent } from './returned.ts';

// Words that somebody struck out, coloured or underlined by hand, as the readers of an office understand them.

const BY = 'w:id="900" w:author="张三" w:date="2025-12-03T02:03:00Z"';
const BLOCKS: Block[] = [
  { type: 'title', id: 'title', children: [{ text: '青禾镇年度报告' }] },
  paragraph('a', [
    { text: '全年调解' },
    makeField({ id: 'f', value: '125', unit: '件', label: '调解' }),
    { text: '，群众满意。' },
  ]),
  paragraph('b', [
    { text: '培训' },
    makeField({ id: 'g', value: '', unit: '次', label: '培训' }),
    { text: '，效果较好。' },
  ]),
  {
    type: 'table',
    id: 't',
    children: [row([cell('项目'), cell('数量')]), row([cell('执法'), cell('三次')])],
  },
];
const sent = (): Sent => ({
  blocks: structuredClone(BLOCKS),
  variables: {},
  review: { revisions: [], threads: [], decisions: [] },
  people: [],
});

const run = (words: string, look = ''): string => `<w:r><w:rPr>${look}</w:rPr><w:t>${words}</w:t></w:r>`;
/** Makes these words of a run look so, and puts something behind them. */
const dress =
  (words: string, look: string, behind = '') =>
  (xml: string): string =>
    xml.replace(
      /<w:r>((?:(?!<w:r>|<w:t).)*)<w:t[^>]*>([^<]*)<\/w:t><\/w:r>/gs,
      (whole, _rPr, text: string) => {
        const at = text.indexOf(words);
        if (at < 0) return whole;
        return `${run(text.slice(0, at))}${run(words, look)}${behind}${run(text.slice(at + words.length))}`;
      },
    );

async function back(
  edit: (xml: string) => string,
  choice: LookChoice = TAKE_LOOKS,
  author = '王芳',
): Promise<TakenLooks & { result: Merged }> {
  const copy = await readReviewCopy('稿.docx', editWord(Buffer.from(await writtenCopy(sent())), edit));
  const { blocks, variables } = sent();
  const spell = spellerOf(blocks, variables, editionPolicy(undefined));
  const taken = takeLooks(copy, { blocks, spell }, choice, { author, at: SAVED });
  const result = merged(sent(), taken.copy);
  expect(text(originalView(result.blocks))).toEqual(text(blocks));
  const rows = {
    ...sent().review,
    revisions: result.revisions,
    threads: result.threads,
  };
  const again = merged(sent(), taken.copy, { blocks: result.blocks, review: rows });
  expect(again.blocks).toEqual(result.blocks);
  expect([again.revisions, again.threads]).toEqual([[], []]);
  return { ...taken, result };
}

const text = (blocks: readonly Block[]): string => plainText(blocks, { variables: {} });

describe('words that were struck out by hand', () => {
  it.each(['<w:strike/>', '<w:dstrike/>', '<w:strike w:val="true"/>'])(
    'are deleted by whoever saved the file: %s',
    async (look) => {
      const { result, found } = await back(dress('群众满意', look));
      expect(found).toEqual([{ kind: 'strike', anchor: '_ns_a', words: '群众满意' }]);
      expect(result.revisions).toMatchObject([{ kind: 'delete', author: 'w-王芳' }]);
      expect(text(finalView(result.blocks))).toContain('全年调解125件，。');
    },
  );

  it('give way to what was typed beside them: a figure is no longer two', async () => {
    const { result } = await back(dress('125件', '<w:strike/>', run('130件')));
    const final = text(finalView(result.blocks));
    expect(final).toContain('全年调解130件，群众满意。');
    expect(final).not.toContain('125件');
  });

  it('are deleted by who struck them with tracking on, else by nobody known', async () => {
    const tracked = `<w:strike/><w:rPrChange ${BY}><w:rPr/></w:rPrChange>`;
    expect((await back(dress('群众满意', tracked))).result.revisions).toMatchObject([
      { kind: 'delete', author: 'w-张三', at: expect.stringContaining('2025-12-0') },
    ]);
    expect((await back(dress('群众满意', '<w:strike/>'), TAKE_LOOKS, '')).result.revisions).toMatchObject([
      { kind: 'delete', author: 'unknown' },
    ]);
  });

  it('come in and are deleted where they were typed just now', async () => {
    const struck = `<w:ins ${BY}>${run('又划掉的', '<w:strike/>')}</w:ins>`;
    for (const author of ['王芳', '张三']) {
      const { result } = await back(dress('群众满意', '', struck), TAKE_LOOKS, author);
      expect(JSON.stringify(result.blocks)).toContain('又划掉的');
      expect(text(finalView(result.blocks))).not.toContain('又划掉的');
    }
  });

  it('stay, and are named, where that says nothing', async () => {
    const { result } = await back(dress('群众满意', '<w:strike/>'), { strike: 'ignore', mark: 'take' });
    expect(result.revisions).toEqual([]);
    expect(result.leftOut).toMatchObject([{ block: 'a', text: '删除线“群众满意”，选了不算' }]);
  });

  it('are found in a table', async () => {
    const { result, found } = await back(dress('三次', '<w:strike/>'));
    expect(found).toEqual([{ kind: 'strike', anchor: '_ns_t', words: '三次' }]);
    expect(text(finalView(result.blocks))).not.toContain('三次');
  });

  it('are none where the strike is switched off, or they were deleted', async () => {
    expect((await back(dress('群众满意', '<w:strike w:val="0"/>'))).found).toEqual([]);
    const deleted = (xml: string): string =>
      dress(
        '群众满意',
        '<w:strike/>',
      )(xml).replace(
        /<w:r><w:rPr><w:strike\/><\/w:rPr><w:t>(群众满意)<\/w:t><\/w:r>/,
        `<w:del ${BY}><w:r><w:rPr><w:strike/></w:rPr><w:delText>$1</w:delText></w:r></w:del>`,
      );
    expect((await back(deleted)).found).toEqual([]);
  });
});

describe('words that were coloured or underlined by hand', () => {
  it.each<[string, LookKind, string]>([
    ['<w:color w:val="FF0000"/>', 'red', '标红'],
    ['<w:color w:val="C00000"/>', 'red', '标红'],
    ['<w:color w:val="0070C0"/>', 'colour', '换了颜色'],
    ['<w:highlight w:val="yellow"/>', 'highlight', '加底色'],
    ['<w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>', 'highlight', '加底色'],
    ['<w:u w:val="wave"/>', 'underline', '加下划线'],
  ])('have a comment that says so: %s', async (look, kind, name) => {
    const { result, found } = await back(dress('群众满意', look));
    expect(found).toEqual([{ kind, anchor: '_ns_a', words: '群众满意' }]);
    expect(result.revisions).toEqual([]);
    expect(result.threads).toMatchObject([
      { author: 'w-王芳', quote: '群众满意', comments: [{ body: `${name}：“群众满意”` }] },
    ]);
  });

  it.each([
    '<w:color w:val="auto"/>',
    '<w:color w:val="000000"/>',
    '<w:color w:val="333333"/>',
    '<w:highlight w:val="none"/>',
    '<w:shd w:val="clear" w:color="auto" w:fill="auto"/>',
    '<w:u w:val="none"/>',
  ])('are none in the colours of every text: %s', async (look) => {
    const { result, found } = await back(dress('群众满意', look));
    expect(found).toEqual([]);
    expect([...result.threads, ...result.revisions, ...result.leftOut]).toEqual([]);
  });

  it('have one comment for one stretch, however Word parts it', async () => {
    const red = '<w:color w:val="FF0000"/>';
    const { result } = await back(dress('群众', red, run('满意', red)));
    expect(result.threads.map(({ comments }) => comments[0]?.body)).toEqual(['标红：“群众满意”']);
  });

  it('have one comment for whole paragraphs that follow one another', async () => {
    const { result, found } = await back((xml) =>
      xml.replaceAll(
        /<w:r>(?:<w:rPr>.*?<\/w:rPr>)?<w:t/g,
        '<w:r><w:rPr><w:color w:val="0070C0"/></w:rPr><w:t',
      ),
    );
    expect(found).toHaveLength(1);
    expect(result.threads.map(({ comments }) => comments[0]?.body)).toEqual([
      expect.stringMatching(/^换了颜色：“青禾镇年度报告\n全年调解125件/),
    ]);
  });

  it('keep a comment that lies on the very same words apart', async () => {
    const other = 'w:id="77"';
    const copy = await readReviewCopy(
      '稿.docx',
      editWord(Buffer.from(await writtenCopy(sent())), (xml) =>
        dress(
          '群众满意',
          '<w:color w:val="FF0000"/>',
        )(xml).replace(
          '<w:r><w:rPr><w:color w:val="FF0000"/></w:rPr><w:t>群众满意</w:t></w:r>',
          (found) => `<w:commentRangeStart ${other}/>${found}<w:commentRangeEnd ${other}/>`,
        ),
      ),
    );
    copy.comments.push({ id: '77', author: '王芳', at: SAVED, body: '请核实', done: null, parent: null });
    const { blocks, variables } = sent();
    const spell = spellerOf(blocks, variables, editionPolicy(undefined));
    const { copy: taken } = takeLooks(copy, { blocks, spell }, TAKE_LOOKS, { author: '王芳', at: SAVED });
    const { threads, guessed } = merged(sent(), taken);
    expect(threads.map(({ comments }) => comments.map(({ body }) => body))).toEqual(
      expect.arrayContaining([['请核实'], ['标红：“群众满意”']]),
    );
    expect(guessed).toEqual([]);
  });

  it('are none where a gap was filled in that went out underlined', async () => {
    const { result, found } = await back((xml) => xml.replace('　　', '十'));
    expect(found).toEqual([]);
    expect(result.threads).toEqual([]);
  });

  it('stay, and are named, where that says nothing', async () => {
    const { result } = await back(dress('群众满意', '<w:highlight w:val="yellow"/>'), {
      strike: 'take',
      mark: 'ignore',
    });
    expect(result.threads).toEqual([]);
    expect(result.leftOut).toMatchObject([{ block: 'a', text: '加底色“群众满意”，选了不算' }]);
  });
});
