import { strToU8, zipSync } from 'fflate';

import type { Bomb } from './bomb.ts';
import { pdfBombs } from './pdf-bombs.ts';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const XML = '<?xml version="1.0" encoding="UTF-8"?>';
const p = (words: string, properties = ''): string =>
  `<w:p>${properties}<w:r><w:t>${words}</w:t></w:r></w:p>`;
const TITLE = p('青禾镇2023年全面依法治镇工作总结');

type Parts = Record<string, string | Uint8Array>;

function word(body: string, more: Parts = {}): Uint8Array {
  const parts: Parts = {
    'word/document.xml': `${XML}<w:document ${W}><w:body>${body}</w:body></w:document>`,
    ...more,
  };
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
    ),
    { level: 1 },
  );
}

const numbering = (levels: string): string =>
  `${XML}<w:numbering ${W}><w:abstractNum w:abstractNumId="0">${levels}</w:abstractNum>` +
  '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>';
const level = (ilvl: string, start: string, pattern = '%1、'): string =>
  `<w:lvl w:ilvl="${ilvl}"><w:start w:val="${start}"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="${pattern}"/></w:lvl>`;
const numbered = (ilvl = '0'): string =>
  `<w:pPr><w:numPr><w:ilvl w:val="${ilvl}"/><w:numId w:val="1"/></w:numPr></w:pPr>`;
const nested = (name: string, times: number, inside: string): string =>
  `<w:${name}>`.repeat(times) + inside + `</w:${name}>`.repeat(times);
const table = (rows: readonly number[]): string =>
  `<w:tbl>${rows.map((cells) => `<w:tr>${`<w:tc>${p('字')}</w:tc>`.repeat(cells)}</w:tr>`).join('')}</w:tbl>`;

const bytesOf = (made: string | Uint8Array): Uint8Array => (typeof made === 'string' ? strToU8(made) : made);

function text(what: string, becomes: string, make: () => string | Uint8Array, name = '总结.txt'): Bomb {
  return {
    what,
    becomes,
    task: () => ({ kind: 'outline', fit: false, file: { name, bytes: bytesOf(make()) } }),
  };
}
function docx(what: string, becomes: string, make: () => Uint8Array): Bomb {
  return {
    what,
    becomes,
    task: () => ({ kind: 'outline', fit: false, file: { name: '总结.docx', bytes: make() } }),
  };
}
function copy(what: string, becomes: string, make: () => Uint8Array): Bomb {
  return {
    what,
    becomes,
    task: () => ({ kind: 'review-copy', fit: false, file: { name: '送审稿.docx', bytes: make() } }),
  };
}

const LINE = '青禾镇2023年全面依法治镇工作总结\n';

const TEXTS: Bomb[] = [
  text('一行一百万字', 'too-large', () => LINE + '字'.repeat(1_000_000)),
  text('20 万个 #', 'too-large', () => '#'.repeat(200_000), '总结.md'),
  text('9 万个 #', 'read', () => '#'.repeat(90_000), '总结.md'),
  text('标题里 9 万个空格', 'read', () => `# 总结${' '.repeat(90_000)}b`, '总结.md'),
  text('一段里两万个序号和数字', 'too-large', () => LINE + '一是好。二是1次。'.repeat(10_000)),
  text('一段里三万个数字', 'too-large', () => LINE + '1次、'.repeat(30_000)),
  text('一段里三万个遮盖', 'too-large', () => LINE + '*次、'.repeat(30_000)),
  text('数字前 9 万个“等”', 'read', () => `${LINE}召开${'等'.repeat(90_000)}1次。`),
  text('一万零五十个一级标题', 'read', () => LINE + '一、工作情况\n开展宣讲12场。\n'.repeat(9990)),
  text('19900 个段落', 'read', () => LINE + '一是开展宣讲12场，化解纠纷3件。\n'.repeat(19_900)),
  text('二十万个段落', 'too-large', () => LINE + '好\n'.repeat(200_000)),
  text('一千万个空行', 'empty-file', () => '\n'.repeat(10_000_000)),
  text('坏了一个字节', 'read', () => {
    const bytes = strToU8(`${LINE}一、工作情况\n开展宣讲12场，群众很满意。`);
    bytes[60] = 0xff;
    return bytes;
  }),
];

const WORDS: Bomb[] = [
  docx('参差的表格', 'too-large', () =>
    word(TITLE + table([5000, ...Array.from({ length: 5000 }, () => 1)])),
  ),
  docx('二十万个单元格', 'too-large', () => word(TITLE + table(Array.from({ length: 1000 }, () => 60)))),
  docx('级别 2³²', 'read', () =>
    word(TITLE + p('工作情况', numbered('4294967296')), {
      'word/numbering.xml': numbering(level('4294967296', '1')),
    }),
  ),
  docx('从 1.5 数起', 'read', () =>
    word(TITLE + p('工作情况', numbered()), { 'word/numbering.xml': numbering(level('0', '1.5')) }),
  ),
  docx('从十亿数起', 'read', () =>
    word(TITLE + p('工作情况', numbered()), { 'word/numbering.xml': numbering(level('0', '1000000000')) }),
  ),
  docx('编号的样式有一百万字', 'read', () =>
    word(TITLE + p('工作情况', numbered()).repeat(2000), {
      'word/numbering.xml': numbering(level('0', '1', '%1'.repeat(500_000))),
    }),
  ),
  docx('第一万个自动编号', 'read', () =>
    word(TITLE + p('工作情况', numbered()).repeat(10_005), {
      'word/numbering.xml': numbering(level('0', '1')),
    }),
  ),
  docx('一段里一百万个序号', 'too-large', () => word(TITLE + p('一是好。'.repeat(250_000)))),
  docx('二十万个段落', 'too-large', () => word(TITLE + p('字').repeat(200_000))),
  docx('一百二十万个空的文字块', 'too-large', () => word(TITLE + nested('p', 1, '<w:r/>'.repeat(1_200_000)))),
  docx('五十万次换行', 'read', () => word(TITLE + nested('p', 1, '<w:br/>'.repeat(500_000)))),
  docx('解压后 60 MB', 'too-large', () =>
    word(TITLE, { 'word/styles.xml': new Uint8Array(60 * 1024 * 1024) }),
  ),
  docx('三个部分，解压后 120 MB', 'too-large', () => {
    const part = new Uint8Array(40 * 1024 * 1024);
    return word(TITLE, { 'word/styles.xml': part, 'word/numbering.xml': part, 'word/footnotes.xml': part });
  }),
  docx('压缩包里六千个文件', 'too-large', () =>
    word(TITLE, Object.fromEntries(Array.from({ length: 6000 }, (_, n) => [`word/media/${n}.png`, 'x']))),
  ),
  docx('表格套表格，八十层', 'read', () =>
    word(TITLE + '<w:tbl><w:tr><w:tc>'.repeat(80) + p('字') + '</w:tc></w:tr></w:tbl>'.repeat(80)),
  ),
  docx('表格套表格，五百层', 'damaged-file', () =>
    word(TITLE + '<w:tbl><w:tr><w:tc>'.repeat(500) + p('字') + '</w:tc></w:tr></w:tbl>'.repeat(500)),
  ),
  docx('内容控件套二百层', 'read', () => word(TITLE + nested('sdt', 200, p('字')))),
  docx('组合图形套十万层', 'damaged-file', () => word(TITLE + nested('group', 100_000, p('字')))),
  docx('文本框套文本框', 'read', () =>
    word(
      TITLE + '<w:p><w:r><w:txbxContent>'.repeat(80) + p('字') + '</w:txbxContent></w:r></w:p>'.repeat(80),
    ),
  ),
  docx('实体翻倍', 'damaged-file', () =>
    word(TITLE, {
      'word/document.xml': `<!DOCTYPE w [<!ENTITY a "字字"><!ENTITY b "&a;&a;">]><w:document ${W}><w:body>${p('&b;')}</w:body></w:document>`,
    }),
  ),
  docx('一百万个字符引用', 'too-large', () => word(TITLE + p('&#23383;'.repeat(1_000_000)))),
  docx('一个属性 8 MB', 'read', () =>
    word(`${TITLE}<w:p w:rsid="${'a'.repeat(8_000_000)}"><w:r><w:t>字</w:t></w:r></w:p>`),
  ),
  docx('一个标记十万个属性', 'read', () =>
    word(
      `${TITLE}<w:p ${Array.from({ length: 100_000 }, (_, n) => `a${n}="1"`).join(' ')}><w:r><w:t>字</w:t></w:r></w:p>`,
    ),
  ),
  docx('十万个样式，互相依据', 'read', () =>
    word(TITLE + p('字', '<w:pPr><w:pStyle w:val="s1"/></w:pPr>').repeat(5000), {
      'word/styles.xml': `${XML}<w:styles ${W}>${Array.from(
        { length: 100_000 },
        (_, n) =>
          `<w:style w:type="paragraph" w:styleId="s${n}"><w:basedOn w:val="s${(n + 1) % 100_000}"/></w:style>`,
      ).join('')}</w:styles>`,
    }),
  ),
  docx('十万个编号', 'read', () =>
    word(TITLE, {
      'word/numbering.xml': `${XML}<w:numbering ${W}>${Array.from(
        { length: 100_000 },
        (_, n) => `<w:num w:numId="${n}"><w:abstractNumId w:val="${n}"/></w:num>`,
      ).join('')}</w:numbering>`,
    }),
  ),
  docx('二十万个关系', 'read', () =>
    word(TITLE, {
      'word/_rels/document.xml.rels': `<Relationships>${'<Relationship/>'.repeat(200_000)}</Relationships>`,
    }),
  ),
  docx('跨二十亿列的单元格', 'read', () =>
    word(
      `${TITLE}<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2147483647"/></w:tcPr>${p('字')}</w:tc></w:tr></w:tbl>`,
    ),
  ),
  docx('十万条脚注', 'too-large', () =>
    word(TITLE, {
      'word/footnotes.xml': `${XML}<w:footnotes ${W}>${`<w:footnote>${p('注')}</w:footnote>`.repeat(100_000)}</w:footnotes>`,
    }),
  ),
];

const comments = (count: number): string =>
  `${XML}<w:comments ${W}>${Array.from(
    { length: count },
    (_, n) => `<w:comment w:id="${n}" w:author="甲">${p('改')}</w:comment>`,
  ).join('')}</w:comments>`;

const COPIES: Bomb[] = [
  copy('六千条批注', 'too-large', () => word(TITLE, { 'word/comments.xml': comments(6000) })),
  copy('五千条批注同时张开', 'read', () =>
    word(
      `${TITLE}<w:p>${Array.from({ length: 5000 }, (_, n) => `<w:commentRangeStart w:id="${n}"/>`).join('')}${'<w:r><w:t>字</w:t></w:r>'.repeat(20_000)}</w:p>`,
    ),
  ),
  copy('修订套修订，二百层', 'read', () => word(TITLE + nested('ins', 200, p('字')))),
  copy('二十万个书签', 'read', () => word(`${'<w:bookmarkStart w:name="a"/>'.repeat(200_000)}${TITLE}`)),
  copy('三十万处修订', 'too-large', () =>
    word(TITLE + nested('p', 1, '<w:ins w:author="甲"><w:r><w:t>字</w:t></w:r></w:ins>'.repeat(300_000))),
  ),
  copy('两万一千个段落', 'too-large', () => word(TITLE + p('字').repeat(21_000))),
];

/** What a person may be sent, in all the ways in which a file is read. */
export const BOMBS: readonly Bomb[] = [...TEXTS, ...WORDS, ...COPIES, ...pdfBombs()];
