import { readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeEach, describe, expect, it } from 'vitest';

import { openDb } from '../../electron/backend/sqlite/driver.ts';
import { runTask } from '../../electron/backend/store/care/run-task.ts';
import { checkAll } from '../../electron/backend/store/recovery/full-check.ts';
import { rebuildIndex } from '../../electron/backend/store/care/doctor.ts';
import { addReport, flip, garble, type, withStore } from './damage.ts';
import { tempFolder } from './folder.ts';
import { keepCopy } from './keep-copy.ts';
import { hashOf } from '../../electron/backend/store/base/original-file.ts';

const SOUND = { reports: [], files: [], elsewhere: false, index: false, behind: null, filled: 0 };

let dataDir: string;
let ids: string[];

const file = (): string => join(dataDir, 'nianshu.db');

function change(sql: string): void {
  const db = openDb(file());
  db.exec(sql);
  db.close();
}

beforeEach(async () => {
  dataDir = tempFolder();
  ids = await withStore(dataDir, (store) => {
    store.review.savePerson({ id: 'p', name: '李明', unit: '青禾镇', role: 'writer' });
    const made = [2021, 2022, 2023].map((year) => addReport(store, year));
    for (const id of made) type(store, id, ['甲', '乙', '丙']);
    const [id] = made;
    if (id) {
      store.review.add(id, {
        threads: [
          {
            id: 't',
            author: 'p',
            at: '2026-01-01T00:00:00Z',
            quote: '普法',
            section: '',
            state: 'open',
            comments: [
              { id: 'c', thread: 't', author: 'p', at: '2026-01-01T00:00:00Z', body: '请核对场次是否属实' },
            ],
          },
        ],
      });
      store.versions.create(id, { kind: 'saved', name: '初稿', author: 'p' });
    }
    return made;
  });
});

describe('the whole check', () => {
  it('finds nothing where nothing is wrong, in a thread as well', async () => {
    expect(checkAll(dataDir)).toEqual(SOUND);
    expect(await runTask('check', dataDir)).toEqual(SOUND);
  });

  it.each([
    ['a snapshot', '2023年全年普法', '青禾镇2023年工作总结', '有的字被改动过'],
    ['a batch', '"text":"乙"', '青禾镇', '有的字被改动过'],
    ['a comment', '请核对场次', '青禾镇2021年工作总结', '有的批注被改动过'],
  ])('notices one bit that was turned in %s', async (_, words, title, what) => {
    flip(file(), words.startsWith('"') ? words.replace('"text":"', '').replace('"', '') : words);
    const found = checkAll(dataDir);
    expect(found.reports).toHaveLength(1);
    expect(found.reports[0]?.title).toContain(title);
    expect(found.reports[0]?.what).toBe(what);
  });

  it('notices any single bit that was turned in any text, and never opens one as it was not', async () => {
    // Each place of the only row that holds these words: the document of 2023.
    const db = openDb(file());
    const document = db
      .prepare<[string], string>('SELECT document FROM snapshots WHERE report_id = ?')
      .pluck()
      .get(ids[2] ?? '');
    const update = db.prepare('UPDATE snapshots SET document = ? WHERE report_id = ?');
    const bytes = Buffer.from(document ?? '');
    for (let at = 0; at < bytes.length; at += 7) {
      const other = Buffer.from(bytes);
      other[at] = (other[at] ?? 0) ^ (1 << (at % 7));
      update.run(other.toString('utf8'), ids[2]);
      expect(checkAll(dataDir).reports.map(({ id }) => id)).toEqual([ids[2]]);
    }
    update.run(document, ids[2]);
    expect(checkAll(dataDir)).toEqual(SOUND);
    db.close();
  });

  it('is not opened as it was not: a report and a version with a letter changed', async () => {
    flip(file(), '2023年全年普法');
    await withStore(dataDir, (store) => {
      expect(() => store.reports.get(ids[2] ?? '')).toThrow(/已损坏/);
      expect(store.reports.get(ids[1] ?? '').year).toBe(2022);
    });
    change("UPDATE versions SET checksum = 'x'");
    await withStore(dataDir, (store) => {
      const [version] = store.versions.list(ids[0] ?? '');
      expect(() => store.versions.open(ids[0] ?? '', version?.id ?? '')).toThrow(/这个版本有一处已损坏/);
    });
  });

  it.each([
    [
      'a batch that is missing',
      'DELETE FROM batches WHERE revision = 2 AND report_id = (SELECT id FROM reports WHERE year = 2022)',
    ],
    [
      'a snapshot that is missing',
      'DELETE FROM snapshots WHERE report_id = (SELECT id FROM reports WHERE year = 2022)',
    ],
  ])('finds %s', async (_, sql) => {
    change(sql);
    expect(checkAll(dataDir).reports).toMatchObject([{ id: ids[1], what: '正文读不出来' }]);
    await withStore(dataDir, (store) => expect(() => store.reports.get(ids[1] ?? '')).toThrow(/已损坏/));
  });

  it('finds damage anywhere in the file, page by page', async () => {
    await rebuildIndex(dataDir, new Date());
    const db = openDb(file());
    const size = db.pragma('page_count', { simple: true }) as number;
    const names = db.prepare<[], { pageno: number; name: string }>('SELECT pageno, name FROM dbstat').all();
    const whole = db.serialize();
    db.close();
    const nameOf = new Map(names.map(({ pageno, name }) => [pageno, name]));
    for (let page = 1; page <= size; page += 1) {
      writeFileSync(file(), whole);
      garble(file(), [page]);
      const name = nameOf.get(page);
      // Pages that nothing uses may hold anything; a broken index of the search is told as such, or as damage.
      if (name === undefined) continue;
      let found: ReturnType<typeof checkAll> | null = null;
      try {
        found = checkAll(dataDir);
      } catch (error) {
        // The first pages: it can't even be opened, which the start tells.
        expect(String((error as { code?: string }).code), `page ${page} of ${name}`).toMatch(
          /NOTADB|CORRUPT/,
        );
        continue;
      }
      expect(found.elsewhere || found.reports.length > 0 || found.index, `page ${page} of ${name}`).toBe(
        true,
      );
    }
  });

  it('finds original files that are lost, cut off or altered', async () => {
    const bytes = Buffer.alloc(17 * 1024 * 1024, '图');
    const source = join(tempFolder(), '总结.docx');
    writeFileSync(source, bytes);
    await withStore(dataDir, (store) =>
      store.reports.insert({
        template: 'work-summary',
        year: 2020,
        unit: '青禾镇',
        document: { schema: 1, blocks: store.reports.get(ids[0] ?? '').document.blocks },
        variables: {},
        source: { name: '总结.docx', size: bytes.length, hash: hashOf(bytes), textHash: 't', file: source },
      }),
    );
    expect(checkAll(dataDir)).toEqual(SOUND);
    truncateSync(join(dataDir, 'originals', hashOf(bytes)), 1000);
    expect(checkAll(dataDir).files).toMatchObject([{ name: '总结.docx', how: '与导入时不一样' }]);
    rmSync(join(dataDir, 'originals', hashOf(bytes)));
    expect(checkAll(dataDir).files).toMatchObject([{ how: '不见了' }]);
  });

  it('says when a backup holds more than the database, and not when an older one was put in on purpose', async () => {
    await keepCopy(dataDir, 'nianshu-2026-03-01');
    expect(checkAll(dataDir).behind).toBeNull();
    const db = openDb(file());
    db.exec('UPDATE store_state SET changes = changes - 1');
    db.close();
    const [name] = readdirSync(join(dataDir, 'backups'));
    expect(checkAll(dataDir).behind?.file).toContain(name);
  });

  it('gives rows of before there were checksums theirs, and none where something is wrong', async () => {
    change('UPDATE snapshots SET checksum = NULL; UPDATE batches SET checksum = NULL');
    expect(checkAll(dataDir)).toEqual({ ...SOUND, filled: 12 });
    expect(checkAll(dataDir)).toEqual(SOUND);
    change(
      "UPDATE snapshots SET checksum = NULL, document = '{' WHERE report_id = (SELECT id FROM reports LIMIT 1)",
    );
    expect(checkAll(dataDir)).toMatchObject({ filled: 0 });
  });
});
