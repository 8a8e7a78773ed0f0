import { fileURLToPath } from 'node:url';

import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { recogniseFile } from '../../recognise-file.ts';
import { loadTemplates } from '../../../electron/backend/service/templates.ts';
import { documentProblems } from '../../../shared/document/validate.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { outlineOf } from '../../../shared/structure/outline.ts';
import { openOffice, takeIn, type Office } from '../signoff/setup.ts';

const templates = [...loadTemplates(fileURLToPath(new URL('../../../resources', import.meta.url))).values()];
const text = (lines: readonly string[]): Uint8Array => strToU8(lines.join('\n'));

describe('a report without any heading', () => {
  const lines = [
    '青禾镇2018年法治建设工作总结',
    '今年以来，青禾镇扎实推进法治建设。全年开展普法活动12场。',
    '存在执法力量不足的问题。',
    '明年将充实执法力量。',
  ];

  it('is taken in whole, as paragraphs, with its year, unit and figures', async () => {
    const { document, variables, year, unit, title } = await recogniseFile(
      '总结.txt',
      text(lines),
      templates,
    );
    expect({ year, unit, title }).toEqual({ year: 2018, unit: '青禾镇', title: lines[0] });
    expect(document.blocks.map(({ type }) => type)).toEqual(['title', 'paragraph', 'paragraph', 'paragraph']);
    expect(plainText(document.blocks, { variables }).split('\n')).toEqual(lines);
    const fields = document.blocks.flatMap((block) =>
      block.type === 'paragraph'
        ? block.children.filter((node) => 'type' in node && node.type === 'field')
        : [],
    );
    expect(fields).toContainEqual(expect.objectContaining({ value: '12', unit: '场' }));
  });

  it.each(['*', '＿', '1,'])('is taken in, too, with thousands of %s in a row', async (mark) => {
    const row = mark.repeat(3000);
    const found = await recogniseFile('总结.txt', text([...lines, `${row}次`]), templates);
    expect(documentProblems(found.document.blocks)).toEqual([]);
    expect(plainText(found.document.blocks, { variables: found.variables })).toContain(row);
  });

  it('says that it has no year where it has none', async () => {
    const found = await recogniseFile('总结.txt', text(['普法工作小结', '开展宣传活动。']), templates);
    expect(found.year).toBeUndefined();
    expect(found.unit).toBeUndefined();
  });
});

describe('what was recognised', () => {
  it('carries how sure it is, fields too, and asks where it is not', async () => {
    const lines = ['青禾镇2018年工作总结', '全年检查**次，新建阵地3个，由A同志牵头，报***同意。'];
    const { document, variables, doubtful } = await recogniseFile('总结.txt', text(lines), templates);
    const { blocks } = outlineOf(document, variables, doubtful);
    const sure = Object.fromEntries(blocks[1]?.fields?.map((field) => [field.text, field.sure]) ?? []);
    expect(sure).toEqual({ '**次': 0.97, '3个': 0.85, A同志: 0.75, '***': 0.6 });
    expect(doubtful).toContainEqual({
      block: 1,
      kind: 'field',
      sure: 0.6,
      why: '“A同志”、“***”像是遮盖的内容，按字段收入',
    });
  });
});

describe('a Word file full of pictures', () => {
  it('is read without unpacking them', async () => {
    const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
    // It unpacks to more than a part that is read may have.
    const pictures = { 'word/media/image1.bmp': new Uint8Array(65 * 1024 * 1024) };
    const bytes = zipSync(
      {
        ...pictures,
        '[Content_Types].xml': strToU8(
          '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        ),
        'word/document.xml': strToU8(
          `<?xml version="1.0"?><w:document ${w}><w:body><w:p><w:r><w:t>青禾镇2019年工作总结</w:t></w:r></w:p><w:p><w:r><w:t>全年工作有序。</w:t></w:r></w:p></w:body></w:document>`,
        ),
      },
      { level: 1 },
    );
    const { document, year } = await recogniseFile('图多.docx', bytes, templates);
    expect(year).toBe(2019);
    expect(document.blocks).toHaveLength(2);
  });
});

const year = (n: number, checked: number, cases: string): string =>
  [
    `青禾镇${n}年全面依法治镇工作总结和${n + 1}年工作计划`,
    `${n}年，青禾镇扎实推进法治建设，现将有关情况报告如下：`,
    '一、法治建设工作情况',
    '（一）公正执法司法',
    `规范办案程序，完成行政检查${checked}宗，调解矛盾纠纷${cases}件。`,
    '（二）法治社会建设',
    `投入普法经费${n - 2000}万元。`,
  ].join('\n');

describe('figures of imported years', () => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice();
  });
  afterEach(() => office.close());

  it('make series by themselves, with the suggested indicator in the field, which can be changed', async () => {
    const ids = [];
    for (const [n, checked, cases] of [
      [2021, 486, '200余'],
      [2022, 552, '215'],
      [2023, 610, '230'],
    ] as const)
      ids.push(await takeIn(office.backend, year(n, checked, cases)));
    const { series } = await office.backend.call('figures.series', { edition: 'internal' });
    const of = (label: string) => series.find((one) => one.label.includes(label));
    expect(of('行政检查')?.points.map((point) => [point.year, point.value])).toEqual([
      [2021, 486],
      [2022, 552],
      [2023, 610],
    ]);
    // How exact a figure claims to be goes along.
    const disputes = series.find(({ points }) => points.some((point) => point.value === 215));
    expect(disputes?.points.map((point) => [point.text, point.rough])).toEqual([
      ['200余', true],
      ['215', false],
      ['230', false],
    ]);
    const { document } = await office.backend.call('report.open', { id: ids[0] ?? '' });
    const fields = document.blocks.flatMap((block) =>
      block.type === 'paragraph'
        ? block.children.filter((node) => 'type' in node && node.type === 'field')
        : [],
    );
    expect(fields).toContainEqual(expect.objectContaining({ value: '486', indicator: 'inspections' }));
  });
});
