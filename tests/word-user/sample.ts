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
