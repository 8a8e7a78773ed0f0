import fc from 'fast-check';
import { Editor, Transforms } from 'slate';
import { describe, expect, it } from 'vitest';

import type { ReportEditor } from '../../../renderer/editor/create-report-editor.ts';
import { insertBlocks } from '../../../renderer/editor/paste.ts';
import { blocksOf } from '../../../renderer/editor/places.ts';
import { cellAt, cellsOfSelection } from '../../../renderer/editor/table-cells.ts';
import {
  addColumn,
  addRow,
  cellState,
  mergeCells,
  moveCell,
  removeColumns,
  removeRows,
  splitCell,
} from '../../../renderer/editor/table-commands.ts';
import { makeParagraph } from '../../../shared/document/make.ts';
import { gridOf, isCovered } from '../../../shared/document/table-grid.ts';
import type { TableBlock, TableCell } from '../../../shared/document/types.ts';
import { documentProblems } from '../../../shared/document/validate.ts';
import { editorOf, select } from './editor.ts';

type Spans = { colSpan?: number; rowSpan?: number };

const cell = (text: string, spans: Spans = {}): TableCell => ({
  type: 'table-cell',
  ...spans,
  children: [{ text }],
});
const table = (...rows: TableCell[][]): TableBlock => ({
  type: 'table',
  id: 't',
  children: rows.map((children) => ({ type: 'table-row', children })),
});

/** `片区` over two rows, `案件` over two columns. */
const headed = (): TableBlock =>
  table(
    [cell('片区', { rowSpan: 2 }), cell('案件', { colSpan: 2 }), cell('')],
    [cell(''), cell('民事'), cell('行政')],
    [cell('东片'), cell('12'), cell('3')],
  );
const withTable = (): ReportEditor => editorOf([makeParagraph('前'), headed(), makeParagraph('后')]);

/** A line a row: covered places are dots, spans follow the words. */
const grid = (editor: Editor): string[] => {
  const block = blocksOf(editor)[1] as TableBlock;
  expect(documentProblems(blocksOf(editor))).toEqual([]);
  return block.children.map((row, r) =>
    row.children
      .map((one, c) => {
        if (isCovered(block, r, c)) return '.';
        const { colSpan, rowSpan } = one;
        const span = colSpan || rowSpan ? `(${colSpan ?? 1}×${rowSpan ?? 1})` : '';
        return Editor.string(editor, [1, r, c]) + span;
      })
      .join('|'),
  );
};
const caret = (editor: Editor): number[] | undefined => editor.selection?.anchor.path;

describe('cells that span several places', () => {
  it('grow and shrink with rows and columns put in and taken out among them', () => {
    const editor = withTable();
    select(editor, [1, 1, 1, 0], 0);
    addRow(editor, 'above');
    expect(grid(editor)).toEqual(['片区(1×3)|案件(2×1)|.', '.||', '.|民事|行政', '东片|12|3']);
    addColumn(editor, 'right');
    expect(grid(editor)).toEqual(['片区(1×3)|案件(3×1)|.|.', '.|||', '.|民事||行政', '东片|12||3']);
    removeColumns(editor);
    removeRows(editor);
    expect(grid(editor)).toEqual(['片区(1×2)|案件(2×1)|.', '.|民事|行政', '东片|12|3']);
    editor.undo();
    expect(grid(editor)[0]).toBe('片区(1×3)|案件(2×1)|.');
    editor.undo();
    editor.undo();
    editor.undo();
    expect(grid(editor)).toEqual(['片区(1×2)|案件(2×1)|.', '.|民事|行政', '东片|12|3']);
  });

  it('count as a whole: a row goes in below all of a cell, and all of its columns go with it', () => {
    const editor = withTable();
    select(editor, [1, 0, 0, 0], 0);
    addRow(editor, 'below');
    expect(grid(editor)).toEqual(['片区(1×2)|案件(2×1)|.', '.|民事|行政', '||', '东片|12|3']);
    select(editor, [1, 0, 1, 0], 0);
    expect(cellsOfSelection(editor)).toMatchObject({ rows: [0, 0], columns: [1, 2] });
    removeColumns(editor);
    expect(grid(editor)).toEqual(['片区(1×2)', '.', '', '东片']);
    expect(caret(editor)).toEqual([1, 0, 0, 0]);
  });

  it('are gone past by Tab, which never stops in a covered place', () => {
    const editor = withTable();
    select(editor, [1, 0, 0, 0], 0);
    const seen: (number[] | undefined)[] = [];
    for (let n = 0; n < 6; n += 1) {
      moveCell(editor, 1);
      seen.push(caret(editor)?.slice(1, 3));
    }
    expect(seen).toEqual([
      [0, 1],
      [1, 1],
      [1, 2],
      [2, 0],
      [2, 1],
      [2, 2],
    ]);
    moveCell(editor, 1);
    expect(caret(editor)).toEqual([1, 3, 0, 0]);
    for (let n = 0; n < 6; n += 1) moveCell(editor, -1);
    expect(caret(editor)?.slice(1, 3)).toEqual([0, 1]);
  });

  it('are where the caret goes that would stand in a place under them', () => {
    const editor = withTable();
    select(editor, [1, 0, 2, 0], 0);
    expect(caret(editor)).toEqual([1, 0, 1, 0]);
    select(editor, [1, 0, 1, 0], 2);
    Transforms.move(editor);
    expect(caret(editor)?.slice(1, 3)).toEqual([1, 1]);
    Transforms.move(editor, { reverse: true });
    expect(caret(editor)?.slice(1, 3)).toEqual([0, 1]);
  });

  it('are left downwards by Enter, and come with a table that is put in', () => {
    const editor = withTable();
    select(editor, [1, 0, 0, 0], 2);
    editor.insertBreak();
    expect(caret(editor)).toEqual([1, 2, 0, 0]);
    insertBlocks(editor, [
      { ...table([cell('合计', { colSpan: 2 }), cell('')], [cell('甲'), cell('乙')]), id: 'u' },
    ]);
    expect(grid(editor)).toEqual(['片区(1×2)|案件(2×1)|.', '.|民事|行政', '合计|12|3', '甲|乙|']);
  });

  it('are made of several with all their words, and parted again', () => {
    const editor = withTable();
    select(editor, [1, 1, 1, 0], 0, { path: [1, 2, 2, 0], offset: 0 });
    expect(cellState(editor)).toEqual({ canMerge: true, canSplit: false });
    mergeCells(editor);
    expect(grid(editor)).toEqual(['片区(1×2)|案件(2×1)|.', '.|民事 行政 12 3(2×2)|.', '东片|.|.']);
    expect(cellState(editor)).toEqual({ canMerge: false, canSplit: true });
    splitCell(editor);
    expect(grid(editor)).toEqual(['片区(1×2)|案件(2×1)|.', '.|民事 行政 12 3|', '东片||']);
    editor.undo();
    editor.undo();
    expect(grid(editor)).toEqual(['片区(1×2)|案件(2×1)|.', '.|民事|行政', '东片|12|3']);
  });

  it('stay sound, and no word is lost but those of what is taken out, whatever is done', () => {
    const place = fc.tuple(fc.nat(5), fc.nat(5));
    const act = fc.constantFrom(
      'above',
      'below',
      'left',
      'right',
      'rows',
      'columns',
      'merge',
      'split',
      'tab',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(place, place, act), { maxLength: 12 }), (steps) => {
        const editor = withTable();
        const original = structuredClone(editor.children);
        for (const [from, to, what] of steps) {
          const block = blocksOf(editor)[1];
          if (block?.type !== 'table') break;
          const path = ([row, column]: [number, number]): number[] => {
            const r = row % block.children.length;
            return [1, r, column % (block.children[r]?.children.length ?? 1), 0];
          };
          select(editor, path(from), 0, { path: path(to), offset: 0 });
          if (what === 'above' || what === 'below') addRow(editor, what);
          else if (what === 'left' || what === 'right') addColumn(editor, what);
          else if (what === 'rows') removeRows(editor);
          else if (what === 'columns') removeColumns(editor);
          else if (what === 'merge') mergeCells(editor);
          else if (what === 'split') splitCell(editor);
          else moveCell(editor, 1);
          expect(documentProblems(blocksOf(editor))).toEqual([]);
          const at = cellAt(editor, editor.selection?.anchor);
          if (at) {
            const own = gridOf(at.table)[at.row]?.[at.column];
            expect(own).toEqual([at.row, at.column]);
          }
        }
        while (editor.history.undos.length > 0) editor.undo();
        expect(editor.children).toEqual(original);
      }),
      { numRuns: 60 },
    );
  });
});
