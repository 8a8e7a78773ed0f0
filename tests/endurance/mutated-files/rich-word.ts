import { writeZip } from './zip.ts';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const BY = 'w:author="张三" w:date="2025-11-20T09:30:00Z"';

const run = (text: string): string => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const p = (style: string, inside: string, own = ''): string =>
  `<w:p><w:pPr>${style ? `<w:pStyle w:val="${style}"/>` : ''}${own}</w:pPr>${inside}</w:p>`;
const cell = (text: string, own = ''): string => `<w:tc><w:tcPr>${own}</w:tcPr>${p('', run(text))}</w:tc>`;
const level = (n: number, format: string, text: string): string =>
  `<w:lvl w:ilvl="${n}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;

const STYLES = `${XML}<w:styles ${W}>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
</w:styles>`;

const NUMBERING = `${XML}<w:numbering ${W}>
<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>${level(0, 'chineseCountingThousand', '%1、')}${level(1, 'chineseCountingThousand', '（%2）')}${level(2, 'decimal', '%3.')}</w:abstractNum>
<w:abstractNum w:abstractNumId="2">${level(0, 'chineseCounting', '%1是')}</w:abstractNum>
<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>`;

const FOOTNOTES = `${XML}<w:footnotes ${W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2">${p('', run('据统计年报。'))}</w:footnote></w:footnotes>`;

const ITEM = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>';

const DOCUMENT = `${XML}<w:document ${W}><w:body>${[
  p('t', run('青禾镇2025年全面依法治镇工作总结和2026年工作计划'), '<w:jc w:val="center"/>'),
  p('', run('区委全面依法治区办：')),
  p(
    '',
    `${run('2025年，青禾镇扎实推进法治建设，现将有关情况报告如下')}<w:r><w:footnoteReference w:id="2"/></w:r>${run('：')}`,
  ),
  p('1', run('法治建设工作情况')),
  p('2', run('学习宣传')),
  p('', run('开展宣讲12场，参训***人次，投入资金1.2亿元。'), ITEM),
  p(
    '',
    `${run('完善')}<w:ins w:id="1" ${BY}>${run('决策')}</w:ins><w:del w:id="2" ${BY}><w:r><w:delText>旧</w:delText></w:r></w:del>${run('制度，约30次。')}`,
    ITEM,
  ),
  p('2', run('公正执法')),
  `<w:sdt><w:sdtPr/><w:sdtContent>${p('', run('一是规范程序。二是健全制度，办结28宗。'))}</w:sdtContent></w:sdt>`,
  `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/><w:gridCol/></w:tblGrid>${[
    `<w:tr><w:trPr><w:tblHeader/></w:trPr>${cell('项目')}${cell('数量', '<w:gridSpan w:val="2"/>')}</w:tr>`,
    `<w:tr>${cell('调解', '<w:vMerge w:val="restart"/>')}${cell('125')}${cell('件')}</w:tr>`,
    `<w:tr>${cell('', '<w:vMerge/>')}${cell('28')}${cell('宗')}</w:tr>`,
  ].join('')}</w:tbl>`,
  p(
    '',
    '<w:r><w:t>图</w:t><w:tab/><w:br/><w:noBreakHyphen/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>3</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
  ),
  p('1', run('2026年工作计划')),
  p('', run('加强队伍建设。')),
  p('', run('青禾镇人民政府'), '<w:jc w:val="right"/>'),
  p('', run('2025年12月20日'), '<w:jc w:val="right"/>'),
].join('')}<w:sectPr/></w:body></w:document>`;

/** A Word file with everything in it that reading one looks at. */
export const richWord = (): Buffer =>
  writeZip(
    [
      [
        '[Content_Types].xml',
        `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
      ],
      ['word/document.xml', DOCUMENT],
      ['word/styles.xml', STYLES],
      ['word/numbering.xml', NUMBERING],
      ['word/footnotes.xml', FOOTNOTES],
    ].map(([name = '', text = '']) => ({ name, data: Buffer.from(text), method: 8, flags: 0 })),
  );
