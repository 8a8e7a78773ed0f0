import type { Database } from 'better-sqlite3';

/** How often a table is asked anew around places that can't be read. */
const PROBES = 40_000;
/** Above every number that SQLite gives a row by itself. */
const HIGHEST = 2 ** 40;

export type Row = Record<string, unknown>;

/**
 * Reads all of a table that can be read, also where pages in the middle of it make no sense: from the front, from the
 * back, and then in halves of what lies between. Answers whether everything was read.
 * @param columns names of columns; those that the table doesn't have are left out
 * @param take is given each row once with its number in the table, in no particular order; must not throw
 */
export function readTable(
  db: Database,
  table: string,
  columns: readonly string[],
  take: (row: Row, number: number) => void,
): boolean {
  const there = columnsOf(db, table);
  const wanted = columns.filter((column) => there.includes(column));
  if (wanted.length === 0) return there.length > 0 || !hasSchema(db);
  const read = (order: 'ASC' | 'DESC', from: number, to: number): number | null => {
    // The last row that was read before it went wrong; null where it went well.
    let last = order === 'ASC' ? from - 1 : to + 1;
    try {
      const rows = db
        .prepare<[number, number], Row & { row_number: number }>(
          `SELECT rowid AS row_number, ${wanted.join(', ')} FROM ${table}
           WHERE rowid BETWEEN ? AND ? ORDER BY rowid ${order}`,
        )
        .iterate(from, to);
      for (const { row_number: number, ...row } of rows) {
        // A page that makes no sense may send SQLite in a circle.
        if (order === 'ASC' ? number <= last : number >= last) return last;
        last = number;
        take(row, number);
      }
      return null;
    } catch {
      return last;
    }
  };

  let whole = true;
  let probes = 0;
  const between = (from: number, to: number): void => {
    if (from > to) return;
    probes += 2;
    if (probes > PROBES) {
      whole = false;
      return;
    }
    const front = read('ASC', from, to);
    if (front === null) return;
    const back = read('DESC', front + 1, to);
    if (back === null) {
      // Nothing is left but the row at which it went wrong, if it was one.
      whole = false;
      return;
    }
    if (front + 1 >= back - 1) {
      whole = false;
      return;
    }
    const middle = Math.floor((front + back) / 2);
    between(front + 1, middle);
    between(middle + 1, back - 1);
  };
  between(1, HIGHEST);
  return whole;
}

/** Names of a table's columns; none where the table is not there, or the schema can't be read. */
function columnsOf(db: Database, table: string): string[] {
  try {
    return (db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
  } catch {
    return [];
  }
}

function hasSchema(db: Database): boolean {
  try {
    db.prepare('SELECT 1 FROM sqlite_schema').all();
    return true;
  } catch {
    return false;
  }
}
