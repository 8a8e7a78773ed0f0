import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { backup } from '../../../electron/backend/sqlite/backup.ts';
import { tempFolder } from '../../store/folder.ts';
import { DRIVERS, openWith } from './drivers.ts';

const PAGES = 600;

describe.each(DRIVERS)('a copy page by page with %s', (name) => {
  function source(folder: string, words: string) {
    const db = openWith(name, join(folder, `${words}.db`));
    db.exec('CREATE TABLE t (a, b)');
    const insert = db.prepare('INSERT INTO t VALUES (?, ?)');
    db.transaction(() => {
      for (let i = 0; i < PAGES; i += 1) insert.run(words, 'x'.repeat(4000));
    })();
    return db;
  }
  const wordsIn = (file: string): unknown[] => {
    const db = openWith(name, file, { readonly: true });
    const words = db.prepare('SELECT DISTINCT a FROM t').pluck().all();
    db.close();
    return words;
  };

  it('makes a file that holds all of it', async () => {
    const folder = tempFolder();
    const db = source(folder, '新');
    await backup(db, join(folder, 'copy.db'), { progress: () => 256 });
    expect(wordsIn(join(folder, 'copy.db'))).toEqual(['新']);
    await backup(db, join(folder, 'whole.db'));
    expect(wordsIn(join(folder, 'whole.db'))).toEqual(['新']);
  });

  it('asks after the target is locked and before anything can be seen, and takes all back where told', async () => {
    const folder = tempFolder();
    const target = join(folder, '旧.db');
    source(folder, '旧').close();
    const db = source(folder, '新');
    const other = openWith(name, target, { timeout: 0 });
    const seen: unknown[] = [];
    const refused = backup(db, target, {
      progress: () => {
        expect(() => other.exec('BEGIN IMMEDIATE')).toThrow(expect.objectContaining({ code: 'SQLITE_BUSY' }));
        throw new Error('no');
      },
    });
    await expect(refused).rejects.toThrow('no');
    expect(wordsIn(target)).toEqual(['旧']);
    await backup(db, target, { progress: () => (seen.push('asked'), 0x7f_ff_ff_ff) });
    expect(seen.length).toBeGreaterThan(0);
    expect(wordsIn(target)).toEqual(['新']);
    other.close();
  });

  it('never says that it is done where somebody else writes to the target', async () => {
    const folder = tempFolder();
    const target = join(folder, '旧.db');
    source(folder, '旧').close();
    const db = source(folder, '新');
    const other = openWith(name, target);
    other.exec('BEGIN IMMEDIATE');
    await expect(backup(db, target, { wait: 0 })).rejects.toMatchObject({ code: 'SQLITE_BUSY' });
    other.exec('ROLLBACK');
    expect(wordsIn(target)).toEqual(['旧']);
    // It is waited for.
    other.exec('BEGIN IMMEDIATE');
    const done = backup(db, target);
    await new Promise((resolve) => setImmediate(resolve));
    other.exec('ROLLBACK');
    await done;
    expect(wordsIn(target)).toEqual(['新']);
    other.close();
  });

  it('fails where there is no folder for it', async () => {
    const folder = tempFolder();
    await expect(backup(source(folder, '新'), join(folder, 'none', 'a.db'))).rejects.toThrow();
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });
});
