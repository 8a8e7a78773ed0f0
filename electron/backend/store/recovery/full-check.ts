import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { openDb } from '../../sqlite/driver.ts';
import type { Db } from '../../sqlite/port.ts';
import { catalogueOf } from '../backups/catalogue.ts';
import { readFacts } from '../backups/facts.ts';
import {
  CHECKSUMS,
  isAsStored,
  type BatchText,
  type Checked,
  type CommentText,
  type SnapshotText,
  type VersionText,
} from '../base/checksum.ts';
import { isJump } from '../base/jumps.ts';
import { readTable, type Row } from './read-table.ts';
import { DATABASE } from '../base/database-file.ts';
import { hashOf } from '../base/original-file.ts';

/** What is wrong in a data folder. */
export type Damage = {
  /** Reports that can't be opened, or in which letters have changed. */
  reports: { id: string; title: string; what: string }[];
  /** Original files that are lost, cut off or altered. */
  files: { report: string; name: string; how: string }[];
  /** SQLite finds something wrong that touches no report's text. */
  elsewhere: boolean;
};

export type FullCheck = Damage & {
  /** The search index alone: it is made again from the reports. */
  index: boolean;
  /** The best of the backups that hold more than the database; null as a rule. */
  behind: { file: string; madeAt: string; newestChange: string | null } | null;
  /** Rows of before there were checksums that have got one. */
  filled: number;
};

/** What SQLite says of the index alone. */
const OF_INDEX = /fts5.*search_index/i;

const OPENING_FAILS = '正文读不出来';
const CHANGED = '有的字被改动过';

const TEXTS: Readonly<Record<Checked, readonly string[]>> = {
  snapshots: ['report_id', 'revision', 'document', 'variables', 'checksum'],
  batches: ['report_id', 'revision', 'batch', 'ops', 'variables', 'checksum'],
  versions: ['report_id', 'id', 'content', 'checksum'],
  comments: ['report_id', 'id', 'body', 'checksum'],
};

/**
 * Looks at every page of a database and at every letter of what is stored, at the original files, and at whether a
 * backup knows more. It reads through a connection of its own: run it in a thread or process of its own, so that
 * nobody waits for it. All that it changes is that rows of before there were checksums get theirs.
 */
export function checkAll(dataDir: string): FullCheck {
  const file = join(dataDir, DATABASE);
  const db = openDb(file, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    const { bare, ...found } = checkDatabase(db, dataDir);
    // What is damaged must not be put down as what was stored.
    const isSound = !found.elsewhere && found.reports.length === 0;
    return { ...found, filled: isSound ? fill(file, bare) : 0 };
  } finally {
    db.close();
  }
}

/** Numbers of rows without a checksum, by table. */
type Bare = { table: Checked; numbers: number[] }[];

/** The same, of a database that is open; it is only read. */
export function checkDatabase(db: Db, dataDir: string): Omit<FullCheck, 'filled'> & { bare: Bare } {
  const said = integrityOf(db);
  const bad = new Map<string, string>();
  let whole = true;
  const bare: Bare = [];
  for (const table of Object.keys(TEXTS) as Checked[]) {
    const numbers: number[] = [];
    const read = readTable(db, table, TEXTS[table], (row, number) => {
      if (row['checksum'] === null) numbers.push(number);
      if (isGood(table, row)) return;
      if (typeof row['report_id'] !== 'string') whole = false;
      else bad.set(row['report_id'], table === 'comments' ? '有的批注被改动过' : CHANGED);
    });
    whole &&= read;
    bare.push({ table, numbers });
  }
  for (const id of unreadable(db)) bad.set(id, OPENING_FAILS);
  const titles = titlesOf(db);
  const others = said.filter((line) => !OF_INDEX.test(line));
  const isSound = others.length === 0 && whole;
  return {
    reports: [...bad].map(([id, what]) => ({ id, title: titles.get(id) ?? '', what })),
    files: originalsOf(db, dataDir),
    elsewhere: !isSound && bad.size === 0,
    index: said.length > others.length && isSound,
    behind: behind(db, dataDir),
    bare,
  };
}

/** What SQLite finds wrong, a line each. */
export function integrityOf(db: Db): string[] {
  try {
    return (db.pragma('integrity_check') as { integrity_check: string }[])
      .map((row) => row.integrity_check)
      .filter((line) => line !== 'ok');
  } catch (error) {
    return [String((error as { code?: string }).code)];
  }
}

/** Columns that are JSON, which is looked at where there is no checksum yet. */
const JSON_OF: Partial<Record<Checked, string>> = {
  snapshots: 'document',
  batches: 'ops',
  versions: 'content',
};

function isGood(table: Checked, row: Row): boolean {
  const json = JSON_OF[table];
  if (row['checksum'] === null && json !== undefined) return isJson(row[json]);
  // A checksum over what was read says whether it is what was stored; the types are those of the tables.
  const one = row as unknown as SnapshotText &
    BatchText &
    VersionText &
    CommentText & { checksum: string | null };
  return isAsStored(table, one);
}

function isJson(text: unknown): boolean {
  try {
    JSON.parse(String(text));
    return true;
  } catch {
    return false;
  }
}

/** Reports of which the newest state can't be put together: something that leads to it is missing. */
function unreadable(db: Db): string[] {
  const snapshot = db
    .prepare<[string], number>('SELECT max(revision) FROM snapshots WHERE report_id = ?')
    .pluck();
  const batches = db.prepare<[string, number, number], { revision: number; batch: string }>(
    `SELECT revision, batch, length(ops) FROM batches
     WHERE report_id = ? AND revision > ? AND revision <= ? ORDER BY revision`,
  );
  const text = db.prepare<[string, number], string>(
    'SELECT length(document) FROM snapshots WHERE report_id = ? AND revision = ?',
  );
  const found: string[] = [];
  readTable(db, 'reports', ['id', 'revision'], (row) => {
    const id = row['id'] as string;
    const revision = row['revision'] as number;
    try {
      const from = snapshot.get(id);
      if (typeof from !== 'number' || from > revision) throw new Error('no snapshot');
      text.get(id, from);
      let last = from;
      for (const { revision: next, batch } of batches.iterate(id, from, revision)) {
        if (next !== last + 1 && !isJump(batch)) throw new Error('gap');
        last = next;
      }
      if (last !== revision) throw new Error('gap');
    } catch {
      found.push(id);
    }
  });
  return found;
}

function titlesOf(db: Db): Map<string, string> {
  const titles = new Map<string, string>();
  readTable(db, 'reports', ['id', 'title'], (row) => titles.set(row['id'] as string, row['title'] as string));
  return titles;
}

/** Original files that are not what came in. */
function originalsOf(db: Db, dataDir: string): Damage['files'] {
  const found: Damage['files'] = [];
  const title = db.prepare<[string], string>('SELECT title FROM reports WHERE id = ?').pluck();
  readTable(db, 'originals', ['report_id', 'name', 'size', 'hash', 'bytes'], (row) => {
    const { name, hash, bytes, report_id: report } = row as Record<string, string> & { bytes: Buffer | null };
    // Files of before there were hashes get theirs at the next import.
    if (!hash) return;
    const how = bytes === null || bytes === undefined ? besides(dataDir, hash) : isSame(hashOf(bytes), hash);
    if (how !== null)
      found.push({ report: safely(() => title.get(report ?? '')) ?? '', name: name ?? '', how });
  });
  return found;
}

const ALTERED = '与导入时不一样';
const isSame = (is: string, should: string): string | null => (is === should ? null : ALTERED);

function besides(dataDir: string, hash: string): string | null {
  const place = join(dataDir, 'originals', hash);
  const size = statSync(place, { throwIfNoEntry: false })?.size;
  if (size === undefined) return '不见了';
  const sum = createHash('sha256');
  const piece = Buffer.alloc(4 * 1024 * 1024);
  const handle = openSync(place, 'r');
  try {
    for (let at = 0; at < size;) {
      const read = readSync(handle, piece, 0, piece.length, at);
      if (read === 0) break;
      sum.update(piece.subarray(0, read));
      at += read;
    }
  } catch {
    return ALTERED;
  } finally {
    closeSync(handle);
  }
  return isSame(sum.digest('hex'), hash);
}

/** The best of the backups that hold more than the database: it was put back, or lost what was in its log. */
function behind(db: Db, dataDir: string): FullCheck['behind'] {
  const own = safely(() => readFacts(db));
  const [best] = catalogueOf(dataDir);
  if (!own || !best?.facts || best.facts.newer) return null;
  const { generation, changes, newestChange } = best.facts;
  const isAhead = generation > own.generation || (generation === own.generation && changes > own.changes);
  return isAhead ? { file: best.file, madeAt: best.madeAt, newestChange } : null;
}

/** Rows in one transaction: a save that comes meanwhile waits for no more than these. */
const TOGETHER = 50;

function fill(file: string, bare: Bare): number {
  if (bare.every(({ numbers }) => numbers.length === 0)) return 0;
  const db = openDb(file, { fileMustExist: true, timeout: 5000 });
  let filled = 0;
  try {
    // It counts as a change, and changes that somebody has seen must not be gone after a power cut.
    db.pragma('synchronous = FULL');
    for (const { table, numbers } of bare) {
      const get = db.prepare<[number], Row>(
        `SELECT ${TEXTS[table].join(', ')} FROM ${table} WHERE rowid = ? AND checksum IS NULL`,
      );
      const set = db.prepare(`UPDATE ${table} SET checksum = ? WHERE rowid = ?`);
      for (let at = 0; at < numbers.length; at += TOGETHER) {
        db.transaction(() => {
          for (const number of numbers.slice(at, at + TOGETHER)) {
            const row = get.get(number);
            if (!row) continue;
            const sum = (CHECKSUMS[table] as (one: Row) => string)(row);
            filled += set.run(sum, number).changes;
          }
        }).immediate();
      }
    }
  } finally {
    db.close();
  }
  return filled;
}

function safely<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
