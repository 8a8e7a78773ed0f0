import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

import { makeField, padInlines } from '../shared/document/make.ts';
import type {
  Block,
  Image,
  Inline,
  Note,
  NoteKind,
  ParagraphBlock,
  ParagraphRole,
  TableCell,
  TableRow,
} from '../shared/document/types.ts';

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A small PNG of this size in pixels. */
export function pngOf(width: number, height: number): Uint8Array {
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let at = 0; at < rows.length; at += 1) if (at % (width * 3 + 1) !== 0) rows[at] = (at * 7) % 256;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export const photo = pngOf(120, 60);
export const photoAsset = createHash('sha256').update(photo).digest('hex');
/** An image source that knows the photo alone. */
export const photos = (asset: string): { mime: string; bytes: Uint8Array } | null =>
  asset === photoAsset ? { mime: 'image/png', bytes: photo } : null;

const EMPTY = { children: [{ text: '' }] as [{ text: string }] };

export const note = (id: string, text: string, kind: NoteKind = 'foot'): Note => ({
  type: 'note',
  id,
  kind,
  body: [{ text }],
  ...EMPTY,
});
export const image = (id: string, alt: string, asset = photoAsset): Image => ({
  type: 'image',
  id,
  asset,
  width: 90,
  height: 45,
  alt,
  ...EMPTY,
});
export const cell = (content: string | Inline[], more: Partial<TableCell> = {}): TableCell => ({
  type: 'table-cell',
  ...more,
  children: typeof content === 'string' ? [{ text: content }] : padInlines(content),
});
export const row = (cells: TableCell[], more: Partial<TableRow> = {}): TableRow => ({
  type: 'table-row',
  ...more,
  children: cells,
});
export const paragraph = (id: string, content: string | Inline[], role?: ParagraphRole): ParagraphBlock => ({
  type: 'paragraph',
  id,
  ...(role ? { role } : {}),
  children: typeof content === 'string' ? [{ text: content }] : padInlines(content),
});

/** An invented report in which every kind of block, cell and inline node stands. */
export function richBlocks(): Block[] {
  return [
    { type: 'title', id: 'title', children: [{ text: '青禾镇2025年法治政府建设年度报告' }] },
    paragraph('lead', [
      { text: '2025年，青禾镇' },
      { text: '坚持依法行政', bold: true },
      note('n1', '据镇司法所台账。'),
      { text: '，化解纠纷' },
      makeField({ id: 'f1', value: '1164', unit: '件', label: '纠纷' }),
      { text: '，林地12' },
      { text: '2', sup: true },
      { text: '亩。' },
      note('n2', '引自实施纲要。', 'end'),
    ]),
    { type: 'heading', id: 'h1', level: 1, children: [{ text: '主要工作' }] },
    paragraph('caption', '表1　行政执法情况', 'caption'),
    paragraph('measure', '单位：件', 'measure'),
    {
      type: 'table',
      id: 'table',
      columns: [{}, { width: 120 }, {}],
      children: [
        row([cell('项目', { rowSpan: 2 }), cell('数量', { colSpan: 2 }), cell('')], { header: true }),
        row([cell(''), cell('2024年'), cell('2025年')], { header: true }),
        row([
          cell([{ text: '行政处罚' }, note('n3', '含简易程序。')], { align: 'left' }),
          cell('1098', { align: 'right' }),
          cell([makeField({ id: 'f2', value: '1203', unit: '', indicator: 'penalties', label: '处罚' })], {
            align: 'right',
          }),
        ]),
      ],
    },
    paragraph('figure', [image('i1', '普法宣传现场')]),
    paragraph('figure-caption', '图1　普法宣传', 'caption'),
    { ...paragraph('new-page', '新的一页。'), pageBreak: true },
    { ...paragraph('across', '横向页。'), landscape: true },
    { type: 'signature', id: 'unit', role: 'unit', children: [{ text: '青禾镇人民政府' }] },
    { type: 'signature', id: 'date', role: 'date', children: [{ text: '2026年1月15日' }] },
    { type: 'annex', id: 'annex1', children: [{ text: '行政执法情况表' }] },
    { type: 'heading', id: 'h2', level: 1, children: [{ text: '总体情况' }] },
    paragraph('annex-body', [
      { text: '全年检查' },
      makeField({ id: 'f3', value: '612', unit: '次', label: '检查', indicator: 'checks' }),
      { text: '。' },
    ]),
    { type: 'annex', id: 'annex2', children: [{ text: '名单' }] },
    paragraph('annex2-body', '共三人。'),
  ];
}

/** What is put on when the report goes out. */
export const richHead = {
  contact: '周明远，0758-1234567',
  copies: '云川市司法局',
  printer: '青禾镇党政综合办公室',
  printDate: '2026年1月16日',
};
