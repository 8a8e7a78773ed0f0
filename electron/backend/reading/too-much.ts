import { FileError, type FileFault } from '../../../shared/errors/file-error.ts';
import { ordinalTokens } from '../../../shared/structure/items.ts';
import type { SourceCell, SourceLine } from '../../../shared/structure/source-line.ts';
import { holdsSomething, textOfCell } from '../../../shared/structure/source-text.ts';
import { textOfNote } from '../../../shared/document/notes.ts';
import { inlinesOf } from '../../../shared/document/guards.ts';
import type { Block } from '../../../shared/document/types.ts';
import type { WordBlock, WordCopy, WordRun } from '../../../shared/merge/word-copy.ts';
import { LIMITS } from '../files/limits.ts';

/**
 * Refuses what no report has and what could not be written on afterwards: too many paragraphs, too much text, tables that
 * become too large once each row is as wide as the widest. Throws FileError('too-large') that says of what there is how
 * much, and where.
 */
export function refuseTooMuch(name: string, lines: readonly SourceLine[]): void {
  const paragraphs = lines.filter((line) => holdsSomething(line));
  if (paragraphs.length > LIMITS.paragraphs)
    throw tooMuch('too-many-paragraphs', name, paragraphs.length, LIMITS.paragraphs);
  let characters = 0;
  let cells = 0;
  let items = 0;
  let voids = 0;
  let paragraph = 0;
  for (const line of paragraphs) {
    const { text, table } = line;
    paragraph += 1;
    if (table) cells += cellsOf(name, table);
    if (cells > LIMITS.allCells) throw tooMuch('too-many-cells', name, cells, LIMITS.allCells);
    for (const one of table?.flat() ?? [line]) {
      const beside = typeof one === 'string' ? 0 : (one.voids?.length ?? 0);
      voids += beside;
      if (beside > LIMITS.nodes) throw tooMuch('paragraph-nodes', name, beside, LIMITS.nodes, paragraph);
    }
    if (voids > LIMITS.allNodes) throw tooMuch('too-many-nodes', name, voids, LIMITS.allNodes);
    for (const part of wordsOf(line)) {
      if (part.length > LIMITS.paragraph)
        throw tooMuch('paragraph-too-long', name, part.length, LIMITS.paragraph, paragraph);
      characters += part.length;
      if (characters > LIMITS.text) throw tooMuch('text-too-long', name, characters, LIMITS.text);
    }
    const found = ordinalTokens(text).length;
    items += found;
    if (found > LIMITS.nodes) throw tooMuch('paragraph-ordinals', name, found, LIMITS.nodes, paragraph);
  }
  if (items > LIMITS.allNodes) throw tooMuch('too-many-ordinals', name, items, LIMITS.allNodes);
}

/** The texts of a line or of its cells, and of the notes in them. */
function* wordsOf(line: SourceLine): Generator<string> {
  for (const part of line.table ? line.table.flat() : [line]) {
    yield textOfCell(part);
    if (typeof part === 'string') continue;
    for (const one of part.voids ?? []) if ('note' in one) yield textOfNote(one.note.body);
  }
}

function tooMuch(fault: FileFault, name: string, size: number, limit: number, paragraph?: number): FileError {
  return new FileError(fault, name, {
    facts: { size, limit, ...(paragraph === undefined ? {} : { paragraph }) },
  });
}

/** Cells of a table in which each row is as wide as the widest. */
function cellsOf(name: string, table: readonly (readonly SourceCell[])[]): number {
  let columns = 0;
  for (const row of table) columns = Math.max(columns, row.length);
  if (columns > LIMITS.columns) throw tooMuch('table-too-wide', name, columns, LIMITS.columns);
  const cells = columns * table.length;
  if (cells > LIMITS.cells) throw tooMuch('table-too-large', name, cells, LIMITS.cells);
  return cells;
}

/** The same of a returned copy. @param sent what its version holds; not known while it is read */
export function refuseTooMuchReturned(
  name: string,
  { blocks, comments }: WordCopy,
  sent?: { paragraphs: number; text: number },
): void {
  const { times, ...beside } = LIMITS.returned;
  const most = {
    paragraphs: sent
      ? Math.min(LIMITS.paragraphs, sent.paragraphs * times + beside.paragraphs)
      : LIMITS.paragraphs,
    text: sent ? Math.min(LIMITS.text, sent.text * times + beside.text) : LIMITS.text,
  };
  if (blocks.length > most.paragraphs)
    throw tooMuch('too-many-paragraphs', name, blocks.length, most.paragraphs);
  if (comments.length > LIMITS.comments)
    throw tooMuch('too-many-comments', name, comments.length, LIMITS.comments);
  let [runs, text] = [0, 0];
  for (const block of blocks)
    for (const { text: words, note } of runsOf(block)) {
      runs += 1;
      text += words.length;
      for (const leaf of note?.body ?? []) text += leaf.text.length;
    }
  if (text > most.text) throw tooMuch('text-too-long', name, text, most.text);
  if (runs > LIMITS.runs) throw tooMuch('too-many-runs', name, runs, LIMITS.runs);
}

function* runsOf(block: WordBlock): Generator<WordRun> {
  if (block.is === 'paragraph') yield* block.runs;
  else for (const { cells } of block.rows) for (const cell of cells) yield* cell.runs;
}

/** Fields and items of one paragraph, once they have been found. */
export function refuseTooManyNodes(name: string, blocks: readonly Block[]): void {
  let all = 0;
  for (const block of blocks) {
    const nodes = inlinesOf(block).length;
    all += nodes;
    if (nodes > 2 * LIMITS.nodes + 1) throw tooMuch('paragraph-nodes', name, nodes, LIMITS.nodes);
  }
  if (all > 2 * LIMITS.allNodes) throw tooMuch('too-many-nodes', name, all, LIMITS.allNodes);
}
