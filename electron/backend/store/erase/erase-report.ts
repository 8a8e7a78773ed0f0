import type { Db } from '../../sqlite/port.ts';
import { appendEntry, blankEntries } from '../base/record-chain.ts';
import { textsIn } from './needles.ts';
import { tablesOf, thawed } from './thaw.ts';

/** Who erases, and when (ISO 8601 UTC). */
export type Eraser = { at: string; person: string; name: string };

/** The unit's own record: of what belongs to no report. */
const OF_THE_UNIT = '';

/** Where a report's words are stored: table, its column with the report's id, and the columns that hold words. */
const WORDS: readonly { table: string; report: string; columns: readonly string[] }[] = [
  { table: 'reports', report: 'id', columns: ['title'] },
  { table: 'snapshots', report: 'report_id', columns: ['document', 'variables'] },
  { table: 'batches', report: 'report_id', columns: ['ops', 'variables'] },
  { table: 'threads', report: 'report_id', columns: ['quote', 'section', 'outcome_reason'] },
  { table: 'comments', report: 'report_id', columns: ['body'] },
  { table: 'revisions', report: 'report_id', columns: ['reason'] },
  { table: 'decisions', report: 'report_id', columns: ['reason'] },
  { table: 'versions', report: 'report_id', columns: ['name', 'content'] },
  { table: 'drafts', report: 'report_id', columns: ['title', 'content'] },
  { table: 'report_heads', report: 'report_id', columns: ['head'] },
  { table: 'allowed_leftovers', report: 'report_id', columns: ['text'] },
  { table: 'review_sheets', report: 'report_id', columns: ['sheet'] },
  { table: 'ignored_findings', report: 'report_id', columns: ['key'] },
  { table: 'doubts', report: 'report_id', columns: ['why'] },
  { table: 'originals', report: 'report_id', columns: ['name'] },
  { table: 'signatures', report: 'report_id', columns: ['record', 'public_statement', 'internal_statement'] },
  { table: 'review_sheets', report: 'report_id', columns: ['sheet'] },
  { table: 'approval_steps', report: 'report_id', columns: ['statement'] },
  { table: 'approval_scans', report: 'report_id', columns: ['name'] },
  { table: 'exported_files', report: 'report_id', columns: ['statement'] },
];

/** Tables with rows of a report, those that others refer to last. */
const ROWS: readonly { table: string; report: string }[] = [
  { table: 'approval_steps', report: 'report_id' },
  { table: 'approval_scans', report: 'report_id' },
  { table: 'exported_files', report: 'report_id' },
  { table: 'issuing_keys', report: 'report_id' },
  { table: 'signatures', report: 'report_id' },
  { table: 'review_sheets', report: 'report_id' },
  { table: 'sent_copies', report: 'report_id' },
  { table: 'looks', report: 'report_id' },
  { table: 'decisions', report: 'report_id' },
  { table: 'comments', report: 'report_id' },
  { table: 'threads', report: 'report_id' },
  { table: 'revisions', report: 'report_id' },
  { table: 'versions', report: 'report_id' },
  { table: 'batches', report: 'report_id' },
  { table: 'snapshots', report: 'report_id' },
  { table: 'originals', report: 'report_id' },
  { table: 'sources', report: 'report_id' },
  { table: 'doubts', report: 'report_id' },
  { table: 'ignored_findings', report: 'report_id' },
  { table: 'report_heads', report: 'report_id' },
  { table: 'allowed_leftovers', report: 'report_id' },
  { table: 'review_sheets', report: 'report_id' },
  { table: 'drafts', report: 'report_id' },
  { table: 'reports', report: 'id' },
];

/** The tables whose rows go with a report. */
export const TABLES_OF_REPORTS: ReadonlySet<string> = new Set(ROWS.map(({ table }) => table));

/** Whether a database still holds anything of a report but the fact that it was erased. */
export function holdsReport(db: Db, id: string): boolean {
  const tables = tablesOf(db);
  return ROWS.some(
    ({ table, report }) =>
      tables.has(table) &&
      db.prepare(`SELECT 1 FROM ${table} WHERE ${report} = ? LIMIT 1`).get(id) !== undefined,
  );
}

/** How many rows of each kind a report has, for telling what goes. */
export function countReport(db: Db, id: string): Record<string, number> {
  const tables = tablesOf(db);
  return Object.fromEntries(
    ROWS.flatMap(({ table, report }) =>
      tables.has(table)
        ? [
            [
              table,
              db
                .prepare<[string], number>(`SELECT count(*) FROM ${table} WHERE ${report} = ?`)
                .pluck()
                .get(id) ?? 0,
            ],
          ]
        : [],
    ),
  );
}

/** Of these columns those that a table has: a backup may be of an earlier version. */
export const columnsOf = (db: Db, table: string, wanted: readonly string[]): string[] =>
  db
    .prepare<[string], string>('SELECT name FROM pragma_table_info(?)')
    .pluck()
    .all(table)
    .filter((name) => wanted.includes(name));

/** All words of a report, wherever they are stored. */
export function* wordsOfReport(db: Db, id: string): Generator<string> {
  const tables = tablesOf(db);
  for (const { table, report, columns } of WORDS) {
    if (!tables.has(table)) continue;
    for (const column of columnsOf(db, table, columns))
      for (const stored of db
        .prepare<[string], string | null>(`SELECT ${column} FROM ${table} WHERE ${report} = ?`)
        .pluck()
        .iterate(id))
        yield* textsIn(stored);
  }
}

/** All words of other reports and of the unit that stay: what is found of those in a file is theirs. */
export function* wordsOfOthers(db: Db, id: string, along: Along): Generator<string> {
  const tables = tablesOf(db);
  for (const { table, report, columns } of WORDS) {
    if (!tables.has(table)) continue;
    for (const column of columnsOf(db, table, columns))
      for (const stored of db
        .prepare<[string], string | null>(`SELECT ${column} FROM ${table} WHERE ${report} <> ?`)
        .pluck()
        .iterate(id))
        yield* textsIn(stored);
  }
  for (const { key, value } of db
    .prepare<[], { key: string; value: string }>('SELECT key, value FROM settings')
    .iterate())
    yield* textsIn(key === 'phraseLibrary' ? JSON.stringify(withoutPhrases(value, along)) : value);
  for (const column of ['name', 'unit'])
    yield* db.prepare<[], string>(`SELECT ${column} FROM people`).pluck().iterate();
}

/** What goes with a report and is not in its rows. */
export type Along = { assets: string[]; originals: string[]; phrases: string[] };

/** Images, large original files and marked sentences that no other report has. */
export function goesAlong(db: Db, id: string): Along {
  const tables = tablesOf(db);
  const holders = [
    ['snapshots', 'document'],
    ['batches', 'ops'],
    ['versions', 'content'],
    ['drafts', 'content'],
  ].filter(([table]) => tables.has(table ?? ''));
  const names = (own: boolean): string =>
    holders
      .map(
        ([table, column]) =>
          `EXISTS (SELECT 1 FROM ${table} WHERE report_id ${own ? '=' : '<>'} @id AND instr(${column}, a.hash) > 0)`,
      )
      .join(' OR ');
  const assets =
    tables.has('assets') && holders.length > 0
      ? db
          .prepare<[{ id: string }], string>(
            `SELECT hash FROM assets a WHERE (${names(true)}) AND NOT (${names(false)})`,
          )
          .pluck()
          .all({ id })
      : [];
  const originals = tables.has('originals')
    ? db
        .prepare<[{ id: string }], string>(
          `SELECT DISTINCT hash FROM originals o WHERE report_id = @id AND hash <> '' AND bytes IS NULL
             AND NOT EXISTS (SELECT 1 FROM originals x WHERE x.hash = o.hash AND x.report_id <> @id)`,
        )
        .pluck()
        .all({ id })
    : [];
  const own = hanOf([...wordsOfReport(db, id)].join(''));
  const phrases = phrasesIn(db).filter((phrase) => isWithin(phrase.text, own));
  return { assets, originals, phrases: phrases.map((phrase) => phrase.id) };
}

type StoredPhrase = { id: string; text: string };

const storedPhrases = (db: Db): string | undefined =>
  !tablesOf(db).has('settings')
    ? undefined
    : db.prepare<[], string>("SELECT value FROM settings WHERE key = 'phraseLibrary'").pluck().get();

const readPhrases = (stored: string | undefined): StoredPhrase[] => {
  const list = stored === undefined ? [] : (JSON.parse(stored) as unknown);
  return Array.isArray(list) ? (list as StoredPhrase[]) : [];
};

const phrasesIn = (db: Db): StoredPhrase[] =>
  readPhrases(storedPhrases(db)).filter(({ id, text }) => typeof id === 'string' && typeof text === 'string');

const withoutPhrases = (stored: string, { phrases }: Along): StoredPhrase[] =>
  readPhrases(stored).filter(({ id }) => !phrases.includes(id));

const hanOf = (text: string): string => text.replaceAll(/[^\p{Script=Han}]/gu, '');

/** Characters of a stretch by which a sentence is known again, and how many of its stretches must be there. */
const STRETCH = 6;
const MOST_OF_IT = 0.6;

/** Whether a marked sentence stands in this text. Figures in it are fields there, so that only its characters count. */
function isWithin(text: string, own: string): boolean {
  const han = hanOf(text);
  const stretches: string[] = [];
  for (let at = 0; at + STRETCH <= han.length; at += STRETCH) stretches.push(han.slice(at, at + STRETCH));
  const there = stretches.filter((one) => own.includes(one)).length;
  return stretches.length > 0 && there >= stretches.length * MOST_OF_IT;
}

/**
 * Takes a report out of a database with all that was ever stored of it: rows, index, record but for who did what when,
 * images, marked sentences. Doing it twice changes nothing. Call `scrub` afterwards: what was deleted is still in the
 * file until then.
 * @param along what goes with it; of a backup, what went with it in the database itself
 */
export function eraseReport(db: Db, id: string, eraser: Eraser, along: Along): boolean {
  if (!holdsReport(db, id)) return false;
  const tables = tablesOf(db);
  const title = tables.has('reports')
    ? (db.prepare<[string], string>('SELECT title FROM reports WHERE id = ?').pluck().get(id) ?? '')
    : '';
  db.pragma('secure_delete = ON');
  db.transaction(() => {
    thawed(db, () => {
      for (const { table, report } of ROWS)
        if (tables.has(table)) db.prepare(`DELETE FROM ${table} WHERE ${report} = ?`).run(id);
      if (tables.has('assets')) {
        const drop = db.prepare('DELETE FROM assets WHERE hash = ?');
        for (const hash of along.assets) drop.run(hash);
      }
      if (along.phrases.length > 0) {
        const stored = storedPhrases(db);
        if (stored !== undefined)
          db.prepare("UPDATE settings SET value = ? WHERE key = 'phraseLibrary'").run(
            JSON.stringify(withoutPhrases(stored, along)),
          );
      }
      if (tables.has('record')) blankRecord(db, id, title);
    });
    forgetIndex(db, tables);
    if (tables.has('record')) {
      const entry = { ...eraser, action: 'purged' };
      appendEntry(db, id, { ...entry, details: '' });
      appendEntry(db, OF_THE_UNIT, { ...entry, details: '一份报告' });
    }
  }).immediate();
  return true;
}

/** Entries of the report say nothing but who did what when; those of others no longer name it. */
function blankRecord(db: Db, id: string, title: string): void {
  blankEntries(db, id, () => true);
  if (Array.from(title).length < 4) return;
  const others = db
    .prepare<[string, string], string>(
      'SELECT DISTINCT report_id FROM record WHERE report_id <> ? AND instr(details, ?) > 0',
    )
    .pluck()
    .all(id, title);
  for (const other of others) blankEntries(db, other, (details) => details.includes(title));
}

/** The index is made again from the reports that are left: its own way of deleting leaves words in it. */
export function forgetIndex(db: Db, tables: ReadonlySet<string>): void {
  if (!tables.has('search_reports')) return;
  db.exec('DELETE FROM search_reports; DELETE FROM search_passages;');
  if (tables.has('search_index')) db.exec("INSERT INTO search_index (search_index) VALUES ('delete-all')");
}
