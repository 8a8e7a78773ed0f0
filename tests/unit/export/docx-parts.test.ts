import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';

import { writeDocx } from '../../../electron/backend/docx/write/write-docx.ts';
import { SCHEMA_VERSION, type Block } from '../../../shared/document/types.ts';
import { toEdition, type EditionSource } from '../../../shared/edition/gate.ts';
import { image, paragraph, photos } from '../../rich-report.ts';
import { makeTable, richReport } from '../import/word-report.ts';
import { samplePolicy, sampleReport, sampleTemplate } from './sample.ts';

async function partsOf(source: EditionSource, images = photos): Promise<Record<string, string>> {
  const doc = toEdition(source, sampleTemplate, 'internal', samplePolicy);
  const parts = Object.entries(unzipSync(await writeDocx(doc, { images })));
  return Object.fromEntries(parts.map(([name, part]) => [name, strFromU8(part)]));
}

const withBlocks = (blocks: Block[]): EditionSource => ({
  ...sampleReport(),
  document: { schema: SCHEMA_VERSION, blocks },
});

/** The paragraph in which these words stand, whole. */
const paragraphOf = (xml: string, words: string): string =>
  xml
    .split('</w:p>')
    .find((one) => one.includes(words))
    ?.replace(/^.*(?=<w:p>)/s, '') ?? '';

let rich: Record<string, string>;
let xml: string;

beforeAll(async () => {
  rich = await partsOf(richReport());
  xml = rich['word/document.xml'] ?? '';
});

describe('what a Word file holds beside words', () => {
  it('bold and raised characters', () => {
    expect(xml).toMatch(/<w:b\/>.{0,80}<w:t[^>]*>坚持依法行政</);
    expect(xml).toMatch(/<w:vertAlign w:val="superscript"\/><\/w:rPr><w:t[^>]*>2</);
  });

  it('footnotes with circled numbers, and endnotes, each in its own part', () => {
    expect(xml).toContain('<w:footnotePr><w:numFmt w:val="decimalEnclosedCircleChinese"/></w:footnotePr>');
    expect(xml.match(/<w:footnoteReference /g)).toHaveLength(1);
    expect(xml.match(/<w:endnoteReference /g)).toHaveLength(1);
    expect(rich['word/footnotes.xml']).toMatch(/上年指2024年；.*<w:b\/>.*以统计口径为准/s);
    // A line each is a paragraph each.
    expect(rich['word/endnotes.xml']).toMatch(
      /数据来自青禾镇司法所。<\/w:t><\/w:r><\/w:p><w:p>.*有的还在核对。/s,
    );
  });

  it('images as large as they are printed, with their words, and in lines that don’t cut them', () => {
    expect(xml).toContain('<wp:extent cx="3048000" cy="1524000"/>');
    expect(xml).toContain('descr="普法宣传活动现场"');
    const alone = paragraphOf(xml, 'cx="3048000"');
    expect(alone).toContain('<w:pStyle w:val="Figure"/>');
    expect(alone).toContain('<w:keepNext/>');
    expect(paragraphOf(xml, '文中的图')).toContain('w:lineRule="atLeast"');
  });

  it('words in a frame where the bytes of an image are gone', async () => {
    const blocks = [paragraph('p', [{ text: '前' }, image('i', '现场 <一>')])];
    const parts = await partsOf(withBlocks(blocks), () => null);
    expect(parts['word/document.xml']).toMatch(
      /<w:bdr [^>]*\/><\/w:rPr><w:t[^>]*>〔图片缺失：现场 &lt;一&gt;〕</,
    );
  });

  it('no image that is wider than its page or its cell', async () => {
    const wide = { ...image('i', ''), width: 600, height: 300 };
    const table = makeTable(1, 2, {
      '0 0': { children: [{ text: '' }, { ...wide, id: 'j' }, { text: '' }] },
    });
    const parts = await partsOf(
      withBlocks([paragraph('p', [wide]), { ...table, columns: [{ width: 108 }, {}] }]),
    );
    const widths = [...(parts['word/document.xml'] ?? '').matchAll(/<wp:extent cx="(\d+)"/g)].map(
      ([, cx]) => Number(cx) / 12_700,
    );
    expect(widths).toEqual([442.2, 100]);
  });

  it('tables with spans over columns and rows, in widths that fit the page', () => {
    expect(xml).toContain('<w:gridSpan w:val="10"/>');
    expect(xml.match(/<w:vMerge w:val="restart"\/>/g)).toHaveLength(3);
    expect(xml.match(/<w:vMerge w:val="continue"\/>/g)).toHaveLength(2 + 3 + 2);
    for (const [, grid = ''] of xml.matchAll(/<w:tblGrid>(.*?)<\/w:tblGrid>/g)) {
      const widths = [...grid.matchAll(/w:w="(\d+)"/g)].map(([, width]) => Number(width));
      expect(widths.reduce((sum, width) => sum + width, 0)).toBeLessThanOrEqual(
        widths.length === 30 ? 12_756 : 8844,
      );
    }
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(4);
  });

  it('something between two tables, which Word would take for one', () => {
    expect(xml).not.toContain('</w:tbl><w:tbl>');
  });

  it('captions that stay with their table, and units at the right above it', () => {
    expect(paragraphOf(xml, '表1 各村')).toMatch(/<w:pStyle w:val="Caption"\/><w:keepNext\/>/);
    expect(paragraphOf(xml, '单位：万元')).toMatch(/<w:pStyle w:val="Measure"\/><w:keepNext\/>/);
    // One that no table follows stays with nothing.
    expect(paragraphOf(xml, '图1 普法')).not.toContain('<w:keepNext/>');
  });

  it('pages that lie across as sections of their own, with the same headers and numbers', () => {
    const sections = [...xml.matchAll(/<w:sectPr>.*?<\/w:sectPr>/gs)].map(([one]) => one);
    expect(sections.map((one) => one.includes('w:orient="landscape"'))).toEqual([false, true, false]);
    expect(sections[1]).toContain('<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>');
    expect(sections.map((one) => one.includes('footerReference'))).toEqual([true, false, false]);
    expect(sections.some((one) => one.includes('w:start='))).toBe(false);
    expect(paragraphOf(xml, '下一步打算')).toContain('<w:pageBreakBefore/>');
  });

  it('annexes on pages of their own, the label at the left, the title in the middle', () => {
    const label = paragraphOf(xml, '>附件2<');
    expect(label).toMatch(/<w:pStyle w:val="AnnexLabel"\/>.*<w:pageBreakBefore\/>/s);
    expect(paragraphOf(xml, '>执法情况说明<')).toContain('<w:pStyle w:val="AnnexTitle"/>');
    // Headings are counted anew.
    expect(paragraphOf(xml, '>检查<')).toContain('>一、<');
  });

  it('the contact behind the signature, and the imprint at the foot of the last page', () => {
    const at = (words: string): number => xml.indexOf(words);
    expect(at('12月20日')).toBeLessThan(at('联系电话'));
    expect(at('联系电话')).toBeLessThan(at('>附件1<'));
    const [place] = /<w:tblpPr [^>]*>/.exec(xml) ?? [];
    expect(place).toContain('w:vertAnchor="margin"');
    expect(place).toContain('w:tblpYSpec="bottom"');
    expect(at('专项检查按计划完成')).toBeLessThan(at('抄送：云川市司法局'));
    expect(paragraphOf(xml, '青禾镇党政办公室')).toContain('2025年12月22日印发');
  });
});
