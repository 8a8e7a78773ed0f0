import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

import { readReviewCopy } from '../../../electron/backend/docx/read/read-review-copy.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { finalView } from '../../../shared/document/resolve.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import { spellerOf } from '../../../shared/edition/review-copy.ts';
import { TAKE_LOOKS, takeLooks } from '../../../shared/merge/looks.ts';
import { richBlocks } from '../../rich-report.ts';
import { merged, SAVED, writtenCopy, type Sent } from './returned.ts';

// What a reader of the text alone would pass over: it is taken in, asked about, or named.

const BY = 'w:id="900" w:author="张三" w:date="2025-12-03T02:03:00Z"';
const BODY = 'word/document.xml';
const sent = (): Sent => ({
  blocks: richBlocks(),
  variables: {},
  review: { revisions: [], threads: [], decisions: [] },
  people: [],
});

type Edit = (xml: string) => string;
type Back = {
  /** Block, or place, and what is told of it. */
  named: [string, string][];
  asked: [string, string][];
  /** Lines that the report has once all is accepted, and had not. */
  come: string[];
  comments: string[];
  unplaced: number;
  conflicts: number;
};

const textOf = (blocks: Sent['blocks']): string[] => plainText(blocks, { variables: {} }).split('\n');

/** What comes of a copy whose parts were edited so. */
async function back(edits: Record<string, Edit>): Promise<Back> {
  const parts = unzipSync(await writtenCopy(sent()));
  for (const [name, edit] of Object.entries(edits)) {
    const before = parts[name] ? strFromU8(parts[name]) : '';
    const after = edit(before);
    expect(after).not.toBe(before);
    parts[name] = strToU8(after);
  }
  const copy = await readReviewCopy('稿.docx', zipSync(parts));
  const { blocks } = sent();
  const spell = spellerOf(blocks, {}, editionPolicy(undefined));
  const by = { author: '王芳', at: SAVED };
  const { copy: answered, found } = takeLooks(copy, { blocks, spell }, TAKE_LOOKS, by);
  const result = merged(sent(), answered);
  const before = new Set(textOf(blocks));
  return {
    named: result.leftOut.map(({ block, place, text }) => [place ?? block, text]),
    asked: found.map(({ kind, words }) => [kind, words]),
    come: textOf(finalView(result.blocks)).filter((line) => !before.has(line)),
    comments: result.threads.map(({ comments }) => comments[0]?.body ?? ''),
    unplaced: result.unplaced.length,
    conflicts: result.conflicts.length,
  };
}

const RUN_END = '，化解纠纷</w:t></w:r>';
/** Puts something behind 化解纠纷. */
const here = (more: string): Record<string, Edit> => ({
  [BODY]: (xml) => xml.replace(RUN_END, `${RUN_END}${more}`),
});
const run = (words: string, look = ''): string => `<w:r><w:rPr>${look}</w:rPr><w:t>${words}</w:t></w:r>`;
const cell = (words: string): string => `<w:tc><w:p>${run(words)}</w:p></w:tc>`;
const either = (choice: string, fallback: string): string =>
  `<mc:AlternateContent xmlns:mc="m"><mc:Choice Requires="w14">${choice}</mc:Choice><mc:Fallback>${fallback}</mc:Fallback></mc:AlternateContent>`;
const behindNewPage =
  (more: string): Edit =>
  (xml) =>
    xml.replace(/(<w:p>(?:(?!<\/w:p>).)*新的一页。(?:(?!<\/w:p>).)*<\/w:p>)/s, `$1${more}`);
const noWords: Edit = (xml) => xml.replace(/<w:p>.*<\/w:p>/s, '<w:p/>');
const field = (code: string, shown: string): string =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${code.slice(0, 4)}</w:instrText></w:r><w:r><w:instrText>${code.slice(4)}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
const drawing = (inner: string): string =>
  `<w:r><w:drawing><wp:inline><wp:docPr id="9" name="图 9" descr="说明"/><a:graphic><a:graphicData>${inner}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;

describe('what stands in the text of a copy', () => {
  it('comes in with rows that stand in a tracked change', async () => {
    const row = `<w:tr>${cell('行政强制')}${cell('3')}${cell('4')}</w:tr>`;
    const { come } = await back({
      [BODY]: (xml) => xml.replace('</w:tbl>', `<w:ins ${BY}>${row}</w:ins></w:tbl>`),
    });
    expect(come).toEqual(['行政强制\t3\t4']);
  });

  it('comes in with paragraphs that are wrapped in what only some programs know', async () => {
    const wrapped = `<w:p>${run('又一段。')}</w:p>`;
    expect(await back({ [BODY]: behindNewPage(either(wrapped, wrapped)) })).toMatchObject({
      come: ['又一段。'],
      named: [],
    });
    expect((await back({ [BODY]: behindNewPage(`<x:later>${wrapped}</x:later>`) })).come).toEqual([
      '又一段。',
    ]);
  });

  it('is named where programs don’t all show the same', async () => {
    const two: [string, string][] = [['lead', '同一处的另一种写法“925”，有的软件显示它，这里收的是“125”']];
    expect((await back(here(either(run('125'), run('925'))))).named).toEqual(two);
    expect((await back(here(`<w:r>${either('<w:t>125</w:t>', '<w:t>925</w:t>')}</w:r>`))).named).toEqual(two);
    expect((await back(here(either(run('125'), run('125'))))).named).toEqual([]);
    expect((await back(here(either('', run('925'))))).named).toEqual([
      ['lead', '只有部分软件显示的文字“925”'],
    ]);
  });

  it('is named where a note has only its number', async () => {
    const { named } = await back(here('<w:r><w:footnoteReference w:id="77"/></w:r>'));
    expect(named).toEqual([['lead', '脚注或尾注，文件里只有编号，没有内容']]);
  });

  it('is named where it leads elsewhere, or is worked out', async () => {
    const link: [string, string][] = [['lead', '超链接的网址，只收了文字“全文”']];
    expect((await back(here(field('HYPERLINK "http://example.cn"', '全文')))).named).toEqual(link);
    const simple = `<w:fldSimple w:instr=" HYPERLINK &quot;http://example.cn&quot; ">${run('全文')}</w:fldSimple>`;
    expect((await back(here(simple))).named).toEqual(link);
    expect((await back(here(field('HYPERLINK \\l "一"', '见上')))).named).toEqual([]);
    expect((await back(here(field('=SUM(ABOVE)', '36')))).named).toEqual([
      ['lead', '域“=SUM(ABOVE)”，只收了显示的文字“36”'],
    ]);
  });

  it.each([
    ['<w:color w:val="FFFFFF"/>', true],
    ['<w:sz w:val="2"/>', true],
    ['<w:vanish/>', true],
    ['<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>', false],
    ['<w:vanish w:val="0"/>', false],
  ])('is named where nobody sees it: %s', async (look, isNamed) => {
    const { named, come } = await back(here(run('看不见', look)));
    expect(come.join('')).toContain('看不见');
    expect(named).toEqual(isNamed ? [['lead', '“看不见”设成了隐藏文字，这里照常显示']] : []);
  });

  it('may be white on a dark ground', async () => {
    const { named } = await back({
      [BODY]: (xml) =>
        xml.replace(
          '</w:tbl>',
          `<w:tr><w:tc><w:tcPr><w:shd w:fill="1F3864"/></w:tcPr><w:p>${run('合计', '<w:color w:val="FFFFFF"/>')}</w:p></w:tc>${cell('1')}${cell('2')}</w:tr></w:tbl>`,
        ),
    });
    expect(named).toEqual([]);
  });

  it('keeps a comment whose words were not taken', async () => {
    const words = `<w:commentRangeStart w:id="88"/>${run('框')}<w:commentRangeEnd w:id="88"/><w:r><w:commentReference w:id="88"/></w:r>`;
    const box = `<w:r><w:pict><v:textbox><w:txbxContent><w:p>${words}</w:p></w:txbxContent></v:textbox></w:pict></w:r>`;
    const comments = `<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="88" w:author="张三"><w:p>${run('框里的批注')}</w:p></w:comment></w:comments>`;
    const told = await back({ ...here(box), 'word/comments.xml': () => comments });
    expect(told).toMatchObject({
      comments: ['框里的批注'],
      unplaced: 1,
      named: [['lead', '文本框，写的是“框”']],
    });
  });
});

describe('what is no image that can be shown', () => {
  const group =
    '<wpg:wgp><pic:pic><a:blip r:embed="rId99"/></pic:pic><wps:txbx><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></wps:txbx></wpg:wgp>';
  const object =
    '<w:r><w:object><v:shape><v:imagedata r:id="rId99"/></v:shape><o:OLEObject/></w:object></w:r>';
  it.each<[string, string, string[]]>([
    ['a chart', drawing('<c:chart r:id="rId99"/>'), ['图表，说明是“说明”']],
    ['a shape', drawing('<wps:wsp/>'), ['图形，说明是“说明”']],
    ['ink', drawing('<w14:contentPart r:id="rId99"/>'), ['手写墨迹，说明是“说明”']],
    [
      'a link to an image',
      drawing('<a:blip r:link="rId99"/>'),
      ['图片（只是链接，不在文件里），说明是“说明”'],
    ],
    [
      'an image that is not there',
      drawing('<a:blip r:embed="rId99"/>'),
      ['图片（在文件里找不到），说明是“说明”'],
    ],
    [
      'an image beside a text box',
      drawing(group),
      ['文本框，写的是“框”', '图片（在文件里找不到），说明是“说明”'],
    ],
    ['a table of Excel', object, ['嵌入的对象（如 Excel 表），最多收了它的图']],
  ])('is called what it is: %s', async (_name, xml, texts) => {
    const told = await back(here(xml));
    expect(told.named).toEqual(texts.map((text) => ['lead', text]));
    expect(told.conflicts).toBe(0);
  });

  it('is told of where a change of formats was made at the same minute, or has no date', async () => {
    const box =
      '<w:r><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r>';
    const undated = `<w:ins w:id="900" w:author="张三">${box}</w:ins>`;
    expect((await back(here(undated))).named).toEqual([['lead', '文本框，写的是“框”']]);
    const look = '<w:sz w:val="44"/><w:rPrChange w:id="901" w:author="张三"><w:rPr/></w:rPrChange>';
    expect((await back(here(run('大字', look)))).named).toEqual([['lead', '字号的改动：“大字”']]);
  });
});

const off = (what: string): Record<string, Edit> => ({
  [BODY]: (xml) => xml.replaceAll(new RegExp(`<w:${what}Reference[^>]*/>`, 'g'), ''),
});
const cut: Edit = (xml) =>
  xml.replace(
    /<w:r>(.*?)<w:t( [^>]*)?>征求意见稿<\/w:t><\/w:r>/s,
    (_whole, rPr: string) => `<w:del ${BY}><w:r>${rPr}<w:delText>征求意见稿</w:delText></w:r></w:del>`,
  );

describe('the header and the footer', () => {
  const gone: [string, string][] = [['整份文件', '页眉（征求意见稿）的删除']];
  it('are named where they were emptied, and where they were taken off', async () => {
    expect((await back({ 'word/header1.xml': noWords, 'word/header2.xml': noWords })).named).toEqual(gone);
    expect((await back(off('header'))).named).toEqual(gone);
    expect((await back(off('footer'))).named).toEqual([['整份文件', '页脚（页码）的删除']]);
  });

  it('are named where the words went with tracking on', async () => {
    expect((await back({ 'word/header1.xml': cut, 'word/header2.xml': cut })).named).toEqual(gone);
  });
});

describe('a mark that is not on the words themselves', () => {
  const shade = '<w:shd w:val="clear" w:fill="FFFF00"/>';
  it('is asked about: a coloured cell, a coloured paragraph', async () => {
    const ofCell = await back({ [BODY]: (xml) => xml.replace(/(<w:tc><w:tcPr>)/, `$1${shade}`) });
    expect(ofCell).toMatchObject({ asked: [['highlight', '项目']], comments: ['加底色：“项目”'] });
    const ofParagraph = await back({
      [BODY]: (xml) => xml.replace(/<w:p><w:pPr>((?:(?!<\/w:p>).)*新的一页。)/s, `<w:p><w:pPr>${shade}$1`),
    });
    expect(ofParagraph.asked).toEqual([['highlight', '新的一页。']]);
  });

  it('is asked about: a style of characters, dots below', async () => {
    const style =
      '<w:style w:type="character" w:styleId="No"><w:name w:val="废止"/><w:rPr><w:strike/></w:rPr></w:style>' +
      '<w:style w:type="character" w:styleId="Link"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0000FF"/><w:u w:val="single"/></w:rPr></w:style>';
    const styled = (id: string): Record<string, Edit> => ({
      ...here(run('乙办', `<w:rStyle w:val="${id}"/>`)),
      'word/styles.xml': (xml) => xml.replace('</w:styles>', `${style}</w:styles>`),
    });
    expect((await back(styled('No'))).asked).toEqual([['strike', '乙办']]);
    expect((await back(styled('Link'))).asked).toEqual([]);
    expect((await back(here(run('着重', '<w:em w:val="dot"/>')))).asked).toEqual([['emphasis', '着重']]);
  });
});
