import { ordinalTokens } from '../../../shared/structure/items.ts';
import type { SourceLine } from '../../../shared/structure/source-line.ts';
import { inlinesOf } from '../../../shared/document/guards.ts';
import type { Block } from '../../../shared/document/types.ts';
import type { WordBlock, WordCopy, WordRun } from '../../../shared/merge/word-copy.ts';
import { LIMITS } from '../files/limits.ts';
import { tooMuch } from '../files/refusals.ts';

/**
 * Refuses what no report has and what could not be written on afterwards: too many paragraphs, too much text, tables that
 * become too large once each row is as wide as the widest. Throws AppError('too-large') that says of what there is how
 * much, and where.
 */
export function refuseTooMuch(name: string, lines: readonly SourceLine[]): void {
  const paragraphs = lines.filter(({ text, table }) => table !== undefined || text.trim() !== '');
  if (paragraphs.length > LIMITS.paragraphs)
    throw tooMuch(name, `有 ${paragraphs.length} 个段落，最多 ${LIMITS.paragraphs} 个`);
  let characters = 0;
  let cells = 0;
  let items = 0;
  let paragraph = 0;
  for (const { text, table } of paragraphs) {
    paragraph += 1;
    const where = `第 ${paragraph} 段`;
    if (table) cells += cellsOf(name, table);
    if (cells > LIMITS.allCells)
      throw tooMuch(name, `的表格一共有 ${cells} 个单元格，最多 ${LIMITS.allCells} 个`);
    for (const part of table ? table.flat() : [text]) {
      if (part.length > LIMITS.paragraph)
        throw tooMuch(
          name,
          `${where}有 ${part.length} 个字，最多 ${LIMITS.paragraph} 个`,
          '请分成几段，再导入',
        );
      characters += part.length;
    }
    const found = ordinalTokens(text).length;
    items += found;
    if (found > LIMITS.nodes)
      throw tooMuch(name, `${where}有 ${found} 个序号，最多 ${LIMITS.nodes} 个`, '请分成几段，再导入');
  }
  if (characters > LIMITS.text) throw tooMuch(name, `有 ${characters} 个字，最多 ${LIMITS.text} 个`);
  if (items > LIMITS.allNodes) throw tooMuch(name, `有 ${items} 个序号，最多 ${LIMITS.allNodes} 个`);
}

/** Cells of a table in which each row is as wide as the widest. */
function cellsOf(name: string, table: readonly (readonly string[])[]): number {
  let columns = 0;
  for (const row of table) columns = Math.max(columns, row.length);
  if (columns > LIMITS.columns)
    throw tooMuch(name, `有一张表格有 ${columns} 列，最多 ${LIMITS.columns} 列`, '请把表格改小，再导入');
  const cells = columns * table.length;
  if (cells > LIMITS.cells)
    throw tooMuch(name, `有一张表格有 ${cells} 个单元格，最多 ${LIMITS.cells} 个`, '请把表格改小，再导入');
  return cells;
}

const EXPORTED = '请选择导出后改好的那份送审稿';

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
    throw tooMuch(name, `有 ${blocks.length} 个段落，最多 ${most.paragraphs} 个`, EXPORTED);
  if (comments.length > LIMITS.comments)
    throw tooMuch(name, `有 ${comments.length} 条批注，最多 ${LIMITS.comments} 条`, EXPORTED);
  let [runs, text] = [0, 0];
  for (const block of blocks)
    for (const { text: words } of runsOf(block)) {
      runs += 1;
      text += words.length;
    }
  if (text > most.text) throw tooMuch(name, `有 ${text} 个字，最多 ${most.text} 个`, EXPORTED);
  if (runs > LIMITS.runs) throw tooMuch(name, `有 ${runs} 处格式或修订，最多 ${LIMITS.runs} 处`, EXPORTED);
}

function* runsOf(block: WordBlock): Generator<WordRun> {
  if (block.is === 'paragraph') yield* block.runs;
  else for (const { cells } of block.rows) for (const cell of cells) yield* cell;
}

/** Fields and items of one paragraph, once they have been found. */
export function refuseTooManyNodes(name: string, blocks: readonly Block[]): void {
  let all = 0;
  for (const block of blocks) {
    const nodes = inlinesOf(block).length;
    all += nodes;
    if (nodes > 2 * LIMITS.nodes + 1)
      throw tooMuch(name, `有一段里有 ${LIMITS.nodes} 个以上的数字和序号`, '请分成几段，再导入');
  }
  if (all > 2 * LIMITS.allNodes) throw tooMuch(name, `有 ${LIMITS.allNodes} 个以上的数字和序号`);
}
