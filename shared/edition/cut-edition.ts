import type { EditionBlock, EditionRun, EditionTable } from './types.ts';

/**
 * A stretch of words of an edition: of a block, of the body that runs on in a heading's line, or of a cell of a table.
 * Its place is counted in the words of the runs, in which a note and an image have none.
 */
export type EditionLine = { block: string; runIn?: true; cell?: readonly [row: number, column: number] };

/** A part of a line, from and up to (exclusive). */
export type LinePart = { line: EditionLine; from: number; to: number };

/** What is selected of an edition. `inline`: words of one line, that go on in the line that they are pasted into. */
export type EditionCut = { blocks: EditionBlock[]; inline: boolean };

/**
 * The selected parts as blocks for a writer. A heading keeps its number where it is selected from its beginning. Of a
 * table come the rows that are touched, whole; words of one cell alone are words.
 * @param parts in reading order
 */
export function cutEdition(blocks: readonly EditionBlock[], parts: readonly LinePart[]): EditionCut {
  const [only] = parts;
  const byBlock = new Map<string, LinePart[]>();
  for (const part of parts) {
    const own = byBlock.get(part.line.block);
    if (own) own.push(part);
    else byBlock.set(part.line.block, [part]);
  }
  if (parts.length === 1 && only?.line.cell) {
    const runs = cellRuns(blocks, only.line);
    const id = only.line.block;
    return {
      blocks: [{ type: 'paragraph', id, role: 'body', runs: cutRuns(runs, only.from, only.to) }],
      inline: true,
    };
  }
  const cut = blocks.flatMap((block) => {
    const own = byBlock.get(block.id);
    return own ? [cutBlock(block, own)] : [];
  });
  return { blocks: cut, inline: parts.length === 1 && !isWhole(blocks, only) };
}

function cutBlock(block: EditionBlock, parts: readonly LinePart[]): EditionBlock {
  if (block.type === 'table') return cutTable(block, parts);
  const part = parts.find(({ line }) => !line.runIn);
  const runs = part ? cutRuns(block.runs, part.from, part.to) : [];
  if (block.type === 'annex') return { ...block, runs, number: part?.from === 0 ? block.number : '' };
  if (block.type !== 'heading') return { ...withoutItems(block), runs };
  const rest = parts.find(({ line }) => line.runIn);
  const { runIn, items: _, ...heading } = block;
  return {
    ...heading,
    runs,
    number: part?.from === 0 ? block.number : '',
    ...(rest && runIn ? { runIn: cutRuns(runIn, rest.from, rest.to) } : {}),
  };
}

/** Where items begin is counted in all words of a block, and no writer of a part asks for it. */
function withoutItems<B extends EditionBlock>(block: B): B {
  if (!('items' in block)) return block;
  const { items: _, ...rest } = block;
  return rest as B;
}

function cutTable<T extends EditionTable<EditionRun>>(table: T, parts: readonly LinePart[]): T {
  const rows = parts.flatMap(({ line }) => (line.cell ? [line.cell[0]] : []));
  return { ...table, rows: table.rows.slice(Math.min(...rows), Math.max(...rows) + 1) };
}

function cellRuns(blocks: readonly EditionBlock[], { block: id, cell }: EditionLine): readonly EditionRun[] {
  const table = blocks.find((block) => block.id === id);
  if (table?.type !== 'table' || !cell) return [];
  return table.rows[cell[0]]?.cells[cell[1]]?.runs ?? [];
}

/** The runs between two places of their words. A note or an image belongs to the words before it. */
export function cutRuns(runs: readonly EditionRun[], from: number, to: number): EditionRun[] {
  const cut: EditionRun[] = [];
  let at = 0;
  for (const run of runs) {
    const start = at;
    at += run.text.length;
    if (run.text === '') {
      if (start <= to && (start > from || (start === from && from === 0))) cut.push(run);
      continue;
    }
    const text = run.text.slice(Math.max(0, from - start), Math.max(0, to - start));
    if (text !== '') cut.push({ ...run, text });
  }
  return cut;
}

/** A block that is selected from beginning to end is pasted as a block. */
function isWhole(blocks: readonly EditionBlock[], part: LinePart | undefined): boolean {
  const block = blocks.find(({ id }) => id === part?.line.block);
  if (!part || !block || block.type === 'table' || part.line.runIn) return false;
  const length = block.runs.reduce((sum, { text }) => sum + text.length, 0);
  return part.from === 0 && part.to === length;
}
