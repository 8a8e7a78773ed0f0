import { chosenDriver, openDb } from '../../electron/backend/sqlite/driver.ts';
import { DATABASE } from '../../electron/backend/store/base/database-file.ts';
import { openStore } from '../../electron/backend/store/store.ts';
import { makeParagraph, makeTitle } from '../../shared/document/make.ts';
import { plainText } from '../../shared/document/plain-text.ts';

/** What a process with one driver has found in a data folder, and left there. */
export type Visit = {
  driver: string;
  id: string;
  /** What the report read before, and reads now. */
  before: string;
  after: string;
  /** Reports that a search finds. */
  found: number;
  /** All that SQLite says of the file, and of its tables. */
  facts: unknown;
};

/**
 * Goes on in a data folder with the driver that the environment names: reads what is there, writes into it, searches, and
 * prints a Visit. Arguments: data folder, a word to write, the report's id; without one it begins a report.
 */
const [dataDir = '', word = '', known] = process.argv.slice(2);
const store = await openStore(dataDir, () => new Date('2026-01-05T08:00:00Z'));
const document = { schema: 1 as const, blocks: [makeTitle('总结'), makeParagraph('')] };
const id =
  known ?? store.reports.insert({ template: 't', year: 2025, unit: '青禾镇', document, variables: {} });
const textNow = (): string => plainText(store.reports.get(id).document.blocks.slice(1));
const before = textNow();
const { revision } = store.reports.get(id);
const op = { type: 'insert_text' as const, path: [1, 0], offset: before.length, text: `${word}普法` };
store.reports.apply({ id, batch: word, base: revision, ops: [op] });
while (!store.search.catchUp(100));
const found = store.search.find({ query: `${word}普法` }).groups.length;
const after = textNow();
await store.close();

const db = openDb(`${dataDir}/${DATABASE}`, { readonly: true, fileMustExist: true });
const facts = {
  schema: db
    .prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT GLOB 'sqlite_*'")
    .all(),
  pragmas: ['user_version', 'application_id', 'journal_mode', 'page_size', 'encoding', 'auto_vacuum'].map(
    (name) => [name, db.pragma(name, { simple: true })],
  ),
  whole: db.pragma('integrity_check', { simple: true }),
  keys: db.pragma('foreign_key_check'),
};
db.close();
const visit: Visit = { driver: chosenDriver().driver?.name ?? '', id, before, after, found, facts };
process.stdout.write(JSON.stringify(visit));
