import { fileURLToPath } from 'node:url';

import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

import { recogniseFile } from '../../recognise-file.ts';
import { loadTemplates } from '../../../electron/backend/service/templates.ts';
import { headingLabels } from '../../../shared/document/numbering.ts';
import { documentProblems } from '../../../shared/document/validate.ts';
import { plainText, textOfBlock } from '../../../shared/document/plain-text.ts';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const templates = [...loadTemplates(fileURLToPath(new URL('../../../resources', import.meta.url))).values()];

/** Styles as Word writes them for headings that are numbered by a multi-level list. */
const STYLES = `${XML}<w:styles ${W}>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:next w:val="a"/><w:pPr><w:keepNext/><w:numPr><w:numId w:val="3"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="3"><w:name w:val="heading 3"/><w:basedOn w:val="a"/><w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId w:val="3"/></w:numPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="town2"><w:name w:val="本镇二级标题"/><w:basedOn w:val="2"/></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="list"><w:name w:val="各项"/><w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>
<w:style w:type="numbering" w:customStyle="1" w:styleId="outline"><w:name w:val="公文编号"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
</w:styles>`;

const level = (n: number, format: string, text: string, style = ''): string =>
  `<w:lvl w:ilvl="${n}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${style ? `<w:pStyle w:val="${style}"/>` : ''}<w:lvlText w:val="${text}"/></w:lvl>`;

/** The list of the headings stands in the definition of a list style, to which the list refers. */
const NUMBERING = `${XML}<w:numbering ${W}>
<w:abstractNum w:abstractNumId="7"><w:multiLevelType w:val="multilevel"/><w:numStyleLink w:val="outline"/></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/><w:styleLink w:val="outline"/>${level(0, 'chineseCountingThousand', '%1、', '1')}${level(1, 'chineseCountingThousand', '（%2）', '2')}${level(2, 'decimal', '%3.', '3')}</w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:multiLevelType w:val="singleLevel"/>${level(0, 'chineseCounting', '%1是')}</w:abstractNum>
<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="2"/></w:num>
</w:numbering>`;

const p = (style: string, text: string, own = ''): string =>
  `<w:p><w:pPr>${style ? `<w:pStyle w:val="${style}"/>` : ''}${own}</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;

function wordFile(paragraphs: readonly string[]): Uint8Array {
  return zipSync({
    '[Content_Types].xml': strToU8(
      `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    ),
    'word/document.xml': strToU8(
      `${XML}<w:document ${W}><w:body>${paragraphs.join('')}</w:body></w:document>`,
    ),
    'word/styles.xml': strToU8(STYLES),
    'word/numbering.xml': strToU8(NUMBERING),
  });
}

describe('numbers that Word makes', () => {
  it('come through styles, what they are based on, and the list style', async () => {
    const bytes = wordFile([
      p('', '青禾镇2025年全面依法治镇工作总结和2026年工作计划'),
      p('', '2025年，青禾镇扎实推进法治建设，现将有关情况报告如下：'),
      p('1', '法治建设工作情况'),
      p('2', '学习宣传贯彻习近平法治思想'),
      p('list', '抓好领导干部学法。'),
      p('list', '抓好基层宣讲。'),
      p('town2', '法治建设组织领导'),
      p('', '镇党委每月研究法治建设。'),
      p('3', '健全机制'),
      p('', '镇里建立了联席会议制度。'),
      // The level alone: the list is the style's.
      p('3', '公正执法司法', '<w:numPr><w:ilvl w:val="1"/></w:numPr>'),
      p('', '全年规范办案。'),
      // A number that this paragraph does without.
      p('1', '存在问题', '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'),
      p('', '执法力量不足。'),
      p('1', '2026年工作计划'),
      p('', '充实执法力量。'),
    ]);
    const { document, variables } = await recogniseFile('总结.docx', bytes, templates);
    const labels = headingLabels(document.blocks);
    const headings = document.blocks.flatMap((block) =>
      block.type === 'heading'
        ? [`${block.level} ${labels.get(block.id) ?? ''}${textOfBlock(block, new Map(), { variables })}`]
        : [],
    );
    expect(headings).toEqual([
      '1 一、法治建设工作情况',
      '2 （一）学习宣传贯彻习近平法治思想',
      '2 （二）法治建设组织领导',
      '3 1.健全机制',
      '2 （三）公正执法司法',
      '1 存在问题',
      '1 二、2026年工作计划',
    ]);
    const text = plainText(document.blocks, { variables });
    expect(text).toContain('一是抓好领导干部学法。\n二是抓好基层宣讲。');
    const ordinals = document.blocks.flatMap((block) =>
      block.type === 'paragraph'
        ? block.children.filter((node) => 'type' in node && node.type === 'ordinal')
        : [],
    );
    expect(ordinals).toHaveLength(2);
  });
});

describe('a level of the outline that is no number of one', () => {
  it.each(['0.5', '', '-1', '9', 'NaN', '1e309'])('makes no heading: %j', async (value) => {
    const bytes = wordFile([
      p('', '青禾镇2025年全面依法治镇工作总结'),
      p('', '执法力量不足，经费也不足。', `<w:outlineLvl w:val="${value}"/>`),
    ]);
    const { document } = await recogniseFile('总结.docx', bytes, templates);
    expect(documentProblems(document.blocks)).toEqual([]);
    expect(document.blocks.map(({ type }) => type)).toEqual(['title', 'paragraph']);
  });
});
