import type { Operation } from 'slate';

import type { Db } from '../../sqlite/port.ts';
import type { Variables } from '../../../../shared/document/types.ts';
import { readDocument } from '../../../../shared/document/upgrade.ts';
import { documentProblems } from '../../../../shared/document/validate.ts';
import { cached } from '../base/cached.ts';
import { isAsStored, type BatchText, type SnapshotText } from '../base/checksum.ts';
import { isJump } from '../base/jumps.ts';
import { LiveDocument } from '../base/live-document.ts';
import { readTable, type Row } from './read-table.ts';
import type { Source } from './sources.ts';

export type SnapshotRow = SnapshotText & { at: string; checksum: string | null };
export type BatchRow = BatchText & { at: string; author: string | null; checksum: string | null };

/** Where a row of a report's history can be had: which source, which row, and whether it is what was stored. */
export type Piece = { source: Source; number: number; ok: boolean; checked: boolean };

/** What one source holds of one report. */
export type Holding = {
  source: Source;
  /** Its row in `reports`; null where that can't be read. */
  row: Row | null;
  snapshots: Map<number, Piece>;
  batches: Map<number, Piece & { batch: string }>;
};

/** A state of a report that can be had. */
export type State = {
  revision: number;
  live: LiveDocument;
  /** Rows that are not, letter for letter, what was stored, and had to be used. */
  doubtful: number;
  at: string | null;
};

const SNAPSHOT = ['report_id', 'revision', 'document', 'variables', 'at', 'checksum'] as const;
const BATCH = ['report_id', 'revision', 'batch', 'ops', 'variables', 'at', 'author', 'checksum'] as const;

/**
 * What a source holds of the reports that are wanted, without their text.
 * @param reportColumns columns of `reports`
 */
export function holdingsOf(
  source: Source,
  reportColumns: readonly string[],
  isWanted: (report: string) => boolean,
): Map<string, Holding> {
  const found = new Map<string, Holding>();
  const of = (report: unknown): Holding | null => {
    if (typeof report !== 'string' || !isWanted(report)) return null;
    let holding = found.get(report);
    if (!holding) {
      holding = { source, row: null, snapshots: new Map(), batches: new Map() };
      found.set(report, holding);
    }
    return holding;
  };
  readTable(source.db, 'reports', reportColumns, (row) => {
    const holding = of(row['id']);
    if (holding && isReport(row)) holding.row = row;
  });
  readTable(source.db, 'snapshots', SNAPSHOT, (row, number) => {
    const one = asSnapshot(row);
    if (!one) return;
    const ok = isAsStored('snapshots', one) && isJson(one.document) && isJson(one.variables);
    of(one.report_id)?.snapshots.set(one.revision, { source, number, ok, checked: one.checksum !== null });
  });
  readTable(source.db, 'batches', BATCH, (row, number) => {
    const one = asBatch(row);
    if (!one) return;
    const ok = isAsStored('batches', one) && isJson(one.ops);
    const { batch } = one;
    of(one.report_id)?.batches.set(one.revision, {
      source,
      number,
      ok,
      checked: one.checksum !== null,
      batch,
    });
  });
  return found;
}

/** All of these together, where they tell of one history: a batch of one number has one name. */
export function together(holdings: readonly Holding[]): Holding | null {
  const [first, ...others] = holdings;
  if (!first) return null;
  const all: Holding = { ...first, snapshots: new Map(first.snapshots), batches: new Map(first.batches) };
  for (const other of others) {
    const isAnother = [...other.batches].some(([revision, { batch, ok }]) => {
      const own = all.batches.get(revision);
      return own?.ok && ok && own.batch !== batch;
    });
    if (isAnother) continue;
    all.row ??= other.row;
    for (const [revision, piece] of other.snapshots)
      if (!all.snapshots.get(revision)?.ok) all.snapshots.set(revision, piece);
    for (const [revision, piece] of other.batches)
      if (!all.batches.get(revision)?.ok) all.batches.set(revision, piece);
  }
  return all;
}

/** Whether the newest state is there, and every row that leads to it is the one that was stored. */
export function isComplete(holding: Holding): boolean {
  const { row, snapshots, batches } = holding;
  if (!row) return false;
  const end = row['revision'] as number;
  const all = [...snapshots.values(), ...batches.values()];
  if (all.some(({ ok, checked }) => !ok || !checked)) return false;
  const start = Math.max(...snapshots.keys());
  if (!Number.isFinite(start) || start > end || Math.max(start, ...batches.keys()) > end) return false;
  return (chainFrom(holding, start, () => true).at(-1) ?? start) === end;
}

/** Revisions that lead on from one, in order, as far as none is missing. */
function chainFrom({ batches }: Holding, start: number, isGood: (piece: Piece) => boolean): number[] {
  const chain: number[] = [];
  let last = start;
  for (const revision of [...batches.keys()].sort((a, b) => a - b)) {
    if (revision <= start) continue;
    const piece = batches.get(revision);
    if (!piece || !isGood(piece) || (revision !== last + 1 && !isJump(piece.batch))) break;
    chain.push(revision);
    last = revision;
  }
  return chain;
}

/** The newest state that can be had: a sound one, or one with rows that can't be vouched for where it is newer. */
export function newestState(holding: Holding): State | null {
  const sound = stateFrom(holding, true);
  const any = stateFrom(holding, false);
  return any && (!sound || any.revision > sound.revision) ? any : sound;
}

function stateFrom(holding: Holding, soundOnly: boolean): State | null {
  const { snapshots } = holding;
  const good = (piece: Piece): boolean => piece.ok || !soundOnly;
  const starts = [...snapshots]
    .filter(([, piece]) => good(piece))
    .map(([revision, piece]) => {
      const chain = chainFrom(holding, revision, good);
      return { revision, piece, chain, end: chain.at(-1) ?? revision };
    })
    .sort((a, b) => b.end - a.end || b.revision - a.revision);
  let best: State | null = null;
  for (const { revision, piece, chain, end } of starts) {
    if (best && best.revision >= end) break;
    const state = replay(holding, revision, piece, chain);
    if (state && (!best || state.revision > best.revision)) best = state;
  }
  return best;
}

/** Goes on from a snapshot as far as the batches fit; null where the snapshot itself is no document. */
function replay(holding: Holding, start: number, snapshot: Piece, chain: readonly number[]): State | null {
  let live: LiveDocument;
  let doubtful = snapshot.ok ? 0 : 1;
  let at: string | null = null;
  try {
    const row = readSnapshot(snapshot);
    if (!row) return null;
    const { blocks } = readDocument(JSON.parse(row.document));
    if (documentProblems(blocks).length > 0) return null;
    live = new LiveDocument(blocks, JSON.parse(row.variables) as Variables, start);
    at = row.at;
  } catch {
    return null;
  }
  for (const revision of chain) {
    const piece = holding.batches.get(revision);
    const row = piece ? readBatch(piece) : null;
    if (!piece || !row) break;
    // Blocks are never changed in place: these are the state to fall back on.
    const before = { blocks: live.blocks, variables: live.variables };
    try {
      const ops = JSON.parse(row.ops) as Operation[];
      const variables = row.variables === null ? undefined : (JSON.parse(row.variables) as Variables);
      // What was stored fitted when it was stored; what can't be vouched for is tried like something new.
      if (piece.ok) live.replay(ops, variables ?? null);
      else {
        live.prepare(ops, variables, true).commit();
        doubtful += 1;
      }
    } catch {
      live = new LiveDocument(before.blocks, before.variables, live.revision);
      break;
    }
    live.revision = revision;
    at = row.at;
  }
  return { revision: live.revision, live, doubtful, at };
}

export const readSnapshot = ({ source, number }: Piece): SnapshotRow | null =>
  asSnapshot(readRow(source.db, 'snapshots', SNAPSHOT, number));

export const readBatch = ({ source, number }: Piece): BatchRow | null =>
  asBatch(readRow(source.db, 'batches', BATCH, number));

/** Columns that a database has of those that are wanted: an earlier one has fewer. */
const COLUMNS = new WeakMap<Db, Map<string, string>>();

function listOf(db: Db, table: string, columns: readonly string[]): string {
  let known = COLUMNS.get(db);
  if (!known) COLUMNS.set(db, (known = new Map<string, string>()));
  let list = known.get(table);
  if (list === undefined) {
    const there = new Set((db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name));
    known.set(table, (list = columns.filter((column) => there.has(column)).join(', ')));
  }
  return list;
}

function readRow(db: Db, table: string, columns: readonly string[], number: number): Row {
  try {
    const sql = `SELECT ${listOf(db, table, columns)} FROM ${table} WHERE rowid = ?`;
    return cached<[number], Row>(db, sql).get(number) ?? {};
  } catch {
    return {};
  }
}

function isReport(row: Row): boolean {
  const { revision, title, year } = row;
  return typeof revision === 'number' && typeof title === 'string' && typeof year === 'number';
}

function asSnapshot(row: Row): SnapshotRow | null {
  const { report_id: report, revision, document, variables, at } = row;
  const isOne =
    typeof report === 'string' &&
    typeof revision === 'number' &&
    typeof document === 'string' &&
    typeof variables === 'string' &&
    typeof at === 'string';
  return isOne ? ({ checksum: null, ...row } as unknown as SnapshotRow) : null;
}

function asBatch(row: Row): BatchRow | null {
  const { report_id: report, revision, batch, ops, at } = row;
  const isOne =
    typeof report === 'string' &&
    typeof revision === 'number' &&
    typeof batch === 'string' &&
    typeof ops === 'string' &&
    typeof at === 'string';
  return isOne ? ({ checksum: null, variables: null, author: null, ...row } as unknown as BatchRow) : null;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
