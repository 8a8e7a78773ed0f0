import type { Mutant } from './mutant.ts';

const MIGRATIONS = ['tests/store/migrations.test.ts'];
const DATABASE = ['tests/store/database.test.ts'];
const REPORTS = ['tests/store/reports.test.ts'];
const ROLLBACK = ['tests/store/rollback.test.ts'];
const UNFINISHED = ['tests/store/unfinished.test.ts'];

/** The database: migrations, the operation log and its transactions. */
export const store: readonly Mutant[] = [
  {
    why: 'a journal that a killed recovery left is rolled back into the backup that is put in',
    file: 'electron/backend/store/backups/ready-copy.ts',
    find: '  removeDatabase(ready);\n  try {',
    put: '  rmSync(ready, { force: true });\n  try {',
    tests: UNFINISHED,
  },
  {
    why: 'a log that has lost its database is mixed into the backup that is put in',
    file: 'electron/backend/store/backups/restore.ts',
    find: 'const aside = there ? null : setAside(dataDir, now);',
    put: 'const aside = there === null ? setAside(dataDir, now) : null;',
    tests: UNFINISHED,
  },
  {
    why: 'what a killed backup left half done stays for ever',
    file: 'electron/backend/store/base/unfinished.ts',
    find: 'if (now.getTime() - statSync(file).mtimeMs > DAY_MS)',
    put: 'if (now.getTime() - statSync(file).mtimeMs > 9 * DAY_MS)',
    tests: UNFINISHED,
  },
  {
    why: 'what another program is writing just now is taken away from it',
    file: 'electron/backend/store/base/unfinished.ts',
    find: 'if (now.getTime() - statSync(file).mtimeMs > DAY_MS)',
    put: '',
    tests: UNFINISHED,
  },
  {
    why: 'two programs that upgrade at once do a step twice',
    file: 'electron/backend/store/base/migrate.ts',
    find: 'if (versionOf(db) > next) return;',
    put: '',
    tests: MIGRATIONS,
  },
  {
    why: 'a step that fails leaves half of its tables',
    file: 'electron/backend/store/base/migrate.ts',
    find: "      db.exec(typeof migration === 'string' ? migration : migration.sql);",
    put: "      db.exec(`COMMIT; ${typeof migration === 'string' ? migration : migration.sql}; BEGIN`);",
    tests: MIGRATIONS,
  },
  {
    why: 'one step counts for all of them',
    file: 'electron/backend/store/base/migrate.ts',
    find: 'db.pragma(`user_version = ${next + 1}`);',
    put: 'db.pragma(`user_version = ${MIGRATIONS.length}`);',
    tests: MIGRATIONS,
  },
  {
    why: 'the version is not written down, and the same step is done at every start',
    file: 'electron/backend/store/base/migrate.ts',
    find: 'db.pragma(`user_version = ${next + 1}`);',
    put: '',
    tests: MIGRATIONS,
  },
  {
    why: 'another program’s file is written into',
    file: 'electron/backend/store/base/migrate.ts',
    find: 'if (tables > 0 && application !== APPLICATION_ID) {',
    put: 'if (tables < 0 && application !== APPLICATION_ID) {',
    tests: DATABASE,
  },
  {
    why: 'a database of a later program is written into',
    file: 'electron/backend/store/base/migrate.ts',
    find: 'if (version > MIGRATIONS.length) {',
    put: 'if (version < 0) {',
    tests: DATABASE,
  },
  {
    why: 'an old database is changed with no copy of it laid aside',
    file: 'electron/backend/store/open-database.ts',
    find: 'if (isOlder) {',
    put: "if (isOlder && file === '') {",
    tests: MIGRATIONS,
  },
  {
    why: 'a new data folder begins with a copy of nothing',
    file: 'electron/backend/store/base/migrate.ts',
    find: 'return version > 0 && version < MIGRATIONS.length;',
    put: 'return version < MIGRATIONS.length;',
    tests: DATABASE,
  },
  {
    why: 'migration 7 forgets how long an imported file is',
    file: 'electron/backend/store/base/migrations/0007-originals.ts',
    find: 'length(s.bytes)',
    put: '0',
    tests: MIGRATIONS,
  },
  {
    why: 'migration 7 leaves the old table, with every imported file in it twice',
    file: 'electron/backend/store/base/migrations/0007-originals.ts',
    find: 'DROP TABLE sources;',
    put: '',
    tests: MIGRATIONS,
  },
  {
    why: 'migration 7 takes the file’s date from the wrong column',
    file: 'electron/backend/store/base/migrations/0007-originals.ts',
    find: 'r.created_at, s.bytes',
    put: 'r.updated_at, s.bytes',
    tests: MIGRATIONS,
  },
  {
    why: 'migration 11 takes every report in anew, which takes minutes in a large archive',
    file: 'electron/backend/store/base/migrations/0011-search-gaps.ts',
    find: 'WHERE empty_fields > 0',
    put: 'WHERE empty_fields >= 0',
    tests: MIGRATIONS,
  },
  {
    why: 'migration 6 leaves lines of the record that can be taken out',
    file: 'electron/backend/store/base/migrations/0006-signoff.ts',
    find: "CREATE TRIGGER record_kept BEFORE DELETE ON record BEGIN SELECT RAISE(ABORT, 'the record is kept'); END;",
    put: '',
    tests: MIGRATIONS,
  },
  {
    why: 'a migration that was released is changed: old folders get other tables than new ones',
    file: 'electron/backend/store/base/migrations/0010-sent-copies.ts',
    find: 'sha256    TEXT NOT NULL,',
    put: 'sha256    TEXT,',
    tests: MIGRATIONS,
  },
  {
    why: 'memory follows before COMMIT, and shows what is not on disk',
    file: 'electron/backend/store/report-store.ts',
    find: `        after = () => {
          change.commit();
          live.revision = next;
        };`,
    put: 'change.commit(); live.revision = next;',
    tests: ROLLBACK,
  },
  {
    why: 'memory keeps what a transaction around it took back',
    file: 'electron/backend/store/store.ts',
    find: `        reports.forget();
        throw failed(error);`,
    put: 'throw failed(error);',
    tests: ROLLBACK,
  },
  {
    why: 'a failed batch stays in memory',
    file: 'electron/backend/store/base/live-document.ts',
    find: `    } finally {
      this.#editor.children = before;`,
    put: `    } finally {
      void before;`,
    tests: [...ROLLBACK, ...REPORTS],
  },
  {
    why: 'a batch made on a revision that is not there yet is applied to an older one',
    file: 'electron/backend/store/report-store.ts',
    find: 'if (row.revision !== base) throw stale(row.revision);',
    put: 'if (row.revision > base) throw stale(row.revision);',
    tests: ROLLBACK,
  },
  {
    why: 'a batch that is sent again is applied twice, or refused',
    file: 'electron/backend/store/report-store.ts',
    find: 'if (known) return known.revision;',
    put: 'if (known && known.revision < 0) return known.revision;',
    tests: REPORTS,
  },
  {
    why: 'memory is believed although another program has saved',
    file: 'electron/backend/store/report-store.ts',
    find: 'if (live?.revision !== row.revision) live = this.#read(row);',
    put: 'live ??= this.#read(row);',
    tests: REPORTS,
  },
  {
    why: 'a signed report is changed by a batch that was on its way',
    file: 'electron/backend/store/report-store.ts',
    find: `        if (row.state === 'signed-off') throw frozen();
        const live`,
    put: '        const live',
    tests: ROLLBACK,
  },
  {
    why: 'a signed report is given another year or unit',
    file: 'electron/backend/store/report-store.ts',
    find: `        if (row.state === 'signed-off') throw frozen();
        const at`,
    put: '        const at',
    tests: ROLLBACK,
  },
  {
    why: 'the snapshot of every two-hundredth batch is one batch old',
    file: 'electron/backend/store/report-store.ts',
    find: 'new LiveDocument(change.blocks, change.variables, next), at',
    put: 'new LiveDocument(live.blocks, change.variables, next), at',
    tests: REPORTS,
  },
  {
    why: 'a change that nobody made is stored',
    file: 'electron/backend/store/report-store.ts',
    find: 'this.#review.check(id, change.changed);',
    put: '',
    tests: ['tests/store/review.test.ts'],
  },
  {
    why: 'one id comes to stand for two blocks',
    file: 'electron/backend/store/base/live-document.ts',
    find: 'const whole = ops.some((op) => BRINGS_ID.has(op.type));',
    put: 'const whole = ops.length < 0;',
    tests: REPORTS,
  },
  {
    why: 'what is typed goes into a file that is no longer in its folder',
    file: 'electron/backend/store/store.ts',
    find: 'guard.checkNow();',
    put: '',
    tests: ROLLBACK,
  },
  {
    why: 'a power cut takes what the page said was saved',
    file: 'electron/backend/store/open-database.ts',
    find: "db.pragma('synchronous = FULL');",
    put: "db.pragma('synchronous = NORMAL');",
    tests: DATABASE,
  },
  {
    why: 'a line that is taken out of the record is not noticed',
    file: 'electron/backend/store/record-store.ts',
    find: 'if (entry.previous !== previous || !isEntryIntact',
    put: 'if (!isEntryIntact',
    tests: ROLLBACK,
  },
  {
    why: 'a line of the record that was changed is not noticed',
    file: 'electron/backend/store/record-store.ts',
    find: 'if (entry.previous !== previous || !isEntryIntact(report, entry)) intact = false;',
    put: 'if (entry.previous !== previous) intact = false;',
    tests: ROLLBACK,
  },
];
