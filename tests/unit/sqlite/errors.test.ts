import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { codeNameOf } from '../../../electron/backend/sqlite/error-codes.ts';
import type { Db, DriverName } from '../../../electron/backend/sqlite/port.ts';
import { tempFolder } from '../../store/folder.ts';
import { DRIVERS, openWith, outcomeOf } from './drivers.ts';

const header = new URL('../../../node_modules/better-sqlite3/deps/sqlite3/sqlite3.h', import.meta.url);

describe("SQLite's names for its errors", () => {
  it('are those of its own header', () => {
    const text = readFileSync(header, 'utf8');
    const numbers = new Map<string, number>();
    const results = text.slice(
      text.indexOf('#define SQLITE_OK '),
      text.indexOf('#define SQLITE_OPEN_READONLY'),
    );
    for (const [, name = '', number, base = '', nth] of results.matchAll(
      /^#define (SQLITE_\w+) +(?:(\d+)|\((SQLITE_\w+) \| ?\((\d+)<<8\)\))/gm,
    ))
      numbers.set(
        name,
        number === undefined ? (numbers.get(base) ?? NaN) | (Number(nth) << 8) : Number(number),
      );
    expect(numbers.size).toBeGreaterThan(100);
    expect(Object.fromEntries([...numbers].map(([name, number]) => [name, codeNameOf(number)]))).toEqual(
      Object.fromEntries([...numbers.keys()].map((name) => [name, name])),
    );
  });

  it('fall back to their kind', () => {
    expect(codeNameOf(10 | (99 << 8))).toBe('SQLITE_IOERR');
    expect(codeNameOf(77)).toBe('UNKNOWN_SQLITE_ERROR_77');
  });
});

/** A database with a table of a few pages. */
function filled(name: DriverName, file: string): Db {
  const db = openWith(name, file, { timeout: 0 });
  db.exec('CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL UNIQUE CHECK (length(b) > 1))');
  const insert = db.prepare('INSERT INTO t (b) VALUES (?)');
  db.transaction(() => {
    for (let i = 0; i < 300; i += 1) insert.run(`row ${i} ${'x'.repeat(100)}`);
  })();
  return db;
}

const CASES: Record<string, (name: DriverName, folder: string) => unknown> = {
  SQLITE_ERROR: (name) => openWith(name, ':memory:').exec('SELEC 1'),
  SQLITE_CONSTRAINT_UNIQUE: (name, folder) => {
    const db = filled(name, join(folder, 'a.db'));
    return db.exec('INSERT INTO t (b) SELECT b FROM t');
  },
  SQLITE_CONSTRAINT_PRIMARYKEY: (name, folder) =>
    filled(name, join(folder, 'a.db')).prepare("INSERT INTO t VALUES (1, 'yy')").run(),
  SQLITE_CONSTRAINT_NOTNULL: (name, folder) =>
    filled(name, join(folder, 'a.db')).prepare('INSERT INTO t (b) VALUES (?)').run(null),
  SQLITE_CONSTRAINT_CHECK: (name, folder) =>
    filled(name, join(folder, 'a.db')).prepare('INSERT INTO t (b) VALUES (?)').run(''),
  SQLITE_CONSTRAINT_FOREIGNKEY: (name) =>
    openWith(name, ':memory:').exec(
      'CREATE TABLE p (a PRIMARY KEY); CREATE TABLE c (a REFERENCES p); INSERT INTO c VALUES (1)',
    ),
  SQLITE_CONSTRAINT_TRIGGER: (name) =>
    openWith(name, ':memory:').exec(
      "CREATE TABLE p (a); CREATE TRIGGER n BEFORE INSERT ON p BEGIN SELECT RAISE(ABORT, 'frozen'); END; INSERT INTO p VALUES (1)",
    ),
  SQLITE_BUSY: (name, folder) => {
    const file = join(folder, 'a.db');
    filled(name, file).exec('BEGIN IMMEDIATE');
    return openWith(name, file, { timeout: 0 }).exec('BEGIN IMMEDIATE');
  },
  SQLITE_BUSY_SNAPSHOT: (name, folder) => {
    const file = join(folder, 'a.db');
    const db = filled(name, file);
    db.pragma('journal_mode = WAL');
    const other = openWith(name, file, { timeout: 0 });
    other.exec('BEGIN');
    other.prepare('SELECT count(*) FROM t').get();
    db.exec("INSERT INTO t (b) VALUES ('later')");
    return other.exec("INSERT INTO t (b) VALUES ('too late')");
  },
  SQLITE_FULL: (name, folder) => {
    const db = filled(name, join(folder, 'a.db'));
    db.pragma(`max_page_count = ${String(db.pragma('page_count', { simple: true }))}`);
    return db.prepare('INSERT INTO t (b) VALUES (?)').run('y'.repeat(100_000));
  },
  SQLITE_READONLY: (name, folder) => {
    const file = join(folder, 'a.db');
    filled(name, file).close();
    return openWith(name, file, { readonly: true }).exec('DELETE FROM t');
  },
  SQLITE_NOTADB: (name, folder) => {
    const file = join(folder, 'a.db');
    writeFileSync(file, 'this is no database at all. '.repeat(300));
    return openWith(name, file).prepare('SELECT 1 FROM sqlite_schema').get();
  },
  SQLITE_CORRUPT: (name, folder) => {
    const file = join(folder, 'a.db');
    filled(name, file).close();
    const bytes = readFileSync(file);
    bytes.fill(0xff, 4096, 16_384);
    writeFileSync(file, bytes);
    return openWith(name, file).prepare('SELECT sum(length(b)) FROM t').get();
  },
  SQLITE_CORRUPT_VTAB: (name, folder) => {
    const file = join(folder, 'a.db');
    const db = openWith(name, file).unsafeMode();
    db.exec("CREATE VIRTUAL TABLE f USING fts5(a); INSERT INTO f VALUES ('青禾 镇'); DELETE FROM f_data");
    db.close();
    return openWith(name, file).prepare("SELECT * FROM f('青禾')").all();
  },
  SQLITE_READONLY_DBMOVED: (name, folder) => {
    const file = join(folder, 'a.db');
    const db = filled(name, file);
    renameSync(file, join(folder, 'b.db'));
    return db.exec('DELETE FROM t');
  },
  SQLITE_CANTOPEN: (name, folder) => openWith(name, join(folder, 'none.db'), { fileMustExist: true }),
  SQLITE_MISMATCH: (name) =>
    openWith(name, ':memory:').exec("CREATE TABLE t (a INTEGER PRIMARY KEY); INSERT INTO t VALUES ('x')"),
  SQLITE_TOOBIG: (name) => openWith(name, ':memory:').prepare('SELECT zeroblob(2000000000)').get(),
};

describe('an error of SQLite', () => {
  it.each(Object.entries(CASES))('%s reads the same with both drivers', (code, work) => {
    const [a, b] = DRIVERS.map((name) => outcomeOf(() => work(name, tempFolder())));
    expect(a).toMatchObject({ thrown: { name: 'SqliteError', code } });
    expect(b).toEqual(a);
  });
});

describe('opening a file', () => {
  const NAMES = [
    'a.db',
    '年 述.db',
    'a?mode=ro.db',
    'a#b.db',
    '50%25.db',
    'file:a.db',
    "it's;.db",
    'a&b=c.db',
  ];

  it.each(DRIVERS)('%s: that must be there makes none, whatever its name', (name) => {
    const folder = tempFolder();
    for (const file of NAMES.map((one) => join(folder, one))) {
      expect(() => openWith(name, file, { fileMustExist: true }), file).toThrow(
        expect.objectContaining({ code: 'SQLITE_CANTOPEN' }),
      );
      expect(existsSync(file)).toBe(false);
      const db = openWith(name, file);
      expect(db.name).toBe(file);
      db.exec('CREATE TABLE t (a)');
      db.close();
      expect(existsSync(file), file).toBe(true);
      openWith(name, file, { fileMustExist: true }).exec('INSERT INTO t VALUES (1)').close();
      const again = openWith(name, file, { readonly: true, fileMustExist: true });
      expect(again.prepare('SELECT a FROM t').pluck().get()).toBe(1);
      again.close();
    }
  });

  it.each(DRIVERS)('%s: waits for a lock as long as it was told', (name) => {
    const file = join(tempFolder(), 'a.db');
    expect(openWith(name, file).pragma('busy_timeout', { simple: true })).toBe(5000);
    expect(openWith(name, file, { timeout: 200 }).pragma('busy_timeout', { simple: true })).toBe(200);
  });

  it.each(DRIVERS)('%s: keeps SQL from what SQLite keeps for itself, unless told', (name) => {
    const db = openWith(name, ':memory:');
    db.exec('CREATE VIRTUAL TABLE f USING fts5(a)');
    const write = (): unknown => db.exec('DELETE FROM f_data');
    expect(write).toThrow('may not be modified');
    db.unsafeMode(true);
    expect(write).not.toThrow();
    db.unsafeMode(false);
    expect(write).toThrow('may not be modified');
  });
});
