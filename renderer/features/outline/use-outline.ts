import { useMemo, useState } from 'react';

import type { Template } from '../../../shared/template/schema.ts';
import type { DocumentSnapshot } from '../../editor/session.ts';
import { outlineRows, rowOfBlock, type OutlineRow } from './outline-model.ts';

export type OutlineView = {
  rows: readonly OutlineRow[];
  /** The row of the section that the caret stands in. */
  current: OutlineRow | null;
};

/** The outline, and where the caret is in it. */
export function useOutline(
  snapshot: DocumentSnapshot,
  template: Template | null,
  currentBlock: string | null,
): OutlineView {
  const { blocks, variables } = snapshot;
  const [kept, setKept] = useState<readonly OutlineRow[]>([]);
  const rows = useMemo(
    () => keepSame(outlineRows(blocks, template, variables), kept),
    // What was kept only saves drawing; it must not make the rows anew.
    // oxlint-disable-next-line react/exhaustive-deps
    [blocks, template, variables],
  );
  if (rows !== kept) setKept(rows);
  const [last, setLast] = useState<string | null>(null);

  // A paragraph that was begun a moment ago is in the page, but not in the snapshot yet: the caret is in the same
  // section as before.
  const known = currentBlock !== null && blocks.some((block) => block.id === currentBlock);
  const found = known ? (rowOfBlock(rows, blocks, currentBlock)?.key ?? null) : last;
  if (found !== last) setLast(found);
  return { rows, current: rows.find((row) => row.key === found) ?? null };
}

/** Rows in which nothing has changed stay the same objects, so that only the others are drawn again. */
function keepSame(rows: readonly OutlineRow[], before: readonly OutlineRow[]): readonly OutlineRow[] {
  const byKey = new Map(before.map((row) => [row.key, row]));
  return rows.map((row) => {
    const old = byKey.get(row.key);
    const keys = Object.keys(row) as (keyof OutlineRow)[];
    return old && keys.every((key) => old[key] === row[key]) ? old : row;
  });
}
