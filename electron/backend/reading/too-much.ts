import { FileError, type FileFault } from '../../../shared/errors/file-error.ts';
import { ordinalTokens } from '../../../shared/structure/items.ts';
import type { SourceLine } from '../../../shared/structure/source-line.ts';
import { LIMITS } from '../files/limits.ts';

/**
 * Refuses what no report has and what could not be written on afterwards: too many paragraphs, too much text, tables that
 * become too large once each row is as wide as the widest. Throws FileError('too-large') that says of what there is how
 * much, and where.
 */
export function refuseTooMuch(name: string, lines: readonly SourceLine[]): void {
  const paragraphs = lines.filter(({ text, table }) => table !== undefined || text.trim() !== '');
  if (paragraphs.length > LIMITS.paragraphs)
    throw tooMuch('too-many-paragraphs', name, paragraphs.length, LIMITS.paragraphs);
  let characters = 0;
  let cells = 0;
  let items = 0;
  let paragraph = 0;
  for (const { text, table } of paragraphs) {
    paragraph += 1;
    if (table) cells += cellsOf(name, table);
    if (cells > LIMITS.allCells) throw tooMuch('too-many-cells', name, cells, LIMITS.allCells);
    for (const part of table ? table.flat() : [text]) {
      if (part.length > LIMITS.paragraph)
        throw tooMuch('paragraph-too-long', name, part.length, LIMITS.paragraph, paragraph);
      characters += part.length;
    }
    const found = ordinalTokens(text).length;
    items += found;
    if (found > LIMITS.nodes) throw tooMuch('paragraph-ordinals', name, found, LIMITS.nodes, paragraph);
  }
  if (characters > LIMITS.text) throw tooMuch('text-too-long', name, characters, LIMITS.text);
  if (items > LIMITS.allNodes) throw tooMuch('too-many-ordinals', name, items, LIMITS.allNodes);
}

function tooMuch(fault: FileFault, name: string, size: number, limit: number, paragraph?: number): FileError {
  return new FileError(fault, name, {
    facts: { size, limit, ...(paragraph === undefined ? {} : { paragraph }) },
  });
}

/** Cells of a table in which each row is as wide as the widest. */
function cellsOf(name: string, table: readonly (readonly string[])[]): number {
  let columns = 0;
  for (const row of table) columns = Math.max(columns, row.length);
  if (columns > LIMITS.columns) throw tooMuch('table-too-wide', name, columns, LIMITS.columns);
  const cells = columns * table.length;
  if (cells > LIMITS.cells) throw tooMuch('table-too-large', name, cells, LIMITS.cells);
  return cells;
}
