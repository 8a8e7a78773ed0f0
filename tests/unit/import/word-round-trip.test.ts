import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { writeDocx } from '../../../electron/backend/docx/write/write-docx.ts';
import { textOfNote } from '../../../shared/document/notes.ts';
import { inlinesOf, isImage, isNote } from '../../../shared/document/guards.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import type { Block } from '../../../shared/document/types.ts';
import { documentProblems } from '../../../shared/document/validate.ts';
import { toEdition, type EditionSource } from '../../../shared/edition/gate.ts';
import { photoAsset, photos, richBlocks } from '../../rich-report.ts';
import { recogniseFile } from '../../recognise-file.ts';
import { samplePolicy, sampleTemplate } from '../export/sample.ts';
import { richReport } from './word-report.ts';

const exported = (source: EditionSource): Promise<Uint8Array> =>
  writeDocx(toEdition(source, sampleTemplate, 'internal', samplePolicy), { images: photos });

/** Blocks without what each import makes anew. */
const bare = (blocks: readonly Block[]): unknown =>
  JSON.parse(JSON.stringify(blocks, (key, value: unknown) => (key === 'id' ? undefined : value)));

describe('a report that goes out as a Word file', () => {
  it('comes in again as the same blocks', async () => {
    const source = { ...richReport(), head: {} };
    const found = await recogniseFile('报告.docx', await exported(source), []);
    expect(documentProblems(found.document.blocks)).toEqual([]);
    expect(bare(found.document.blocks)).toEqual(bare(source.document.blocks));
    expect(found.doubtful).toEqual([]);
    expect(found.images.map(({ asset }) => asset)).toEqual([photoAsset]);
  });

  it('loses no word of contact and imprint, which come in as text', async () => {
    const found = await recogniseFile('报告.docx', await exported(richReport()), []);
    const text = plainText(found.document.blocks);
    for (const words of ['联系电话：0571-00000000', '抄送：云川市司法局', '2025年12月22日印发'])
      expect(text).toContain(words);
    // The signature and what is behind it are still known.
    const kinds = found.document.blocks.map(({ type }) => type);
    expect(kinds.filter((type) => type === 'signature')).toHaveLength(2);
    expect(kinds.filter((type) => type === 'annex')).toHaveLength(2);
  });

  it('keeps its places, notes, images, spans and annexes where LibreOffice has saved it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nianshu-round-'));
    try {
      writeFileSync(join(folder, 'a.docx'), await exported({ ...richReport(), head: {} }));
      execFileSync(
        'soffice',
        [
          `-env:UserInstallation=file://${folder}/profile`,
          '--headless',
          '--convert-to',
          'docx:MS Word 2007 XML',
          '--outdir',
          join(folder, 'out'),
          join(folder, 'a.docx'),
        ],
        { stdio: 'ignore' },
      );
      const { document } = await recogniseFile('a.docx', readFileSync(join(folder, 'out', 'a.docx')), []);
      const { blocks } = document;
      const before = richReport().document.blocks;
      expect(documentProblems(blocks)).toEqual([]);
      expect(plainText(blocks)).toBe(plainText(before));
      expect(blocks.map(facts)).toEqual(before.map(facts));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 120_000);

  it('keeps the invented report of the other writers, too', async () => {
    const source = { ...richReport(), document: { schema: 2, blocks: richBlocks() }, head: {} };
    const { document } = await recogniseFile('报告.docx', await exported(source), []);
    expect(documentProblems(document.blocks)).toEqual([]);
    expect(document.blocks.map(({ type }) => type)).toEqual(richBlocks().map(({ type }) => type));
  });
});

/** What LibreOffice may not lose of a block; widths and alignment it writes in its own way. */
function facts(block: Block): unknown {
  const inlines = inlinesOf(block);
  return {
    type: block.type,
    role: 'role' in block ? block.role : undefined,
    landscape: block.landscape,
    pageBreak: block.pageBreak,
    notes: inlines.filter((node) => isNote(node)).map(({ kind, body }) => `${kind} ${textOfNote(body)}`),
    images: inlines.filter((node) => isImage(node)).map(({ alt }) => alt),
    bold: inlines.flatMap((node) => ('text' in node && node.bold ? node.text : [])),
    sup: inlines.flatMap((node) => ('text' in node && node.sup ? node.text : [])),
    spans:
      block.type === 'table'
        ? block.children.map((row) => row.children.map(({ colSpan, rowSpan }) => [colSpan, rowSpan]))
        : [],
  };
}
