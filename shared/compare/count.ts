import type { ComparedRow } from './types.ts';

/** Differences of a row as a reader counts them: a deletion with its insertion is one; rolled years are none. */
export function differencesOf(row: ComparedRow): number {
  if (row.kind === 'same') return 0;
  if (row.kind === 'added' || row.kind === 'removed') return 1;
  if (row.kind === 'moved-away') return 0;
  let n = row.kind === 'moved' ? 1 : 0;
  row.pieces.forEach((piece, at) => {
    if (piece.kind === 'same' || piece.rolled) return;
    if (piece.kind === 'insert' && row.pieces[at - 1]?.kind === 'delete') return;
    n += 1;
  });
  return n;
}
