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
import { recognise } from '../../../shared/structure/recognise.ts';
import { withUnitFields } from '../../../shared/structure/unit-fields.ts';
import type { SourceLine } from '../../../shared/structure/source-line.ts';
import { cell, note, paragraph, photoAsset, photos, richBlocks, row } from '../../rich-report.ts';
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
    // The signature says whose it is: the name is a field from then on.
    expect(found.unit).toBe('青禾镇');
    expect(bare(found.document.blocks)).toEqual(bare(withUnitFields(source.document.blocks, '青禾镇')));
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
      const { document, variables } = await recogniseFile(
        'a.docx',
        readFileSync(join(folder, 'out', 'a.docx')),
        [],
      );
      const { blocks } = document;
      const before = richReport().document.blocks;
      expect(documentProblems(blocks)).toEqual([]);
      expect(plainText(blocks, { variables })).toBe(plainText(before));
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

describe('what stands at the edge of something', () => {
  it.each<[string, Block]>([
    [
      'a note behind a heading whose body runs on',
      {
        type: 'heading',
        id: 'h',
        level: 3,
        runIn: true,
        children: [{ text: '加强领导。' }, note('n', '据台账。'), { text: '' }],
      },
    ],
    [
      'a page break before a table',
      {
        type: 'table',
        id: 't',
        pageBreak: true,
        children: [row([cell('甲'), cell('乙')]), row([cell('丙'), cell('丁')])],
      },
    ],
    [
      'a page break before a table that begins with an empty cell',
      {
        type: 'table',
        id: 't',
        pageBreak: true,
        children: [row([cell(''), cell('乙')]), row([cell('丙'), cell('丁')])],
      },
    ],
  ])('%s comes in once, and where it was', async (_, block) => {
    const report = richReport();
    const [title] = report.document.blocks;
    const blocks = [title!, paragraph('p', '全年平稳有序。'), block, paragraph('q', '落实责任到位。')];
    const source = { ...report, document: { schema: 2, blocks }, head: {} };
    const { document } = await recogniseFile('报告.docx', await exported(source), []);
    const at = document.blocks.slice(2);
    expect(plainText(at)).toBe(plainText(blocks.slice(2)));
    expect(at.map((one) => facts(one))).toEqual(blocks.slice(2).map((one) => facts(one)));
  });

  it.each(['一、主要工作', '（一）加强领导。落实责任到位。', '附件1', '附件：名单', '一是加强领导。'])(
    'a note anywhere in “%s” is kept, once',
    (text) => {
      const body = [{ text: '据台账。' }];
      for (let at = 0; at <= text.length; at += 1) {
        const lines: SourceLine[] = [
          { text: '青禾镇2025年法治政府建设年度报告' },
          { text, voids: [{ at, note: { kind: 'foot', body } }], pageBreak: true },
          { text: '名单在此。' },
        ];
        const { document } = recognise(lines, { templates: [] });
        const notes = document.blocks.flatMap((block) => inlinesOf(block)).filter((node) => isNote(node));
        expect(notes.map((node) => node.body)).toEqual([body]);
      }
    },
  );
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
        ? block.children.map((line) => line.children.map(({ colSpan, rowSpan }) => [colSpan, rowSpan]))
        : [],
  };
}
