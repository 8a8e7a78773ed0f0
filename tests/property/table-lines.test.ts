import { Editor, Transforms } from 'slate';
import { describe, expect, it } from 'vitest';

import { countingIds } from '../../shared/document/ids.ts';
import { makeParagraph, makeTitle } from '../../shared/document/make.ts';
import { marksIn } from '../../shared/document/marks.ts';
import { finalView, originalView, resolve } from '../../shared/document/resolve.ts';
import {
  gridOf,
  isCovered,
  withColumnAt,
  withoutColumns,
  withoutRows,
  withRowAt,
} from '../../shared/document/table-grid.ts';
import type { Block, TableBlock, TableCell } from '../../shared/document/types.ts';
import { documentProblems } from '../../shared/document/validate.ts';
import { applyBlocks } from '../../shared/review/apply-blocks.ts';
import { draws, fc, patience } from '../random.ts';
import { AUTHORS, blocksOf, desk, pick, plainEditor } from './review-desk.ts';

const cell = (text: string, more: Partial<TableCell> = {}): TableCell => ({
  type: 'table-cell',
  ...more,
  children: [{ text }],
});

/** A table with a head over two columns and a cell over two rows, widths and alignment, between two paragraphs. */
function sample(): Block[] {
  const ids = countingIds('s');
  return [
    makeTitle('青禾镇总结', ids),
    makeParagraph([{ text: '办件情况' }, { text: '如下', bold: true }, { text: '：' }], 'body', ids),
    {
      type: 'table',
      id: ids(),
      columns: [{ width: 100 }, {}, { width: 80 }],
      children: [
        {
          type: 'table-row',
          header: true,
          children: [cell('事项', { align: 'left' }), cell('数量', { colSpan: 2 }), cell('')],
        },
        {
          type: 'table-row',
          children: [cell('宣讲', { rowSpan: 2 }), cell('十'), cell('百', { align: 'right' })],
        },
        { type: 'table-row', children: [cell(''), cell('千'), cell('万')] },
      ],
    },
    makeParagraph('完。', 'body', ids),
  ];
}

const step = fc.record({
  author: fc.nat(2),
  kind: fc.constantFrom('row', 'row', 'no-row', 'column', 'no-column', 'type', 'bold', 'note', 'undo'),
  a: fc.nat(1000),
  b: fc.nat(1000),
  text: fc.constantFrom('法', '治', '人'),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const tableOf = (blocks: readonly Block[]): { at: number; table: TableBlock } | null => {
  const at = blocks.findIndex(({ type }) => type === 'table');
  const table = blocks[at];
  return table?.type === 'table' ? { at, table } : null;
};

/** Places of the lines that are there once every change is accepted. */
const seen = (lines: readonly { del?: string }[], count: number): number[] =>
  Array.from({ length: count }, (_, at) => at).filter((at) => lines[at]?.del === undefined);

/**
 * Does a step at the lines that are seen, which are the same with and without tracked changes.
 * @param nth a number of the note, the same on both sides
 */
function act(editor: Editor, { kind, a, b, text }: Step, nth: number): void {
  const blocks = blocksOf(editor);
  const found = tableOf(blocks);
  const put = (table: TableBlock | null): void =>
    applyBlocks(
      editor,
      blocks.flatMap((block): Block[] => (block.type !== 'table' ? [block] : table ? [table] : [])),
    );
  const { table } = found ?? {};
  const rows = table ? seen(table.children, table.children.length) : [];
  const width = table?.children[0]?.children.length ?? 0;
  const columns = table ? seen(table.columns ?? [], width) : [];
  const [row, column] = [rows[a % rows.length] ?? 0, columns[b % columns.length] ?? 0];
  switch (kind) {
    case 'row': {
      if (!table) return;
      const cells = Array.from({ length: width }, () => cell(''));
      const longer = withRowAt(table, row, { type: 'table-row', children: cells });
      if (!isCovered(longer, row, column)) cells[column] = cell(text);
      put(withRowAt(table, row, { type: 'table-row', children: cells }));
      return;
    }
    case 'no-row':
      if (table && rows.length > 1) put(withoutRows(table, new Set([row])));
      return;
    case 'column':
      if (table) put(withColumnAt(table, column));
      return;
    case 'no-column':
      if (table && columns.length > 1) put(withoutColumns(table, new Set([column])));
      return;
    case 'type': {
      if (!found) return;
      // The caret never stands in a place that another cell covers.
      const [r, c] = gridOf(found.table)[row]?.[column] ?? [0, 0];
      const end = Editor.end(editor, [found.at, r, c]);
      Transforms.select(editor, end);
      return editor.insertText(text);
    }
    case 'bold': {
      const [r, c] = (found && gridOf(found.table)[row]?.[column]) ?? [0, 0];
      const range = Editor.range(editor, a % 2 || !found ? [1] : [found.at, r, c]);
      const props = { [b % 3 ? 'bold' : 'sup']: true };
      if (b % 2) Transforms.setNodes(editor, props, { at: range, match: isLeaf, split: true });
      else Transforms.unsetNodes(editor, Object.keys(props), { at: range, match: isLeaf });
      return;
    }
    case 'note':
      return Transforms.insertNodes(
        editor,
        {
          type: 'note',
          id: `note${nth}`,
          kind: 'foot',
          body: [{ text }],
          children: [{ text: '' }],
        } as never,
        { at: Editor.end(editor, [1]) },
      );
    case 'undo':
      return;
  }
}

/**
 * Where a cell spans lines of which some are deleted, a new line before the next one that is seen may come to stand in
 * the cell or before it: both are right.
 */
function isUnclear(blocks: readonly Block[], { kind, a, b }: Step): boolean {
  const { table } = tableOf(blocks) ?? {};
  if (!table || !['row', 'column'].includes(kind)) return false;
  const lines = kind === 'row' ? table.children : (table.columns ?? []);
  const count = kind === 'row' ? table.children.length : (table.children[0]?.children.length ?? 0);
  const places = seen(lines, count);
  if (places.length === count) return false;
  const at = places[(kind === 'row' ? a : b) % places.length] ?? 0;
  return table.children.some((row, r) =>
    row.children.some((_, c) => (kind === 'row' ? r : c) === at && isCovered(table, r, c)),
  );
}

const isLeaf = (node: object): boolean => 'text' in node;

/** A report without ids and without what is tracked nowhere. */
const bare = (blocks: readonly Block[]): unknown => {
  const plain = plainEditor(structuredClone([...blocks]), 'n').children;
  return JSON.parse(
    JSON.stringify(plain, (key, value: unknown) => {
      if (key === 'id' || key === 'columns') return undefined;
      // How nothing would look is not tracked.
      return (value as { text?: unknown } | null)?.text === '' ? { text: '' } : value;
    }),
  );
};

const history = fc.array(step, { minLength: 1, maxLength: 12 });
const RUNS = { numRuns: draws(200) };

describe('tables, formats and notes under suggestion', { timeout: patience(240_000) }, () => {
  it('rejecting all leads back, accepting all gives what the edit makes, undo takes all of it back', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        const one = desk(sample());
        const { editor } = one;
        const start = structuredClone(blocksOf(editor));
        for (const [nth, next] of steps.entries()) {
          if (next.kind === 'undo') {
            editor.undo();
            editor.operations = [];
            continue;
          }
          if (isUnclear(blocksOf(editor), next)) continue;
          const plain = plainEditor(finalView(blocksOf(editor)), 'q');
          act(plain, next, nth);
          one.sitDown(pick(AUTHORS, next.author));
          act(editor, next, nth);
          one.sitDown(null);
          editor.operations = [];
          const blocks = blocksOf(editor);
          expect(documentProblems(blocks)).toEqual([]);
          expect(bare(originalView(blocks))).toEqual(bare(start));
          expect(bare(finalView(blocks))).toEqual(bare(blocksOf(plain)));
          for (const [id, kinds] of marksIn(blocks).revisions)
            expect([...kinds]).toEqual([one.rows.get(id)?.kind]);
        }
        while (editor.history.undos.length > 0) {
          editor.undo();
          editor.operations = [];
        }
        expect(editor.children).toEqual(start);
      }),
      RUNS,
    );
  });

  it('one decision after the other leaves a valid report at every step', async () => {
    await fc.assert(
      fc.asyncProperty(
        history,
        fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
        async (steps, dice) => {
          const one = desk(sample());
          for (const [nth, next] of steps.entries()) {
            one.sitDown(pick(AUTHORS, next.author));
            act(one.editor, next, nth);
            one.editor.operations = [];
          }
          let blocks = blocksOf(one.editor);
          for (const [at, id] of [...marksIn(blocks).revisions.keys()].entries()) {
            blocks = resolve(blocks, (other) => (other === id ? dice[at % dice.length] : undefined));
            expect(documentProblems(blocks)).toEqual([]);
          }
          expect(marksIn(blocks).revisions.size).toBe(0);
        },
      ),
      RUNS,
    );
  });
});
