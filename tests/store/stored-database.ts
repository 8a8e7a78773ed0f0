import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { openDb } from '../../electron/backend/sqlite/driver.ts';
import type { Db } from '../../electron/backend/sqlite/port.ts';

const folder = fileURLToPath(new URL('../fixtures/databases/', import.meta.url));

type SchemaRow = { type: string; name: string; sql: string | null };

/** Versions of the database that are stored, from the first. */
export function storedVersions(): number[] {
  return readdirSync(folder)
    .flatMap((name) => /^v(\d+)\.sql$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

/** SQL of a database as the program of that version left it. */
export function storedSql(version: number): string {
  return readFileSync(join(folder, `v${String(version).padStart(2, '0')}.sql`), 'utf8');
}

/** Writes the stored database of this version to `file`. */
export function restore(version: number, file: string): void {
  const db = openDb(file);
  // The tables behind a full-text index are written as they were stored, not by way of the index.
  db.unsafeMode(true);
  db.pragma('journal_mode = WAL');
  db.exec(storedSql(version));
  db.close();
}

/** What the program made, in the order in which it made it: without SQLite's own tables and those behind an index. */
export function schemaOf(db: Db): SchemaRow[] {
  const rows = db
    .prepare<[], SchemaRow>('SELECT type, name, sql FROM sqlite_schema ORDER BY rowid')
    .all()
    .filter(({ name, sql }) => sql !== null && !name.startsWith('sqlite_'));
  const virtual = rows.filter(({ sql }) => /^CREATE VIRTUAL TABLE/i.test(sql ?? '')).map(({ name }) => name);
  return rows.filter(({ name }) => !virtual.some((table) => name.startsWith(`${table}_`)));
}

/** Names of the tables that hold rows: not the virtual ones, but those behind them. */
export function tablesOf(db: Db): string[] {
  return db
    .prepare<[], SchemaRow>("SELECT type, name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY rowid")
    .all()
    .filter(({ name, sql }) => !name.startsWith('sqlite_') && !/^CREATE VIRTUAL TABLE/i.test(sql ?? ''))
    .map(({ name }) => name);
}

/** All rows of a table, in an order that does not depend on how they are stored. */
export function rowsOf(db: Db, table: string): Record<string, unknown>[] {
  const rows = db.prepare<[], Record<string, unknown>>(`SELECT * FROM "${table}"`).all();
  return rows.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function literal(value: unknown): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (Buffer.isBuffer(value)) return `x'${value.toString('hex')}'`;
  return `'${(value as string).replaceAll("'", "''")}'`;
}

/** A database as SQL that makes it anew. The data folder's next version is stored with it before a migration is added. */
export function dump(db: Db): string {
  const schema = schemaOf(db);
  const made = new Set(schema.filter(({ type }) => type === 'table').map(({ name }) => name));
  const lines = ['application_id', 'user_version'].map(
    (name) => `PRAGMA ${name} = ${String(db.pragma(name, { simple: true }))};`,
  );
  // Rows may name rows of a table that comes later.
  lines.push('PRAGMA foreign_keys = OFF;', 'BEGIN;');
  for (const { type, sql } of schema) if (type === 'table') lines.push(`${sql};`);
  for (const table of tablesOf(db)) {
    // A new index has rows of its own already.
    if (!made.has(table)) lines.push(`DELETE FROM "${table}";`);
    for (const row of rowsOf(db, table)) {
      lines.push(
        `INSERT INTO "${table}" (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).map(literal).join(', ')});`,
      );
    }
  }
  // Triggers that freeze rows come after the rows.
  for (const { type, sql } of schema) if (type !== 'table') lines.push(`${sql};`);
  return `${[...lines, 'COMMIT;'].join('\n')}\n`;
}
