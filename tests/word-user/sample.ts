import { strToU8, zipSync } from 'fflate';
import { NS } from './xml.ts';

const W = `xmlns:w="${NS.w}" xmlns:r="${NS.r}" xmlns:w14="${NS.w14}"`;
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

const rel = (id: number, type: string, target: string) =>
  `<Relationship Id="rId${id}" Type="${NS.r}/${type}" Target="${target}"/>`;
const override = (name: string, type: string) =>
  `<Override PartName="/word/${name}.xml" ContentType="${TYPE}.${type}+xml"/>`;

/** A small document with the given content of `w:body`, a header and styles. */
export function makeDocx(body: string, extra: Record<string, string> = {}): Uint8Array {
  const files: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${NS.types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('document', 'document.main')}${override('styles', 'styles')}${override('settings', 'settings')}${override('header1', 'header')}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${NS.rels}">${rel(1, 'officeDocument', 'word/document.xml')}</Relationships>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="${NS.rels}">${rel(1, 'styles', 'styles.xml')}${rel(2, 'settings', 'settings.xml')}${rel(3, 'header', 'header1.xml')}</Relationships>`,
    'word/document.xml': `<w:document ${W}><w:body>${body}<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`,
    'word/styles.xml': `<w:styles ${W}><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:next w:val="Normal"/></w:style></w:styles>`,
    'word/settings.xml': `<w:settings ${W}><w:zoom w:percent="100"/><w:compat/></w:settings>`,
    'word/header1.xml': `<w:hdr ${W}><w:p><w:r><w:t>内部资料</w:t></w:r></w:p></w:hdr>`,
    ...extra,
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}

/** A run. */
export const run = (text: string, props = ''): string =>
  `<w:r>${props && `<w:rPr>${props}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;

/** A paragraph. */
export const para = (content: string, style = ''): string =>
  `<w:p>${style && `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}${content}</w:p>`;

/** A content control in a line; `type` is the element that tells its kind. */
export const control = (text: string, type = '<w:richText/>', id = 1): string =>
  `<w:sdt><w:sdtPr><w:tag w:val="t${id}"/><w:id w:val="${id}"/>${type}</w:sdtPr><w:sdtContent>${run(text)}</w:sdtContent></w:sdt>`;

/** A complex field. */
export const field = (code: string, result: string): string =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;

/** A table of cell texts. */
export const table = (rows: string[][]): string =>
  `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>${rows[0]!.map(() => '<w:gridCol w:w="2000"/>').join('')}</w:tblGrid>${rows.map((row) => `<w:tr>${row.map((text) => `<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>${para(run(text))}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`;

/** A bookmark around content. */
export const marked = (id: number, name: string, content: string): string =>
  `<w:bookmarkStart w:id="${id}" w:name="${name}"/>${content}<w:bookmarkEnd w:id="${id}"/>`;

/** A report with everything that scripts like: numbers with units, controls, fields, links and a table. */
export function sampleReport(): Uint8Array {
  return makeDocx(
    [
      para(marked(1, '_title', run('青禾镇') + run('2025年工作总结')), 'Heading1'),
      para(marked(2, '_a', run('全年组织学法') + run('10次', '<w:b/>') + run('，召开会议7次，覆盖率95%。'))),
      para(
        run('共办理案件') +
          control('36件', '<w:text/>', 11) +
          run('，其中') +
          control('调解12件', undefined, 12) +
          run('。'),
      ),
      para(
        run('详见第') +
          field('REF _a \\h', '二（一）') +
          run('条，共') +
          `<w:fldSimple w:instr=" NUMPAGES ">${run('3')}</w:fldSimple>` +
          run('页。'),
      ),
      para(`<w:hyperlink w:anchor="_title">${run('见标题')}</w:hyperlink>` + run('及附件1、附件2。')),
      table([
        ['指标', '2024年', '2025年'],
        ['案件', '40件', '36件'],
        ['宣讲', '30场', '36场'],
      ]),
      para(run('二是加强队伍建设，培训执法人员120人次。')),
      para('', ''),
      para(run('特此报告。')),
    ].join(''),
  );
}

const CHANGE = 'w:author="外人" w:date="2026-01-01T00:00:00Z"';
const markWith = (change: string): string =>
  `<w:pPr><w:rPr><w:${change} w:id="90" ${CHANGE}/></w:rPr></w:pPr>`;
const deleted = (text: string): string =>
  `<w:del w:id="91" ${CHANGE}><w:r><w:delText xml:space="preserve">${text}</w:delText></w:r></w:del>`;
const inserted = (content: string): string => `<w:ins w:id="92" ${CHANGE}>${content}</w:ins>`;
const cell = (content: string, props = ''): string => `<w:tc><w:tcPr>${props}</w:tcPr>${content}</w:tc>`;

/** A document with what is rare: earlier changes, block controls, nested tables, merged cells, one-run fields. */
export function sampleHard(): Uint8Array {
  const oneRun =
    '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> DATE </w:instrText><w:fldChar w:fldCharType="separate"/><w:t>3月1日</w:t><w:fldChar w:fldCharType="end"/></w:r>';
  const merged = [
    `<w:tr>${cell(para(run('区县')), '<w:vMerge w:val="restart"/>')}${cell(para(run('全年36件')), '<w:gridSpan w:val="2"/>')}</w:tr>`,
    `<w:tr>${cell(para(''), '<w:vMerge/>')}${cell(para(run('12件')))}${cell(para(run('24件')) + para(inserted(run('新'))))}</w:tr>`,
    `<w:tr><w:trPr><w:del w:id="93" ${CHANGE}/></w:trPr>${[1, 2, 3].map(() => cell(`<w:p>${markWith('del')}${deleted('旧')}</w:p>`)).join('')}</w:tr>`,
    `<w:tr>${cell(para(run('合计')))}${cell(table([['内1', '内2']]) + para(run('注')))}${cell(para(deleted('3') + inserted(run('5')) + run('个')))}</w:tr>`,
  ];
  return makeDocx(
    [
      para(run('前文') + inserted(run('甲') + run('乙', '<w:i/>')) + deleted('丙丁') + run('后文2次。')),
      `<w:p>${markWith('del')}${run('被并的段')}</w:p>`,
      `<w:p>${markWith('ins')}${inserted(run('新段'))}</w:p>`,
      para(
        run('接着') +
          control('下拉', '<w:dropDownList/>', 21) +
          control('多行', '<w:text w:multiLine="1"/>', 22),
      ),
      `<w:sdt><w:sdtPr><w:id w:val="31"/></w:sdtPr><w:sdtContent>${para(run('块一3人'))}${para(run('块二'))}</w:sdtContent></w:sdt>`,
      `<w:p>${markWith('del')}${deleted('整段删去')}</w:p>`,
      `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="1"/><w:gridCol w:w="1"/><w:gridCol w:w="1"/></w:tblGrid>${merged.join('')}</w:tbl>`,
      para(
        run('今天') +
          oneRun +
          run('，') +
          `<w:hyperlink w:anchor="x">${run('链')}${inserted(run('接'))}</w:hyperlink>`,
      ),
      `<w:sdt><w:sdtPr><w:lock w:val="sdtContentLocked"/><w:id w:val="32"/></w:sdtPr><w:sdtContent>${para(run('锁住5件'))}</w:sdtContent></w:sdt>`,
      para(
        run('跨段域') + field('TOC', '目录一').replace(/<w:r><w:fldChar w:fldCharType="end"\/><\/w:r>$/u, ''),
      ),
      para(run('目录二') + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run('完')),
      para(run('𠮷𠮷末段')),
    ].join(''),
  );
}
