import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { inlinesOf, isImage } from '../../../shared/document/guards.ts';
import type { Block } from '../../../shared/document/types.ts';
import { wayTo } from '../../../shared/review/operations-to.ts';
import { editInOffice } from '../../office/libre-office.ts';
import { cell, photo, pngOf, richBlocks, row } from '../../rich-report.ts';
import { openOffice, takeIn, type Office } from '../signoff/setup.ts';

let office: Office;
let id: string;

const at = (name: string): string => join(office.dataDir, name);
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** The rich report with a change of each kind that is still open. */
function changedBlocks(): Block[] {
  const blocks = richBlocks();
  const [, lead] = blocks;
  if (lead?.type === 'paragraph')
    lead.children = lead.children.map((node) => {
      if ('type' in node && node.type === 'note')
        return { ...node, [node.kind === 'foot' ? 'del' : 'ins']: node.kind === 'foot' ? 'd1' : 'i1' };
      return 'bold' in node ? { ...node, fmt: 'f1', was: '' as const } : node;
    });
  for (const block of blocks) {
    if (block.type === 'table') {
      block.children.push(
        row([cell('行政强制'), cell('3'), cell('4')], { ins: 'i2' }),
        row([cell('行政检查'), cell('12'), cell('14')], { del: 'd2' }),
      );
      block.columns = [{}, { width: 120, del: 'd3' }, {}];
    }
    if (block.id === 'figure' && block.type === 'paragraph')
      block.children = block.children.map((node) => (isImage(node) ? { ...node, del: 'd4' } : node));
  }
  return blocks;
}

beforeAll(async () => {
  office = await openOffice();
  const { backend } = office;
  id = await takeIn(backend);
  await backend.call('asset.add', { bytes: base64(photo) });
  const { document, revision } = await backend.call('report.open', { id });
  const { ops } = wayTo(document.blocks, changedBlocks());
  const when = '2023-12-19T02:00:00.000Z';
  await backend.call('report.apply', {
    id,
    session: 'window',
    batch: 'rich',
    base: revision,
    ops,
    author: 'writer',
    review: {
      revisions: ['d1', 'd2', 'd3', 'd4', 'i1', 'i2', 'f1'].map((one) => ({
        id: one,
        author: one === 'd3' ? 'signer' : 'writer',
        at: when,
        kind: one.startsWith('d') ? 'delete' : one.startsWith('i') ? 'insert' : 'format',
      })),
    },
  });
  const copy = await backend.call('review.export', { id, author: 'writer' });
  writeFileSync(at('稿.docx'), Buffer.from(copy.bytes, 'base64'));
  await editInOffice([{ file: at('稿.docx'), out: at('无.docx'), steps: [] }]);
});
afterAll(() => office.close());

const merge = (name: string, bytes: Uint8Array, apply: boolean) =>
  office.backend.call('review.merge', {
    id,
    files: [{ name, bytes: base64(bytes) }],
    author: 'writer',
    apply,
  });

describe('a copy of a report with notes, images and changed rows', () => {
  it('brings nothing when LibreOffice has only opened and saved it', async () => {
    const report = await merge('无.docx', readFileSync(at('无.docx')), false);
    const { files: _files, ...told } = report;
    const news = Object.entries(told).filter(([, value]) =>
      Array.isArray(value) ? value.length > 0 : Boolean(value),
    );
    expect(news).toEqual([]);
  });

  it('brings an image that was put in, with its bytes', async () => {
    const other = pngOf(40, 40);
    const asset = createHash('sha256').update(other).digest('hex');
    const parts = unzipSync(readFileSync(at('稿.docx')));
    const edit = (name: string, change: (xml: string) => string): void => {
      parts[name] = strToU8(change(strFromU8(parts[name] ?? new Uint8Array())));
    };
    parts['word/media/other.png'] = Uint8Array.from(other);
    edit('word/_rels/document.xml.rels', (xml) =>
      xml.replace(
        '</Relationships>',
        '<Relationship Id="rIdOther" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/other.png"/></Relationships>',
      ),
    );
    edit('word/document.xml', (xml) =>
      xml.replace(
        /<w:del [^>]*>(<w:r><w:drawing>.*?<\/w:drawing><\/w:r>)<\/w:del>/s,
        (whole, run: string) => {
          const come = run
            .replace(/name="_ns_[^"]*"/, 'name="图片 9"')
            .replace(/r:embed="[^"]*"/, 'r:embed="rIdOther"');
          return `${whole}<w:ins w:id="901" w:author="张三" w:date="2023-12-20T02:03:00Z">${come}</w:ins>`;
        },
      ),
    );
    await expect(office.backend.call('asset.get', { asset })).rejects.toMatchObject({ code: 'not-found' });
    const told = await merge('图.docx', zipSync(parts), true);
    expect(told).toMatchObject({ insertions: 1, deletions: 0, conflicts: [] });
    expect(await office.backend.call('asset.get', { asset })).toEqual({
      mime: 'image/png',
      bytes: base64(other),
    });
    const { document } = await office.backend.call('report.open', { id });
    const images = document.blocks.flatMap((block) => inlinesOf(block).filter(isImage));
    expect(images).toMatchObject([
      { id: 'i1', del: 'd4' },
      { asset, ins: expect.any(String) },
    ]);
  });
});
