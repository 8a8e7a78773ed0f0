import type { Db } from '../../sqlite/port.ts';
import { CHECKSUMS, isAsStored, type CommentText, type VersionText } from '../base/checksum.ts';
import { readTable, type Row } from './read-table.ts';
import type { Source } from './sources.ts';

/** What is told of everything beside the texts themselves. */
export type Rest = {
  /** Tables, in the words of the program, of which rows could not be read. */
  gaps: string[];
  /** Reports with a comment or version in which letters may have changed. */
  doubtful: Set<string>;
};

/** Made anew, or written elsewhere. */
const NOT_COPIED = /^(?:sqlite_|search_|store_)|^(?:reports|snapshots|batches)$/;

const NAMES: Readonly<Record<string, string>> = {
  people: '人员',
  settings: '设置',
  revisions: '修订',
  threads: '批注',
  comments: '批注',
  decisions: '修订的处理',
  looks: '上次看到哪里',
  versions: '版本',
  originals: '原文件',
  assets: '图片',
  record: '办理记录',
  signatures: '签发',
  signer_keys: '签发密钥',
};

/**
 * Copies all other tables: what belongs to a report from where the report came from, the rest from the newest place.
 * Where a table could not be read whole there, the other places fill the gaps.
 * @param from where each report came from
 */
export function copyRest(out: Db, sources: readonly Source[], from: ReadonlyMap<string, Source>): Rest {
  const rest: Rest = { gaps: [], doubtful: new Set() };
  const tables = out
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .pluck()
    .all()
    .filter((name) => !NOT_COPIED.test(name));
  const gaps = new Set<string>();
  for (const table of tables) {
    const copy = new TableCopy(out, table);
    const incomplete: Source[] = [];
    for (const [at, source] of sources.entries()) {
      const whole = readTable(source.db, table, copy.columns, (row) => {
        const report = row['report_id'];
        // People and the like: all that anybody knows of, the newest first.
        const isOf =
          typeof report === 'string' ? from.get(report) === source : at === 0 || table !== 'settings';
        if (isOf) copy.take(sources, row, rest.doubtful);
      });
      if (!whole) incomplete.push(source);
    }
    for (const source of incomplete) {
      gaps.add(NAMES[table] ?? '其他记录');
      for (const other of sources) {
        if (other === source || other.generation !== source.generation) continue;
        readTable(other.db, table, copy.columns, (row) => {
          const report = row['report_id'];
          if (typeof report !== 'string' || from.get(report) === source)
            copy.take(sources, row, rest.doubtful);
        });
      }
    }
  }
  for (const name of mendReferences(out)) gaps.add(name);
  rest.gaps = [...gaps];
  return rest;
}

class TableCopy {
  readonly columns: readonly string[];
  readonly #table: string;
  readonly #insert;
  readonly #same;
  /** A number that SQLite gave: two places may have given it to different rows. */
  readonly #numbered: string | null;

  constructor(out: Db, table: string) {
    const info = out.pragma(`table_info(${table})`) as { name: string; type: string; pk: number }[];
    this.#table = table;
    this.columns = info.map(({ name }) => name);
    const keys = info.filter(({ pk }) => pk > 0);
    const [key] = keys;
    this.#numbered = keys.length === 1 && key?.type === 'INTEGER' ? key.name : null;
    const marks = this.columns.map(() => '?').join(', ');
    this.#insert = out.prepare(
      `INSERT OR IGNORE INTO ${table} (${this.columns.join(', ')}) VALUES (${marks})`,
    );
    const compared = this.columns.filter((column) => column !== this.#numbered && column !== 'checksum');
    this.#same = out.prepare(
      `SELECT 1 FROM ${table} WHERE ${compared.map((column) => `${column} IS ?`).join(' AND ')}`,
    );
  }

  take(sources: readonly Source[], row: Row, doubtful: Set<string>): void {
    try {
      const good = this.#verified(sources, row, doubtful);
      const compared = this.columns.filter((column) => column !== this.#numbered && column !== 'checksum');
      if (this.#same.get(compared.map((column) => good[column] ?? null))) return;
      const values = this.columns.map((column) => good[column] ?? null);
      const { changes } = this.#insert.run(values);
      if (changes > 0 || this.#numbered === null) return;
      const free = this.columns.map((column) => (column === this.#numbered ? null : (good[column] ?? null)));
      this.#insert.run(free);
    } catch {
      // A row of which a column is of another kind than it can be was read out of a page that makes no sense.
    }
  }

  /** The row as it was stored, if any place still has it so; else as it is. */
  #verified(sources: readonly Source[], row: Row, doubtful: Set<string>): Row {
    if (this.#table !== 'versions' && this.#table !== 'comments') return row;
    const checksum = (one: Row): string =>
      this.#table === 'versions'
        ? CHECKSUMS.versions(one as unknown as VersionText)
        : CHECKSUMS.comments(one as unknown as CommentText);
    const isGood = (one: Row): boolean =>
      this.#table === 'versions'
        ? isAsStored('versions', one as unknown as VersionText & { checksum: string | null })
        : isAsStored('comments', one as unknown as CommentText & { checksum: string | null });
    if (!isGood(row)) {
      for (const { db } of sources) {
        try {
          const other = db
            .prepare<[unknown, unknown], Row>(
              `SELECT ${this.columns.join(', ')} FROM ${this.#table} WHERE report_id = ? AND id = ?`,
            )
            .get(row['report_id'], row['id']);
          if (other && other['checksum'] === row['checksum'] && isGood(other)) return other;
        } catch {
          // Not readable there either.
        }
      }
      doubtful.add(row['report_id'] as string);
    }
    return { ...row, checksum: checksum(row) };
  }
}

/** Rows that name a person who is not known any more get one; those that belong to nothing any more go. */
function mendReferences(out: Db): Set<string> {
  const gaps = new Set<string>();
  type Broken = { table: string; rowid: number; parent: string; fkid: number };
  for (let round = 0; round < 5; round += 1) {
    const broken = out.pragma('foreign_key_check') as Broken[];
    if (broken.length === 0) break;
    for (const { table, rowid, parent, fkid } of broken) {
      gaps.add(NAMES[parent === 'people' ? 'people' : table] ?? '其他记录');
      if (parent === 'people') {
        const keys = out.pragma(`foreign_key_list(${table})`) as { id: number; from: string }[];
        const column = keys.find(({ id }) => id === fkid)?.from ?? '';
        const person = out
          .prepare<[number], string>(`SELECT ${column} FROM ${table} WHERE rowid = ?`)
          .pluck()
          .get(rowid);
        if (person !== undefined)
          out
            .prepare('INSERT OR IGNORE INTO people (id, name, unit, role, at) VALUES (?, ?, ?, ?, ?)')
            .run(person, '（姓名没能救回）', '', 'writer', '1970-01-01T00:00:00.000Z');
      } else out.prepare(`DELETE FROM ${table} WHERE rowid = ?`).run(rowid);
    }
  }
  return gaps;
}
