import { join } from 'node:path';

import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { APPLICATION_ID } from '../../electron/backend/store/migrate.ts';
import { reports } from '../../electron/backend/store/migrations/0001-reports.ts';
import { settings } from '../../electron/backend/store/migrations/0002-settings.ts';
import { review } from '../../electron/backend/store/migrations/0003-review.ts';
import { ignoredFindings } from '../../electron/backend/store/migrations/0004-ignored-findings.ts';
import { search } from '../../electron/backend/store/migrations/0005-search.ts';
import { signoff } from '../../electron/backend/store/migrations/0006-signoff.ts';
import { catalogueOf } from '../../electron/backend/store/backups/catalogue.ts';
import { DATABASE } from '../../electron/backend/store/open-database.ts';
import { hashOf } from '../../electron/backend/store/original-store.ts';
import { openStore } from '../../electron/backend/store/store.ts';
import { makeParagraph, makeTitle } from '../../shared/document/make.ts';
import { tempFolder } from './folder.ts';

const now = (): Date => new Date('2026-02-01T02:03:04Z');
const BYTES = Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x00, 0xff, 0xe9, 0x9d, 0x92]);
const DOCUMENT = { schema: 1, blocks: [makeTitle('青禾镇2020年工作总结'), makeParagraph('全年工作有序。')] };

/** A data folder of the version before originals had a table of their own, with one imported report. */
function olderFolder(): string {
  const dataDir = tempFolder();
  const db = new Database(join(dataDir, DATABASE));
  db.pragma('journal_mode = WAL');
  for (const sql of [reports, settings, review, ignoredFindings, search, signoff]) db.exec(sql);
  db.pragma(`application_id = ${APPLICATION_ID}`);
  db.pragma('user_version = 6');
  const at = '2025-06-01T00:00:00Z';
  db.prepare(
    `INSERT INTO reports (id, template, year, unit, state, created_at, updated_at, revision, title, length, empty_fields)
     VALUES ('r1', 'work-summary', 2020, '青禾镇', 'drafting', ?, ?, 0, '青禾镇2020年工作总结', 17, 0)`,
  ).run(at, at);
  db.prepare('INSERT INTO snapshots VALUES (?, 0, ?, ?, ?)').run('r1', JSON.stringify(DOCUMENT), '{}', at);
  db.prepare('INSERT INTO sources VALUES (?, ?, ?)').run('r1', '2020年总结.docx', BYTES);
  db.close();
  return dataDir;
}

describe('a data folder from before originals had a table of their own', () => {
  it('keeps the imported files byte for byte, and the reports with them', async () => {
    const dataDir = olderFolder();
    const store = await openStore(dataDir, now);
    const [original] = store.originals.list('r1');
    expect(original).toMatchObject({ name: '2020年总结.docx', size: BYTES.length });
    const read = store.originals.read(original?.id ?? 0, 0, 1000);
    expect(Buffer.from(read.bytes).equals(BYTES)).toBe(true);
    expect(store.reports.get('r1')).toMatchObject({ year: 2020, unit: '青禾镇' });
    expect(store.reports.list()).toMatchObject([{ id: 'r1', imported: true }]);
    // The text is found, and other files go on beside it.
    while (!store.search.catchUp(50));
    expect(store.search.find({ query: '工作有序' }).groups).toHaveLength(1);
    const id = store.reports.insert({
      template: 'work-summary',
      year: 2021,
      unit: '青禾镇',
      document: DOCUMENT,
      variables: {},
      source: { name: '2021.docx', bytes: BYTES, size: BYTES.length, hash: hashOf(BYTES), textHash: 'x' },
    });
    expect(store.originals.list(id)).toHaveLength(1);
    await store.close();
    // Before anything was changed, the old database was laid aside.
    expect(catalogueOf(dataDir).length).toBeGreaterThan(0);
    const again = new Database(join(dataDir, DATABASE), { readonly: true });
    expect(again.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'sources'").get()).toEqual({
      n: 0,
    });
    again.close();
  });
});
