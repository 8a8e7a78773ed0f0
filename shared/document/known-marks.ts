import { inlinesOf, linesOf, withHolders } from './guards.ts';
import { padInlines } from './make.ts';
import { isCommentKey, threadOfKey, type MarkKind } from './marks.ts';
import type { Block, Inline, TableColumn, TableRow } from './types.ts';

/** The rows that marks of a document can point at: the kind of each change, and the threads. */
export type KnownRows = { revisions: ReadonlyMap<string, MarkKind>; threads: ReadonlySet<string> };

export const NO_ROWS: KnownRows = { revisions: new Map(), threads: new Set() };

/** What was taken off: changes and comments whose author nobody knows. */
export type TakenOff = { changes: number; comments: number };

/**
 * The blocks without marks that no row of the right kind stands behind: nobody could say who changed or said that, and
 * the store refuses it. The words stay, those that were marked as deleted too. Blocks without such marks stay the same
 * objects.
 */
export function withoutUnknownMarks(
  blocks: readonly Block[],
  known: KnownRows,
): { blocks: Block[]; takenOff: TakenOff } {
  const changes = new Set<string>();
  const comments = new Set<string>();
  const isUnknown = (id: string | undefined, kind: MarkKind): boolean => {
    if (id === undefined || known.revisions.get(id) === kind) return false;
    changes.add(id);
    return true;
  };
  const cleanInline = (node: Inline): Inline => {
    const gone: string[] = [];
    if (isUnknown(node.ins, 'insert')) gone.push('ins');
    if (isUnknown(node.del, 'delete')) gone.push('del');
    if (isUnknown(node.fmt, 'format')) gone.push('fmt', 'was');
    for (const key of Object.keys(node)) {
      if (!isCommentKey(key) || known.threads.has(threadOfKey(key))) continue;
      comments.add(key);
      gone.push(key);
    }
    return gone.length === 0 ? node : without(node, gone);
  };
  const cleanLine = <L extends TableRow | TableColumn>(line: L): L => {
    const gone = [
      ...(isUnknown(line.ins, 'insert') ? ['ins'] : []),
      ...(isUnknown(line.del, 'delete') ? ['del'] : []),
    ];
    return gone.length === 0 ? line : without(line, gone);
  };
  const withCleanLines = (block: Block): Block => {
    if (block.type !== 'table' || linesOf(block).every((line) => cleanLine(line) === line)) return block;
    const { columns } = block;
    return {
      ...block,
      ...(columns ? { columns: columns.map(cleanLine) } : {}),
      children: block.children.map(cleanLine),
    };
  };
  const cleanBlock = (block: Block): Block => {
    const gone: string[] = [];
    if (isUnknown(block.pIns, 'insert')) gone.push('pIns');
    if (isUnknown(block.pDel, 'delete')) gone.push('pDel');
    if (isUnknown(block.pFmt, 'format')) gone.push('pFmt', 'pWas');
    const framed = withCleanLines(gone.length === 0 ? block : without(block, gone));
    return inlinesOf(framed).every((node) => cleanInline(node) === node)
      ? framed
      : withInlines(framed, cleanInline);
  };
  const cleaned = blocks.map((block) => cleanBlock(block));
  return { blocks: cleaned, takenOff: { changes: changes.size, comments: comments.size } };
}

function without<T extends object>(node: T, keys: readonly string[]): T {
  return Object.fromEntries(Object.entries(node).filter(([key]) => !keys.includes(key))) as T;
}

/** The block with each of its inline nodes put through `change`. */
export function withInlines(block: Block, change: (node: Inline) => Inline): Block {
  return withHolders(block, (nodes) => padInlines(nodes.map((node) => change(node))));
}
