import type { FormatsBefore, TableBlock, TableCell } from '../document/types.ts';
import { withFormats } from '../document/formats.ts';
import { withoutColumns, withoutRows, withSpans } from '../document/table-grid.ts';
import { inlinesOfTokens, type Token } from '../review/tokens.ts';
import { nodeOfNote, type Objects } from './objects.ts';
import type { WordCell, WordImage, WordRun, WordTable } from './word-copy.ts';

/** The formats of a run, as a tracked change of them keeps them. */
export const looksOf = ({ bold, sup }: Pick<WordRun, 'bold' | 'sup'>): FormatsBefore =>
  bold ? (sup ? 'bold sup' : 'bold') : sup ? 'sup' : '';

/** A character of a copy as a token of the report. */
export const charToken = (text: string, look: FormatsBefore = ''): Token => ({
  is: 'char',
  text,
  marks: withFormats({}, look),
});

/** A token with the comments that lie on it in the copy. */
export type Said = {
  token: Token;
  comments: readonly string[];
  /** It stood in the copy as words, and is a field again because its value is not public. */
  masked?: true;
};

/**
 * Runs as tokens, once what was taken out of them is gone.
 * @param lost gets the images that can't be shown
 */
export function tokensOfRuns(
  runs: readonly WordRun[],
  objects: Objects,
  lost: (image: WordImage) => void,
): Said[] {
  return runs.flatMap((run): Said[] => {
    const { del, text, note, image, comments } = run;
    if (del) return [];
    if (note) return [{ token: { is: 'void', node: nodeOfNote(note) }, comments }];
    if (image) {
      const node = objects.nodeOfImage(image);
      if (!node) lost(image);
      return node ? [{ token: { is: 'void', node }, comments }] : [];
    }
    const look = looksOf(run);
    return Array.from(text, (char) => ({ token: charToken(char, look), comments }));
  });
}

/** A cell as it reads once the changes in it are accepted. */
export function cellOf(cell: WordCell, objects: Objects, lost: (image: WordImage) => void): TableCell {
  const said = tokensOfRuns(cell.runs, objects, lost);
  const made: TableCell = {
    type: 'table-cell',
    children: inlinesOfTokens(said.map(({ token }) => token)),
    ...(cell.align ? { align: cell.align } : {}),
  };
  return withSpans(made, cell.colSpan ?? 1, cell.rowSpan ?? 1);
}

/** A whole table of the copy; rows and columns that were taken out are not in it. */
export function tableOf(
  { rows }: WordTable,
  id: string,
  objects: Objects,
  lost: (image: WordImage) => void,
): TableBlock {
  const table: TableBlock = {
    type: 'table',
    id,
    children: rows.map(({ cells }) => ({
      type: 'table-row',
      children: cells.map((cell) => cellOf(cell, objects, lost)),
    })),
  };
  const columns = (rows[0]?.cells ?? []).flatMap((_, c) => {
    const cells = rows.flatMap((row) => row.cells[c] ?? []).filter(({ covered }) => !covered);
    return cells.length > 0 && cells.every(({ del }) => del !== undefined) ? [c] : [];
  });
  const gone = rows.flatMap(({ del }, at) => (del === undefined ? [] : [at]));
  const narrower = withoutColumns(table, new Set(columns)) ?? table;
  return withoutRows(narrower, new Set(gone)) ?? narrower;
}
