import type { CopyBlock, CopyRun } from '../../../../shared/edition/review-copy.ts';
import { reasonThreadOf, reasonThreads, revisionOfReason } from '../../../../shared/review/said-in-word.ts';
import type { Revision, Thread } from '../../../../shared/review/types.ts';

type Reasons = {
  /** The blocks with the threads on the runs of the changes. */
  blocks: readonly CopyBlock[];
  /** With the block of text at which each stands where its change is of no words: a break, an empty row. */
  threads: { thread: Thread; block: string }[];
};

type Marked = { ins?: string; del?: string; format?: { revision: string } };

/** Reasons of changes as comments on what they changed. */
export function withReasons(blocks: readonly CopyBlock[], revisions: readonly Revision[]): Reasons {
  const given = new Set(revisions.flatMap(({ id, reason }) => (reason ? [id] : [])));
  if (given.size === 0) return { blocks, threads: [] };
  const places = new Map<string, string>();
  let text = blocks.find(({ type }) => type === 'text')?.id ?? '';
  const found = (...marks: (string | undefined)[]): string[] =>
    [...new Set(marks)].flatMap((id) => {
      if (id === undefined || !given.has(id)) return [];
      if (!places.has(id)) places.set(id, text);
      return [reasonThreadOf(id)];
    });
  const withOwn = (run: CopyRun, ...lines: Marked[]): CopyRun => {
    const own = found(
      ...[run as Marked, ...lines].flatMap(({ ins, del, format }) => [ins, del, format?.revision]),
    );
    return own.length > 0 ? { ...run, threads: [...run.threads, ...own] } : run;
  };
  const out = blocks.map((block): CopyBlock => {
    if (block.type === 'text') text = block.id;
    found(block.pIns, block.pDel);
    if (block.type === 'text') {
      found(block.format?.revision);
      return { ...block, runs: block.runs.map((run) => withOwn(run)) };
    }
    for (const { ins, del } of [...block.columns, ...block.rows]) found(ins, del);
    return {
      ...block,
      rows: block.rows.map((row) => ({
        ...row,
        cells: row.cells.map((cell, at) => {
          // Where cells are joined, which column one stands in is not told here.
          const column = row.cells.length === block.columns.length ? block.columns[at] : undefined;
          return { ...cell, runs: cell.runs.map((run) => withOwn(run, row, column ?? {})) };
        }),
      })),
    };
  });
  return {
    blocks: out,
    threads: reasonThreads(revisions, places).map((thread) => ({
      thread,
      block: places.get(revisionOfReason(thread.id)) ?? text,
    })),
  };
}
