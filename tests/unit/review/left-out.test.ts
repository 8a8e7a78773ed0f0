import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

import { readReviewCopy } from '../../../electron/backend/docx/read/read-review-copy.ts';
import { placeName } from '../../../shared/review/merge-lists.ts';
import { editWord } from '../../office/edit-word.ts';
import { richBlocks } from '../../rich-report.ts';
import { brought, merged, writtenCopy, type Sent } from './returned.ts';

// What a copy may hold that a report has no place for: it is named, with its words and its place.

const BY = 'w:id="900" w:author="张三" w:date="2025-12-03T02:03:00Z"';
const sent = (): Sent => ({
  blocks: richBlocks(),
  variables: {},
  review: { revisions: [], threads: [], decisions: [] },
  people: [],
});

type Told = { place: string; text: string; author: string };

/** What is told of a copy whose body was edited so; nothing else comes of it. */
async function told(
  edit: (xml: string) => string,
  parts: Record<string, (xml: string) => string> = {},
): Promise<Told[]> {
  const out = unzipSync(await writtenCopy(sent()));
  for (const [name, change] of Object.entries({ 'word/document.xml': edit, ...parts })) {
    const before = strFromU8(out[name] ?? new Uint8Array());
    out[name] = strToU8(change(before));
  }
  const result = merged(sent(), await readReviewCopy('稿.docx', zipSync(out)));
  return result.leftOut.map(({ block, place, text, author }) => ({
    place: place ?? (block || placeName({ block, section: '' })),
    text,
    author,
  }));
}

const RUN_END = '，化解纠纷</w:t></w:r>';
/** Puts something behind 化解纠纷. */
const here =
  (more: string) =>
  (xml: string): string => {
    expect(xml).toContain(RUN_END);
    return xml.replace(RUN_END, `${RUN_END}${more}`);
  };
const run = (words: string, look = ''): string => `<w:r><w:rPr>${look}</w:rPr><w:t>${words}</w:t></w:r>`;
const box = (words: string): string =>
  `<w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>${words}</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>${words}</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
const inCell = (more: string) => (xml: string) => {
  const at = xml.indexOf('行政处罚');
  const end = xml.indexOf('</w:tc>', at);
  return xml.slice(0, end) + more + xml.slice(end);
};
const NESTED =
  '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>里层</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>的表</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>';
const same = (xml: string): string => xml;
const HEADER = 'word/header1.xml';
const FOOTER = 'word/footer1.xml';
const endOf =
  (more: string) =>
  (xml: string): string =>
    xml.replace(/<\/w:p>(?!.*<\/w:p>)/s, `${more}</w:p>`);

const lead = (text: string, author = ''): Told => ({ place: 'lead', text, author });
const whole = (text: string, author = ''): Told => ({ place: '整份文件', text, author });
const red = (xml: string): string =>
  xml.replace(/<w:r>((?:(?!<w:r>).)*据镇司法所台账。)/, '<w:r><w:rPr><w:strike/></w:rPr>$1');

describe('what a returned copy holds that a report has no place for', () => {
  it('is nothing in a copy that nobody touched', async () => {
    expect(await told(same)).toEqual([]);
  });

  it.each<[string, (xml: string) => string, Told]>([
    ['a text box', here(box('请补充典型案例')), lead('文本框，写的是“请补充典型案例”')],
    [
      'a text box that was put in with tracking on',
      here(`<w:ins ${BY}>${box('请补充')}</w:ins>`),
      lead('文本框，写的是“请补充”', 'w-张三'),
    ],
    [
      'a text box of an old program',
      here(
        '<w:r><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>旧框</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r>',
      ),
      lead('文本框，写的是“旧框”'),
    ],
    [
      'a table in a table',
      inCell(NESTED),
      { place: 'table', text: '套在表格里的表格，写的是“里层 的表”', author: '' },
    ],
    [
      'an equation',
      here('<m:oMath xmlns:m="m"><m:r><m:t>a=b</m:t></m:r></m:oMath>'),
      lead('公式的样式，只收了文字“a=b”'),
    ],
    [
      'a sign of a symbol font',
      here('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'),
      lead('符号字体里的符号'),
    ],
    [
      'pinyin over words',
      here(
        '<w:r><w:ruby><w:rt><w:r><w:t>zhèn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>镇</w:t></w:r></w:rubyBase></w:ruby></w:r>',
      ),
      lead('注在字上的拼音“zhèn”'),
    ],
    ['hidden words', here(run('暗记', '<w:vanish/>')), lead('“暗记”设成了隐藏文字，这里照常显示')],
    [
      'a link',
      here('<w:hyperlink r:id="rId77"><w:r><w:t>办法全文</w:t></w:r></w:hyperlink>'),
      lead('超链接的网址，只收了文字“办法全文”'),
    ],
    [
      'a whole file in the file',
      (xml) => xml.replace(/<w:sectPr(?!.*<w:sectPr)/s, '<w:altChunk r:id="rId78"/><w:sectPr'),
      { place: 'annex2-body', text: '插入的整份文件', author: '' },
    ],
    [
      'a tracked change of font and size',
      (xml) =>
        xml.replace(
          '，化解纠纷</w:t>',
          '，</w:t></w:r>' +
            `<w:r><w:rPr><w:rFonts w:eastAsia="黑体"/><w:sz w:val="44"/><w:rPrChange ${BY}><w:rPr/></w:rPrChange></w:rPr><w:t>化解</w:t></w:r>` +
            `<w:r><w:rPr><w:rFonts w:eastAsia="黑体"/><w:sz w:val="44"/><w:rPrChange ${BY}><w:rPr/></w:rPrChange></w:rPr><w:t>纠纷</w:t>`,
        ),
      lead('字体、字号的改动：“化解纠纷”', 'w-张三'),
    ],
    [
      'a tracked change of indent and alignment',
      (xml) =>
        xml
          .replace(/(新的一页。)/, '$1')
          .replace(
            /<w:p><w:pPr>((?:(?!<\/w:pPr>).)*)<\/w:pPr>((?:(?!<\/w:p>).)*新的一页。)/,
            `<w:p><w:pPr>$1<w:jc w:val="center"/><w:ind w:left="420"/><w:pPrChange ${BY}><w:pPr>$1</w:pPr></w:pPrChange></w:pPr>$2`,
          ),
      { place: 'new-page', text: '段落对齐、缩进的改动：“新的一页。”', author: 'w-张三' },
    ],
    [
      'a tracked change of a table',
      (xml) => xml.replace('<w:tblPr>', `<w:tblPr><w:tblPrChange ${BY}><w:tblPr/></w:tblPrChange>`),
      { place: 'table', text: '表格格式的改动', author: 'w-张三' },
    ],
    [
      'other margins',
      (xml) => xml.replaceAll(/w:left="1588"/g, 'w:left="1134"'),
      whole('页边距（上 37，下 35，左 20，右 26 毫米）的改动，这里仍按版式设置（共 2 处）'),
    ],
  ])('is named: %s', async (_name, edit, note) => {
    expect(await told(edit)).toEqual([note]);
  });

  it('is named in the header, the footer, notes and comments', async () => {
    const header = endOf(run('青政〔2025〕8号'));
    expect(await told(same, { [HEADER]: header })).toEqual([
      whole('页眉的改动，改成了“征求意见稿青政〔2025〕8号”'),
    ]);
    expect(await told(same, { [HEADER]: endOf(`<w:ins ${BY}>${run('密')}</w:ins>`) })).toEqual([
      whole('页眉的改动，改成了“征求意见稿密”', 'w-张三'),
    ]);
    expect(await told(same, { [FOOTER]: endOf(run('内部资料')) })).toMatchObject([
      { text: expect.stringMatching(/^页脚的改动，改成了“.*内部资料”$/) },
    ]);
    const water = endOf('<w:r><w:pict><v:shape/></w:pict></w:r>');
    expect(await told(same, { [HEADER]: water })).toEqual([whole('页眉或页脚里的图片、水印')]);
    expect(await told(same, { 'word/footnotes.xml': red })).toEqual([
      whole('脚注或尾注里的删除线、颜色：“据镇司法所台账。”'),
    ]);
  });

  it('is named where pages were turned', async () => {
    const turned = await told((xml) =>
      xml.replace(
        /<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"\/>/,
        '<w:pgSz w:w="11906" w:h="16838"/>',
      ),
    );
    expect(turned).toContainEqual({
      place: 'across',
      text: expect.stringContaining('纸张方向的改动'),
      author: '',
    });
  });

  it('is counted where it stands twice in one place', async () => {
    const sign = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>';
    expect(await told(here(sign + sign))).toEqual([lead('符号字体里的符号（共 2 处）')]);
  });

  it('is not told of what was deleted', async () => {
    expect(await told(here(`<w:del ${BY}>${box('不要了')}</w:del>`))).toEqual([]);
  });

  it('is told by the same name the next time, so that it is told once', async () => {
    const bytes = editWord(Buffer.from(await writtenCopy(sent())), here(box('请补充')));
    const [a, b] = await Promise.all([1, 2].map(() => readReviewCopy('稿.docx', bytes)));
    if (!a || !b) throw new Error('not read');
    expect(merged(sent(), a).leftOut).toEqual(merged(sent(), b).leftOut);
  });
});

const cellOf = (words: string): string => `<w:tc><w:p><w:r><w:t>${words}</w:t></w:r></w:p></w:tc>`;
const control = (inner: string): string =>
  `<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent>${inner}</w:sdtContent></w:sdt>`;

describe('content controls', () => {
  it.each<[string, (xml: string) => string]>([
    ['rows', (xml) => xml.replaceAll(/<w:tr>.*?<\/w:tr>|<w:tr .*?<\/w:tr>/gs, (row) => control(row))],
    ['cells', (xml) => xml.replaceAll(/<w:tc>.*?<\/w:tc>/gs, (cell) => control(cell))],
    ['tables', (xml) => xml.replace(/<w:tbl>.*?<\/w:tbl>/s, (table) => control(table))],
  ])('round %s change nothing', async (_name, edit) => {
    const bytes = editWord(Buffer.from(await writtenCopy(sent())), edit);
    const result = merged(sent(), await readReviewCopy('稿.docx', bytes));
    expect(result.blocks).toEqual(sent().blocks);
    expect(Object.values(brought(result)).every((count) => count === 0)).toBe(true);
  });

  it('let a row through that was put in within one', async () => {
    const bytes = editWord(Buffer.from(await writtenCopy(sent())), (xml) => {
      const end = xml.indexOf('</w:tbl>');
      return (
        xml.slice(0, end) +
        control(`<w:tr>${cellOf('行政强制')}${control(cellOf('3'))}${cellOf('4')}</w:tr>`) +
        xml.slice(end)
      );
    });
    const { blocks } = merged(sent(), await readReviewCopy('稿.docx', bytes));
    expect(JSON.stringify(blocks)).toContain('行政强制');
  });
});
