import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { openDb } from '../../sqlite/driver.ts';
import type { Db } from '../../sqlite/port.ts';
import { SCHEMA_VERSION, type Variables } from '../../../../shared/document/types.ts';
import { isSound } from '../backups/sound.ts';
import { notedGeneration } from '../base/progress-note.ts';
import { removeDatabase } from '../base/unfinished.ts';
import { catalogueOf } from '../backups/catalogue.ts';
import { cached } from '../base/cached.ts';
import { CHECKSUMS } from '../base/checksum.ts';
import { migrate } from '../base/migrate.ts';
import {
  holdingsOf,
  isComplete,
  newestState,
  readBatch,
  readSnapshot,
  together,
  type Holding,
  type State,
} from './lineage.ts';
import { readTable, type Row } from './read-table.ts';
import { copyRest, type Rest } from './rest.ts';
import { openSource, type Source } from './sources.ts';
import { setAsideIn } from '../backups/set-aside.ts';

export type NamedReport = { id: string; title: string };

/** What came of putting a database together out of a damaged one and its backups. */
export type Salvaged = {
  /** Reports in it, those in the bin apart. */
  reports: number;
  inBin: number;
  /** ISO time of the newest change; null where there is none. */
  newestChange: string | null;
  /** Reports of which the last saves could not be saved: how many, and up to when they are. */
  shortened: (NamedReport & { missing: number; until: string | null })[];
  /** Reports in which letters may have changed; they are kept as they are. */
  doubtful: NamedReport[];
  /** Reports of which nothing can be read any more. */
  lost: NamedReport[];
  /** Comments, versions and other rows that could not be read in the newest place, and are nowhere else. */
  gaps: string[];
  /** Files that something was taken from. */
  sources: string[];
};

/**
 * Puts together, report by report, the newest sound state of everything out of a database file, in whatever state it
 * is, and the backups beside it. None of them is changed.
 * @param damaged the database; it may be missing
 * @param target file to be made, on the disk of the data folder; not yet synced
 */
export function salvage(dataDir: string, damaged: string, target: string): Salvaged {
  const folder = mkdtempSync(join(dataDir, '.recovering-'));
  const sources: Source[] = [];
  try {
    const kept = catalogueOf(dataDir).filter(({ facts }) => facts?.newer !== true);
    const backups = kept.filter(({ facts }) => facts !== null).map(({ file }) => file);
    const donors = [...backups, freshDatabase(join(folder, 'fresh.db'))];
    const own = existsSync(damaged) ? [{ file: damaged, log: `${damaged}-wal` }] : setAsideIn(dataDir);
    for (const [at, { file, log }] of own.entries()) {
      const source = openSource(file, folder, `own-${at}`, donors, log);
      if (source) sources.push(source);
    }
    for (const [at, { file, facts }] of kept.entries()) {
      // One that is damaged itself may hold what is nowhere else; how late it is can then be unknown.
      const source = openSource(file, folder, `backup-${at}`, facts === null ? donors : []);
      if (source) sources.push(Number.isFinite(source.changes) ? source : { ...source, changes: -1 });
    }
    // A database that no longer knows its own age is the one that was here last.
    const highest = Math.max(notedGeneration(dataDir), ...sources.map(({ generation }) => generation));
    for (const source of sources) if (!Number.isFinite(source.changes)) source.generation = highest;
    // What was put in on purpose is later than what it replaced, and what holds more is later than what holds less;
    // among equals the database itself comes first.
    sources.sort(
      (a, b) => b.generation - a.generation || (a.changes === b.changes ? 0 : b.changes - a.changes),
    );
    removeDatabase(target);
    const out = openDb(target);
    try {
      return putTogether(out, sources, highest);
    } finally {
      out.close();
      if (!isSound(target)) removeDatabase(target);
    }
  } finally {
    for (const { db } of sources) db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An empty database as this program makes it: its tables begin where those of most others do. */
function freshDatabase(file: string): string {
  const db = openDb(file);
  try {
    db.pragma('synchronous = OFF');
    migrate(db, file);
  } finally {
    db.close();
  }
  return file;
}

type Chosen = { holding: Holding; state: State | null };

function putTogether(out: Db, sources: readonly Source[], highest: number): Salvaged {
  // It is on the disk only when it is finished, and thrown away when it is not.
  out.pragma('synchronous = OFF');
  out.pragma('foreign_keys = OFF');
  migrate(out, out.name);
  const triggers = out
    .prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    .all();
  for (const { name } of triggers) out.exec(`DROP TRIGGER ${name}`);
  const columns = (out.pragma('table_info(reports)') as { name: string }[]).map(({ name }) => name);
  const { chosen, lost } = choose(sources, columns);

  const shortened: Salvaged['shortened'] = [];
  const doubtful: NamedReport[] = [];
  let rest: Rest = { gaps: [], doubtful: new Set() };
  out.transaction(() => {
    for (const [id, { holding, state }] of chosen) {
      const wanted = Math.max(
        holding.row ? (holding.row['revision'] as number) : 0,
        ...holding.batches.keys(),
      );
      // A window may still hold what comes after: its next batch must not be taken for one that follows.
      const end = state && state.revision < wanted ? wanted + 1 : (state?.revision ?? wanted);
      const row = writeReport(out, columns, id, holding, state, end);
      const title = row['title'] as string;
      if (state && state.revision < wanted)
        shortened.push({ id, title, missing: wanted - state.revision, until: state.at });
      if (state && state.doubtful > 0) doubtful.push({ id, title });
    }
    const from = new Map([...chosen].map(([id, { holding }]) => [id, holding.source]));
    rest = copyRest(out, sources, from);
    setState(out, sources, highest);
    for (const { sql } of triggers) out.exec(sql);
  })();
  for (const id of rest.doubtful) {
    const title = out.prepare<[string], string>('SELECT title FROM reports WHERE id = ?').pluck().get(id);
    if (title !== undefined && !doubtful.some((one) => one.id === id)) doubtful.push({ id, title });
  }
  const count = (where: string): number =>
    out.prepare<[], number>(`SELECT count(*) FROM reports WHERE removed_at ${where}`).pluck().get() ?? 0;
  return {
    reports: count('IS NULL'),
    inBin: count('IS NOT NULL'),
    newestChange: out.prepare<[], string>('SELECT max(updated_at) FROM reports').pluck().get() ?? null,
    shortened,
    doubtful,
    lost,
    gaps: rest.gaps,
    sources: [...new Set([...chosen.values()].map(({ holding }) => holding.source.file))],
  };
}

/**
 * The newest state of each report, from the highest generation that has one. Backups are asked only for what the
 * database itself does not hold whole, or what they hold of a later revision: how late a damaged database is, it may no
 * longer know.
 */
function choose(
  sources: readonly Source[],
  columns: readonly string[],
): { chosen: Map<string, Chosen>; lost: NamedReport[] } {
  const chosen = new Map<string, Chosen>();
  const open = new Map<string, Holding[]>();
  const latest = latestRevisions(sources);
  for (const [at, source] of sources.entries()) {
    const isLatest = ({ row }: Holding, id: string): boolean =>
      (row?.['revision'] as number) >= (latest.get(source.generation)?.get(id) ?? 0);
    const found = holdingsOf(source, columns, (id) => !chosen.has(id));
    for (const [id, holding] of found) {
      if (isComplete(holding) && !open.has(id) && isLatest(holding, id))
        chosen.set(id, { holding, state: null });
      else open.set(id, [...(open.get(id) ?? []), holding]);
    }
    const next = sources[at + 1];
    if (next?.generation === source.generation) continue;
    for (const [id, holdings] of open) {
      const best = bestOf(holdings);
      if (!best) continue;
      chosen.set(id, best);
      open.delete(id);
    }
  }
  const lost = [...open].map(([id, holdings]) => ({
    id,
    title: titleIn(holdings),
  }));
  return { chosen, lost };
}

/** How far each report goes in any of the sources, by generation. */
function latestRevisions(sources: readonly Source[]): Map<number, Map<string, number>> {
  const latest = new Map<number, Map<string, number>>();
  for (const { db, generation } of sources) {
    const of = latest.get(generation) ?? new Map<string, number>();
    latest.set(generation, of);
    readTable(db, 'reports', ['id', 'revision'], ({ id, revision }) => {
      if (typeof id === 'string' && typeof revision === 'number')
        of.set(id, Math.max(of.get(id) ?? 0, revision));
    });
  }
  return latest;
}

const endOf = ({ row, batches }: Holding): number =>
  Math.max(typeof row?.['revision'] === 'number' ? row['revision'] : 0, ...batches.keys());

function titleIn(holdings: readonly Holding[]): string {
  for (const { row } of holdings) if (typeof row?.['title'] === 'string') return row['title'];
  return '（题目读不出来）';
}

function bestOf(found: readonly Holding[]): Chosen | null {
  const holdings = found.toSorted((a, b) => endOf(b) - endOf(a));
  // Each may be the beginning of a history of its own, which the others may belong to or not.
  for (const [at, first] of holdings.entries()) {
    const holding = together([first, ...holdings.filter((_, other) => other !== at)]);
    if (!holding) continue;
    if (isComplete(holding)) return { holding, state: null };
    const state = newestState(holding);
    if (state) return { holding, state };
  }
  return null;
}

function writeReport(
  out: Db,
  columns: readonly string[],
  id: string,
  holding: Holding,
  state: State | null,
  end: number,
): Row {
  const row = holding.row ?? rowOf(id, state);
  if (state) {
    const { title, length, emptyFields } = state.live.stats();
    Object.assign(row, { title, length, empty_fields: emptyFields, revision: end });
    if (state.at !== null && !holding.row) row['updated_at'] = state.at;
  }
  insert(out, 'reports', columns, row);
  const last = state?.revision ?? end;
  for (const [revision, piece] of holding.batches) {
    if (revision > last) continue;
    const one = readBatch(piece);
    if (one) insert(out, 'batches', Object.keys(one), { ...one, checksum: CHECKSUMS.batches(one) });
  }
  for (const [revision, piece] of holding.snapshots) {
    if (revision > last || !piece.ok) continue;
    const one = readSnapshot(piece);
    if (one) insert(out, 'snapshots', Object.keys(one), { ...one, checksum: CHECKSUMS.snapshots(one) });
  }
  if (!state) return row;
  // Written out, so that nothing that could not be read stands between it and whoever opens it.
  out.prepare('DELETE FROM snapshots WHERE report_id = ? AND revision = ?').run(id, end);
  const whole = {
    report_id: id,
    revision: end,
    document: JSON.stringify({ schema: SCHEMA_VERSION, blocks: state.live.blocks }),
    variables: JSON.stringify(state.live.variables),
    at: state.at ?? (row['updated_at'] as string),
  };
  insert(out, 'snapshots', Object.keys({ ...whole, checksum: '' }), {
    ...whole,
    checksum: CHECKSUMS.snapshots(whole),
  });
  return row;
}

/** A report of which only the text is left. */
function rowOf(id: string, state: State | null): Row {
  const variables: Variables = state?.live.variables ?? {};
  const title = state?.live.stats().title ?? '';
  const at = state?.at ?? '1970-01-01T00:00:00.000Z';
  return {
    id,
    template: 'work-summary',
    year: Number(/(?:19|20)\d\d/.exec(title)?.[0] ?? at.slice(0, 4)),
    unit: variables['unit'] ?? '',
    state: 'drafting',
    demo: 0,
    created_at: at,
    updated_at: at,
  };
}

function insert(out: Db, table: string, columns: readonly string[], row: Row): void {
  const given = columns.filter((column) => column in row);
  cached(
    out,
    `INSERT OR REPLACE INTO ${table} (${given.join(', ')}) VALUES (${given.map(() => '?').join(', ')})`,
  ).run(given.map((column) => row[column]));
}

/** Later than everything that it was made from, and than what was here last. */
function setState(out: Db, sources: readonly Source[], highest: number): void {
  const known = sources.map(({ changes }) => changes).filter((changes) => Number.isFinite(changes));
  out
    .prepare('UPDATE store_state SET generation = ?, changes = ?, copied_at = NULL, copied_as = NULL')
    .run(highest + 1, Math.max(0, ...known) + 1);
}
