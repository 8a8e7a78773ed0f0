import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';

import { inlinesOf, isField, isImage, isNote } from '../../../shared/document/guards.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { textOfNote } from '../../../shared/document/notes.ts';
import type { Block, TableBlock } from '../../../shared/document/types.ts';
import { documentProblems } from '../../../shared/document/validate.ts';
import { recogniseFile } from '../../recognise-file.ts';
import { photo, photoAsset } from '../../rich-report.ts';
import { footnote, footnoteRef, p, picture, run, table, wordFile, type Parts } from './word-parts.ts';

const TITLE = p('青田村2025年法治建设工作报告');
const SIGNED = p('青田村村民委员会') + p('2025年12月20日');

async function read(
  parts: Parts,
): Promise<{ blocks: Block[]; text: string; told: string[]; images: string[] }> {
  const { document, doubtful, images } = await recogniseFile(
    '报告.docx',
    wordFile({ ...parts, body: TITLE + parts.body }),
    [],
  );
  const { blocks } = document;
  expect(documentProblems(blocks)).toEqual([]);
  return {
    blocks,
    text: plainText(blocks),
    told: doubtful.filter(({ kind }) => kind === undefined).map(({ why }) => why),
    images: images.map(({ asset }) => asset),
  };
}

const tableIn = (blocks: readonly Block[]): TableBlock => {
  const found = blocks.find((block) => block.type === 'table');
  if (!found) throw new Error('no table');
  return found;
};
const textsOf = ({ children }: TableBlock): string[][] =>
  children.map((row) =>
    row.children.map((cell) => cell.children.map((node) => ('text' in node ? node.text : '')).join('')),
  );
const spansOf = ({ children }: TableBlock): unknown[][] =>
  children.map((row) => row.children.map(({ colSpan = 1, rowSpan = 1 }) => `${colSpan}×${rowSpan}`));

describe('images of a Word file', () => {
  it('come in at their places, with their words and their size', async () => {
    const { blocks, images } = await read({
      body: p(`${run('前')}${picture('rId1', '现场')}${run('后')}`),
      relations: { rId1: 'media/image1.png' },
      more: { 'word/media/image1.png': photo },
    });
    expect(images).toEqual([photoAsset]);
    expect(blocks[1]).toMatchObject({
      children: [
        { text: '前' },
        { type: 'image', asset: photoAsset, width: 100, height: 50, alt: '现场' },
        { text: '后' },
      ],
    });
  });

  it.each<[what: string, parts: Partial<Parts>, told: string]>([
    [
      'of fifty megabytes',
      {
        relations: { rId1: 'media/image1.png' },
        more: { 'word/media/image1.png': new Uint8Array(50 * 1024 * 1024) },
      },
      '有 1 张图片太大，没有收入：在“第一段。”之后',
    ],
    [
      'that is broken',
      { relations: { rId1: 'media/image1.png' }, more: { 'word/media/image1.png': strToU8('不是图片') } },
      '有 1 张图片已损坏，没有收入：在“第一段。”之后',
    ],
    ['without a relation', {}, '有 1 张图片在文件里找不到，没有收入：在“第一段。”之后'],
    [
      'whose part is not there',
      { relations: { rId1: 'media/image1.png' } },
      '有 1 张图片在文件里找不到，没有收入：在“第一段。”之后',
    ],
    [
      'of a format that no window shows',
      { relations: { rId1: 'media/image1.emf' }, more: { 'word/media/image1.emf': strToU8('EMF') } },
      '有 1 张图片的格式不能显示，没有收入：在“第一段。”之后',
    ],
    [
      'that lies outside of the file',
      { relations: { rId1: 'https://example.com/a.png' } },
      '有 1 张图片只是链接，不在文件里，没有收入：在“第一段。”之后',
    ],
  ])('%s: the rest is read, and it is told', async (_, parts, said) => {
    const { text, told, images, blocks } = await read({
      body: p('第一段。') + p(picture('rId1')) + p('第二段。'),
      ...parts,
    });
    expect(text).toBe('青田村2025年法治建设工作报告\n第一段。\n第二段。');
    expect(images).toEqual([]);
    expect(blocks.flatMap((block) => inlinesOf(block)).filter((node) => isImage(node))).toEqual([]);
    expect(told).toEqual([said]);
  });

  it('charts and shapes are counted, and the words of a shape are read', async () => {
    const chart =
      '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><c:chart r:id="rId5"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>';
    const line = '<w:r><w:pict><v:line/></w:pict></w:r>';
    const box = `<w:r><w:pict><v:shape><v:textbox><w:txbxContent>${p('框里的字。')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`;
    const { text, told } = await read({ body: p('第一段。') + p(chart) + p(line) + p(box) });
    expect(text).toContain('框里的字。');
    expect(told).toEqual([
      '有 1 个图表，没有收入：在“第一段。”之后',
      '有 1 个图形，没有收入：在“第一段。”之后',
    ]);
  });

  it('of an older file come in, too', async () => {
    const pict =
      '<w:r><w:pict><v:shape style="width:60pt;height:1in" alt="旧图"><v:imagedata r:id="rId1"/></v:shape></w:pict></w:r>';
    const { blocks } = await read({
      body: p(pict),
      relations: { rId1: '/word/media/a.png' },
      more: { 'word/media/a.png': photo },
    });
    expect(inlinesOf(blocks[1] as Block).find((node) => isImage(node))).toMatchObject({
      width: 60,
      height: 72,
      alt: '旧图',
    });
  });

  it('in a note are told', async () => {
    const { told } = await read({
      body: p(`${run('正文')}${footnoteRef(1)}`),
      footnotes: `<w:footnote w:id="1">${p(run('见图') + picture('rId1'))}</w:footnote>`,
    });
    expect(told).toEqual([expect.stringContaining('有 1 张图片在脚注或尾注里，没有收入')]);
  });
});

describe('notes of a Word file', () => {
  it('stand at their places, in order of the text', async () => {
    const { blocks } = await read({
      body: p(`${run('甲')}${footnoteRef(7)}${run('乙')}${footnoteRef(3)}`),
      footnotes: footnote(3, '其三。') + footnote(7, '其七。'),
    });
    const notes = inlinesOf(blocks[1] as Block).filter((node) => isNote(node));
    expect(notes.map(({ body }) => textOfNote(body))).toEqual(['其七。', '其三。']);
  });

  it('a reference without a note is told, and a note without a reference keeps its words', async () => {
    const { blocks, text, told } = await read({
      body: p(`${run('正文')}${footnoteRef(9)}`),
      footnotes: `<w:footnote w:id="0" w:type="separator">${p('线')}</w:footnote>${footnote(2, '没有人提到的脚注。')}`,
      endnotes: `<w:endnote w:id="4">${p('没有人提到的尾注。')}</w:endnote>`,
    });
    expect(blocks.flatMap((block) => inlinesOf(block)).filter((node) => isNote(node))).toEqual([]);
    expect(text).toBe('青田村2025年法治建设工作报告\n正文\n没有人提到的脚注。\n没有人提到的尾注。');
    expect(told).toEqual([
      '有 1 处脚注或尾注只有编号，文件里没有内容',
      '有 1 条脚注在正文里没有编号，放在了最后',
      '有 1 条尾注在正文里没有编号，放在了最后',
    ]);
  });

  it('part a figure that they stand in, and formats do not', async () => {
    const { blocks } = await read({
      body:
        p(`${run('开展检查1')}${run('2', '<w:b/>')}${run('次。')}`) +
        p(`${run('开展检查1')}${footnoteRef(1)}${run('2次。')}`),
      footnotes: footnote(1, '注。'),
    });
    expect(inlinesOf(blocks[1] as Block).filter((node) => isField(node))).toMatchObject([
      { value: '12', unit: '次' },
    ]);
    const parted = inlinesOf(blocks[2] as Block);
    expect(parted.findIndex((node) => isNote(node))).toBe(1);
    expect(parted[0]).toEqual({ text: '开展检查1' });
  });
});

describe('tables of a Word file', () => {
  it('a span beyond the grid ends with it, and no word is lost', async () => {
    const { blocks } = await read({
      body: table(
        [1000, 3000],
        [
          [['<w:gridSpan w:val="99"/>', '甲']],
          [
            ['<w:gridSpan w:val="7"/>', '乙'],
            ['', '丙'],
          ],
        ],
      ),
    });
    expect(textsOf(tableIn(blocks))).toEqual([
      ['甲', ''],
      ['乙', '丙'],
    ]);
    expect(spansOf(tableIn(blocks))).toEqual([
      ['2×1', '1×1'],
      ['1×1', '1×1'],
    ]);
    expect(tableIn(blocks).columns).toEqual([{ width: 50 }, { width: 150 }]);
  });

  it('a cell that goes on with none stands for itself, and so does one with words of its own', async () => {
    const { blocks } = await read({
      body: table(
        [1000, 3000],
        [
          [
            ['<w:vMerge/>', '甲'],
            ['<w:vMerge w:val="restart"/>', '乙'],
          ],
          [
            ['<w:vMerge/>', ''],
            ['<w:vMerge/>', '藏着的字'],
          ],
          [
            ['', '丙'],
            ['<w:gridSpan w:val="0"/><w:vMerge w:val="continue"/>', ''],
          ],
        ],
      ),
    });
    expect(textsOf(tableIn(blocks))).toEqual([
      ['甲', '乙'],
      ['', '藏着的字'],
      ['丙', ''],
    ]);
    expect(spansOf(tableIn(blocks))).toEqual([
      ['1×2', '1×1'],
      ['1×1', '1×2'],
      ['1×1', '1×1'],
    ]);
  });

  it('rows that begin or end inside the grid, and tables in cells, keep their words', async () => {
    const inner = table([500], [[['', '里面的表']]]);
    const { blocks } = await read({
      body:
        `<w:tbl><w:tblGrid><w:gridCol w:w="1000"/><w:gridCol w:w="2000"/><w:gridCol w:w="500"/></w:tblGrid>` +
        `<w:tr><w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="1"/></w:trPr><w:tc>${p('中')}</w:tc></w:tr>` +
        `<w:tr><w:tc>${p('甲')}${inner}${p('乙')}</w:tc></w:tr></w:tbl>`,
    });
    expect(textsOf(tableIn(blocks))).toEqual([
      ['', '中', ''],
      ['甲 里面的表 乙', '', ''],
    ]);
  });

  it('are named by their captions and units', async () => {
    const { blocks } = await read({
      body:
        p('表1 检查情况') +
        p('单位：件', '<w:jc w:val="right"/>') +
        table(
          [1000, 3000],
          [
            [
              ['', '甲'],
              ['', '乙'],
            ],
          ],
        ) +
        p('表2 后面没有表。'),
    });
    expect(blocks.map((block) => ('role' in block ? block.role : block.type))).toEqual([
      'title',
      'caption',
      'measure',
      'table',
      'paragraph',
    ]);
  });
});

describe('what only some programs know', () => {
  it('is read once, as the newer ones show it', async () => {
    const { text } = await read({
      body: `${p('其一。')}<mc:AlternateContent xmlns:mc="m"><mc:Choice Requires="w16">${p('其二。')}</mc:Choice><mc:Fallback>${p('其二。')}</mc:Fallback></mc:AlternateContent>${p('其三。')}`,
    });
    expect(text).toBe('青田村2025年法治建设工作报告\n其一。\n其二。\n其三。');
  });
});

describe('pages and annexes of a Word file', () => {
  it('breaks and sections are of what follows them', async () => {
    const across = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>';
    const upright = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>';
    const { blocks } = await read({
      body:
        p('一') +
        p('<w:r><w:br w:type="page"/></w:r>') +
        p('二') +
        p(`${run('三')}<w:r><w:br w:type="page"/></w:r>${run('四')}`, upright) +
        p('五', across) +
        p('六') +
        upright,
    });
    const where = blocks.map((block) => [
      plainText([block]),
      block.pageBreak ?? false,
      block.landscape ?? false,
    ]);
    expect(where.slice(1)).toEqual([
      ['一', false, false],
      ['二', true, false],
      ['三', false, false],
      ['四', true, false],
      ['五', false, true],
      ['六', false, false],
    ]);
  });

  it('an annex in an annex is the next one, and a list of them before the signature is none', async () => {
    const { blocks, told } = await read({
      body:
        p('附件：') +
        p('1.检查情况') +
        p('2.人员名单') +
        SIGNED +
        p('附件1') +
        p('检查情况') +
        p('一、总的情况') +
        p('全年检查。') +
        p('附件2：') +
        p('人员名单') +
        p('一、名单'),
    });
    expect(blocks.map(({ type }) => type).slice(1)).toEqual([
      'paragraph',
      'paragraph',
      'paragraph',
      'signature',
      'signature',
      'annex',
      'heading',
      'paragraph',
      'annex',
      'heading',
    ]);
    expect(plainText(blocks)).toContain('附件1检查情况\n一、总的情况\n全年检查。\n附件2人员名单\n一、名单');
    expect(told).toEqual([]);
  });

  it('an annex may have its title in the line of its label, but a list of annexes is none', async () => {
    const { blocks, told } = await read({
      body: SIGNED + p('附件1：检查情况') + p('全年检查。') + p('附件2：名单') + p('共三人。'),
    });
    expect(plainText(blocks)).toContain('\n附件1检查情况\n全年检查。\n附件2名单\n共三人。');
    expect(blocks.filter(({ type }) => type === 'annex')).toHaveLength(2);
    expect(told).toEqual([]);
    const list = await read({ body: SIGNED + p('附件1：检查情况') + p('附件2：名单') });
    expect(list.blocks.map(({ type }) => type)).not.toContain('annex');
    const numbered = await read({ body: SIGNED + p('附件：1.检查情况') + p('2.名单') });
    expect(numbered.blocks.map(({ type }) => type)).not.toContain('annex');
  });

  it('a label that counting does not give is told', async () => {
    const { told } = await read({ body: SIGNED + p('附件3') + p('检查情况') + p('全年检查。') });
    expect(told).toEqual(['“附件3”按附件的顺序编为“附件”']);
  });

  it('words like a label in the middle of the text are text', async () => {
    const { blocks } = await read({ body: p('附件') + p('见另件') + p('全年检查。') + SIGNED });
    expect(blocks.map(({ type }) => type)).not.toContain('annex');
  });
});
