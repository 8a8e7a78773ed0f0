import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { openDb } from '../../../electron/backend/sqlite/driver.ts';
import { examine } from '../../../electron/backend/store/care/doctor.ts';
import { catalogueOf } from '../../../electron/backend/store/backups/catalogue.ts';
import { isSound } from '../../../electron/backend/store/backups/sound.ts';
import { DATABASE } from '../../../electron/backend/store/base/database-file.ts';
import { restore, rowsOf, schemaOf, storedVersions, tablesOf } from '../../store/stored-database.ts';
import { inspect, must, tidies } from './inspect.ts';
import type { Kind } from './kind.ts';
import { drawMoment } from './moment.ts';
import { killWhile } from './victim.ts';

/** Most starts of which each is killed, one after the other, on the same folder. */
const STARTS = 3;
/** What each start writes anew, or writes when it likes. */
const OWN = /^(?:store_openings|store_state|search_.*)$/;

type Content = { schema: unknown; rows: Record<string, unknown> };

/** Salts of the record's entries are drawn anew each time, and all hashes with them; whether they fit, the doctor says. */
const withoutSalts = (rows: unknown): unknown =>
  Array.isArray(rows)
    ? rows.map((row: Record<string, unknown>) =>
        'commitment' in row ? { ...row, salt: '', commitment: '', previous: '', sha256: '' } : row,
      )
    : rows;

/** A data folder of an earlier program is brought up to date, however often that is broken off. */
export const upgrading: Kind = async ({ draw, victims, folder }) => {
  const versions = storedVersions();
  const whole = new Map<number, Content>();
  const folders: string[] = [];
  /** Milliseconds that a start takes. */
  let lasts = 150;
  let turn = draw.below(versions.length);

  const folderOf = (version: number): string => {
    const dataDir = folder();
    restore(version, join(dataDir, DATABASE));
    return dataDir;
  };
  /** What comes of this version where nobody breaks it off. */
  const contentOf = async (version: number): Promise<Content> => {
    const known = whole.get(version);
    if (known) return known;
    const dataDir = folderOf(version);
    await inspect(dataDir, () => Promise.resolve());
    const content = read(dataDir);
    whole.set(version, content);
    return content;
  };

  return {
    round: async () => {
      const version = versions[turn % versions.length] ?? 1;
      turn += 1;
      const dataDir = folderOf(version);
      folders.push(dataDir);
      const starts = 1 + draw.below(STARTS);
      for (let n = 0; n < starts; n += 1) {
        const victim = await victims.take();
        const begun = performance.now();
        const open = async (): Promise<void> => {
          await victim.open(dataDir);
          lasts = performance.now() - begun;
        };
        await killWhile(victim, draw, drawMoment(draw, lasts, [dataDir]), [open]);
      }
      const expected = await contentOf(version);
      await inspect(dataDir, async (backend) => {
        must((await backend.call('report.list', {})).length > 0, 'no report');
      });
      const is = read(dataDir);
      must(isDeepStrictEqual(is.schema, expected.schema), `version ${version}: other tables`, is.schema);
      for (const [table, rows] of Object.entries(expected.rows))
        must(
          isDeepStrictEqual(withoutSalts(is.rows[table]), withoutSalts(rows)),
          `version ${version}: other rows in ${table}`,
          is.rows[table],
        );
      const { problems } = examine(dataDir, new Date());
      must(!problems.some(({ what }) => /）：办理记录/.test(what)), 'the record does not fit', problems);
      const kept = catalogueOf(dataDir);
      must(
        kept.every(({ file }) => isSound(file)),
        'a copy of before the upgrade is not sound',
      );
      const before = kept.some(({ facts, kind }) => kind === 'before-upgrade' && facts?.version === version);
      must(version === versions.at(-1) || before, `no copy of before the upgrade from version ${version}`);
    },
    end: async () => {
      for (const dataDir of folders) if (existsSync(dataDir)) await tidies(dataDir);
      for (const dataDir of folders) rmSync(dataDir, { recursive: true, force: true });
    },
  };
};

function read(dataDir: string): Content {
  const db = openDb(join(dataDir, DATABASE), { readonly: true });
  try {
    const tables = tablesOf(db).filter((table) => !OWN.test(table));
    return {
      schema: Object.fromEntries(schemaOf(db).map((row) => [row.name, row])),
      rows: Object.fromEntries(tables.map((table) => [table, rowsOf(db, table)])),
    };
  } finally {
    db.close();
  }
}
