import { createHash } from 'node:crypto';

import { writeDocx } from '../../../../../electron/backend/docx/write/write-docx.ts';
import { makeHeading, makeParagraph, makeSignature, makeTitle } from '../../../../../shared/document/make.ts';
import type { Block } from '../../../../../shared/document/types.ts';
import { toEdition, type EditionSource } from '../../../../../shared/edition/gate.ts';
import type { Edition } from '../../../../../shared/edition/edition.ts';
import type { ReportHead } from '../../../../../shared/edition/head.ts';
import { layout, type LayoutSettings } from '../../../../../shared/settings/layout.ts';
import {
  cell,
  image,
  note,
  paragraph,
  photoAsset,
  photos,
  pngOf,
  richBlocks,
  richHead,
  row,
} from '../../../../rich-report.ts';
import { samplePolicy, sampleReport } from '../../../export/sample.ts';

/** A picture larger than a page. */
const large = pngOf(1200, 1600);

function more(): Block[] {
  const wide = Array.from({ length: 14 }, (_, at) => cell(`第${at + 1}列`));
  return [
    makeTitle('青禾镇全面依法治镇工作总结'),
    paragraph('number', '青府〔2025〕15号', 'docnumber'),
    makeParagraph('云川市委全面依法治市委员会办公室：', 'addressee'),
    makeHeading(1, '主要工作'),
    makeHeading(2, '学习宣传'),
    makeHeading(3, '阵地'),
    makeHeading(4, '第一类阵地'),
    paragraph('lines', '第一行\n第二行\t有制表符，共12件。“引号”——破折号……省略号，ABC 125 × 2％'),
    paragraph('both', [
      { text: '加粗', bold: true },
      { text: '2', sup: true, bold: true },
      note('a1', '第一条脚注。\n第二行。'),
      { text: '，文中的图' },
      image('pic', '普法现场'),
      { text: '后面的字' },
      note('a2', '尾注甲。', 'end'),
      note('a3', '尾注乙。', 'end'),
      { text: '。' },
    ]),
    paragraph('whole', [image('big', '整页的图', LARGE)]),
    { type: 'table', id: 'wide', children: [row(wide, { header: true }), row(wide)] },
    {
      type: 'table',
      id: 'spans',
      columns: [{ width: 60 }, {}, {}],
      children: [
        row([cell('甲', { rowSpan: 3 }), cell('乙'), cell('丙')]),
        row([cell(''), cell('丁', { colSpan: 2, rowSpan: 2 }), cell('')]),
        row([cell(''), cell(''), cell('')]),
        row([
          cell('尾', { align: 'left' }),
          cell([image('in-cell', '格中的图')]),
          cell('125', { align: 'right' }),
        ]),
      ],
    },
    { ...paragraph('turned', '横向的页。'), landscape: true },
    {
      type: 'table',
      id: 'turned-table',
      landscape: true,
      children: [row([cell('项目'), cell('次数')], { header: true }), row([cell('检查'), cell('612')])],
    },
    { ...paragraph('back', '又是直的。'), pageBreak: true },
    makeParagraph(
      '附件：1.青年普法工作安排表以及一个长得必须换行才能写完的名称，用来看换行后怎样对齐',
      'attachment',
    ),
    makeParagraph('2.行政执法情况统计表', 'attachment'),
    makeSignature('unit', '青禾镇人民政府'),
    makeSignature('date', '2025年12月20日'),
  ];
}

const LARGE = 'f'.repeat(64);
const images = (asset: string): { mime: string; bytes: Uint8Array } | null =>
  asset === LARGE ? { mime: 'image/png', bytes: large } : photos(asset);

const HEAD: Partial<ReportHead> = {
  copy: '000012',
  secrecy: '内部★1年',
  urgency: '特急',
  number: '青府〔2025〕15号',
  signer: '林春生',
  ...richHead,
};

type Choices = { head?: Partial<ReportHead>; layout?: Partial<LayoutSettings>; edition?: Edition };

/** An export of a signed report, as `export.make` writes it. */
export function exportOf(blocks: readonly Block[], choices: Choices = {}): Promise<Uint8Array> {
  const source: EditionSource = {
    document: { schema: 1, blocks: [...blocks] },
    variables: { unit: '青禾镇' },
    year: 2025,
    unit: '青禾镇',
    state: 'signed-off',
    ...(choices.head ? { head: choices.head } : {}),
  };
  const chosen = layout.parse(choices.layout ?? {});
  const doc = toEdition(source, undefined, choices.edition ?? 'internal', samplePolicy, chosen);
  return writeDocx(doc, { images, stamp: 'bm9uY2U.aGVhZA' });
}

const marked = { head: true, mark: '青禾镇人民政府文件' } as const;

/** Exports in which everything stands that the export can make, by name. */
export const EXPORTS: Readonly<Record<string, () => Promise<Uint8Array>>> = {
  plain: () => exportOf(sampleReport().document.blocks),
  rich: () => exportOf(richBlocks(), { head: richHead }),
  'rich, public': () => exportOf(richBlocks(), { head: richHead, edition: 'public' }),
  'under a head': () => exportOf(more(), { head: HEAD, layout: { ...marked, seal: true } }),
  'under a head without a signer': () => exportOf(more(), { head: { ...HEAD, signer: '' }, layout: marked }),
  'digits in Times, title in heiti, numbers in the middle': () =>
    exportOf(more(), {
      layout: { digits: 'times', titleFont: 'heiti', pageNumber: 'plain', pageNumberPlace: 'centre' },
    }),
  'title in zhongsong, no page numbers': () =>
    exportOf(richBlocks(), { layout: { titleFont: 'zhongsong', pageNumber: 'none' } }),
  'ends on a page that lies across': () =>
    exportOf([...more().slice(0, 8), { ...paragraph('last', '横向。'), landscape: true }], { head: HEAD }),
  'a word or two': () => exportOf([paragraph('one', '只有一句。')]),
};

/** What a report has its images by: the hashes of their bytes. */
export const PICTURES = { photo: photoAsset, large: createHash('sha256').update(large).digest('hex') };
