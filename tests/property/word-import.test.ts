import { describe, expect, it } from 'vitest';

import { writeDocx } from '../../electron/backend/docx/write/write-docx.ts';
import { padInlines } from '../../shared/document/make.ts';
import { soundSpans, withSpans } from '../../shared/document/table-grid.ts';
import type { Block, CellAlign, Inline, NoteLeaf, TableBlock } from '../../shared/document/types.ts';
import { documentProblems } from '../../shared/document/validate.ts';
import { toEdition } from '../../shared/edition/gate.ts';
import { draws, fc, patience } from '../random.ts';
import { recogniseFile } from '../recognise-file.ts';
import { image, note, photos } from '../rich-report.ts';
import { samplePolicy, sampleTemplate } from '../unit/export/sample.ts';

/** Words in which nothing is recognised. */
const words = fc.string({
  unit: fc.constantFrom(...Array.from('依法行政推进基层治理')),
  minLength: 1,
  maxLength: 12,
});
const look = fc.constantFrom<Pick<NoteLeaf, 'bold' | 'sup'>>(
  {},
  { bold: true },
  { sup: true },
  { bold: true, sup: true },
);
const leaf = fc.tuple(words, look).map(([text, how]) => ({ text, ...how }));
const leaves = fc.array(leaf, { minLength: 1, maxLength: 4 });

/** Neighbours that look alike are one leaf. */
const merged = (body: NoteLeaf[]): NoteLeaf[] => padInlines(body) as NoteLeaf[];

const node: fc.Arbitrary<Inline> = fc.oneof(
  { weight: 5, arbitrary: leaf },
  {
    weight: 1,
    arbitrary: fc
      .tuple(leaves, fc.constantFrom('foot' as const, 'end' as const))
      .map(([body, kind]) => ({ ...note('n', '', kind), body: merged(body) })),
  },
  { weight: 1, arbitrary: words.map((alt) => ({ ...image('i', alt), width: 10, height: 5 })) },
);
const inlines = fc
  .array(node, { minLength: 1, maxLength: 6 })
  .map((nodes) => padInlines([...nodes, { text: '末' }]));

const paragraph: fc.Arbitrary<Block> = fc
  .record({ children: inlines, pageBreak: fc.boolean(), landscape: fc.boolean() })
  .map(({ children, pageBreak, landscape }) => ({
    type: 'paragraph',
    id: 'p',
    ...(pageBreak ? { pageBreak } : {}),
    ...(landscape ? { landscape } : {}),
    children,
  }));

const align = fc.constantFrom<CellAlign | undefined>(undefined, 'left', 'center', 'right');
const span = fc.oneof(
  { weight: 4, arbitrary: fc.constant(1) },
  { weight: 1, arbitrary: fc.integer({ min: 2, max: 4 }) },
);
const cell = fc.record({
  children: fc.option(inlines, { nil: [{ text: '' }] as Inline[] }),
  align,
  colSpan: span,
  rowSpan: span,
});
const table: fc.Arbitrary<Block> = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 3 }))
  .chain(([rows, columns, headers]) =>
    fc.record({
      cells: fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
      headers: fc.constant(headers),
      widths: fc.option(
        fc.array(fc.option(fc.integer({ min: 20, max: 60 }), { nil: null }), {
          minLength: columns,
          maxLength: columns,
        }),
        { nil: null },
      ),
      landscape: fc.boolean(),
    }),
  )
  .map(({ cells, headers, widths, landscape }): TableBlock => {
    const block: TableBlock = {
      type: 'table',
      id: 't',
      ...(widths?.some((width) => width !== null)
        ? { columns: widths.map((width) => (width === null ? {} : { width })) }
        : {}),
      ...(landscape ? { landscape } : {}),
      children: cells.map((row, r) => ({
        type: 'table-row',
        ...(r < headers ? { header: true as const } : {}),
        children: row.map(({ children, align: side, colSpan, rowSpan }) =>
          withSpans(
            { type: 'table-cell', ...(side ? { align: side } : {}), children },
            // What only spans reach over, some set and some not, no file can tell apart.
            r === 0 ? 1 : colSpan,
            rowSpan,
          ),
        ),
      })),
    };
    return covered(block);
  });

/** A table whose spans are sound, and whose covered places say nothing. */
function covered(block: TableBlock): TableBlock {
  for (const { row, column, colSpan, rowSpan } of soundSpans(block.children)) {
    const cells = block.children[row]?.children;
    const one = cells?.[column];
    if (cells && one) cells[column] = withSpans(one, colSpan, rowSpan);
  }
  const gone = new Set<string>();
  block.children.forEach((row, r) => {
    row.children.forEach(({ colSpan = 1, rowSpan = 1 }, c) => {
      for (let y = r; y < r + rowSpan; y += 1)
        for (let x = c; x < c + colSpan; x += 1) if (x !== c || y !== r) gone.add(`${y} ${x}`);
    });
  });
  return {
    ...block,
    children: block.children.map((row, r) => ({
      ...row,
      children: row.children.map((one, c) =>
        gone.has(`${r} ${c}`) ? { type: 'table-cell', children: [{ text: '' }] } : one,
      ),
    })),
  };
}

/** What comes in again: without ids, which each import makes anew. */
const bare = (blocks: readonly Block[]): unknown =>
  JSON.parse(JSON.stringify(blocks, (key, value: unknown) => (key === 'id' ? undefined : value)));

describe('any formats, notes, images and tables', () => {
  it(
    'come in from a Word file as they went out',
    async () => {
      const body = fc.array(fc.oneof(paragraph, table), { minLength: 1, maxLength: 6 });
      await fc.assert(
        fc.asyncProperty(body, async (made) => {
          let next = 0;
          const blocks: Block[] = JSON.parse(
            JSON.stringify([{ type: 'title', id: 't', children: [{ text: '法治建设年度报告' }] }, ...made]),
            (key, value: unknown) => (key === 'id' ? `x${(next += 1)}` : value),
          ) as Block[];
          expect(documentProblems(blocks)).toEqual([]);
          const source = {
            document: { schema: 2, blocks },
            variables: {},
            year: 2025,
            unit: '',
            state: 'signed-off' as const,
          };
          const bytes = await writeDocx(toEdition(source, sampleTemplate, 'internal', samplePolicy), {
            images: photos,
          });
          const { document } = await recogniseFile('报告.docx', bytes, []);
          expect(documentProblems(document.blocks)).toEqual([]);
          expect(bare(document.blocks)).toEqual(bare(blocks));
        }),
        { numRuns: draws(20), endOnFailure: true },
      );
    },
    patience(120_000),
  );
});
