import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { INPUTS, sqliteOptions } from '../../../../scripts/native/compile.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const gypi = readFileSync(join(root, 'node_modules/better-sqlite3/deps/defines.gypi'), 'utf8');
const list = JSON.parse(readFileSync(join(root, 'scripts/native/toolchain.json'), 'utf8')) as {
  name: string;
  path: string;
  sha256: string;
}[];

describe('how the driver is compiled', () => {
  it('gives SQLite every option that the prebuilt driver has', () => {
    const options = sqliteOptions(gypi);
    const defined = new Set(options.map((option) => option.replace(/^-DSQLITE_|=[01]$/g, '')));
    const database = new Database(':memory:');
    const built = database.pragma('compile_options') as { compile_options: string }[];
    database.close();
    // What SQLite lists beside its options: the compiler, and defaults that nobody set.
    const chosen = built
      .map(({ compile_options: option }) => option)
      .filter((option) => /^(ENABLE|OMIT|SOUNDEX|LIKE_DOESNT|THREADSAFE|DQS|USE_URI)/.test(option))
      .map((option) => option.replace(/=[01]$/, ''));
    expect(chosen.length).toBeGreaterThan(20);
    expect(chosen.filter((option) => !defined.has(option))).toEqual([]);
    expect(options).toContain('-DSQLITE_ENABLE_FTS5');
    expect(options).toContain('-DSQLITE_DEFAULT_CACHE_SIZE=-16000');
  });

  it('begins with sources and headers that are all there', () => {
    expect(INPUTS.filter((place) => !existsSync(place))).toEqual([]);
  });

  it('uses packages that are each pinned by a checksum, of no host', () => {
    expect(list.length).toBeGreaterThan(20);
    for (const { path, sha256 } of list) {
      expect(path).toMatch(/^pool\/main\/.*_(amd64|all)\.deb$/);
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    }
  });
});
