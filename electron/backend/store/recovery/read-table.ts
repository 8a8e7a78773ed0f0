import type { Db, Statement } from '../../sqlite/port.ts';

/** How often a table without an index is asked anew around places that can't be read. */
const PROBES = 4000;
/** Above every number that SQLite gives a row by itself. */
const HIGHEST = 2 ** 40;

export type Row = Record<string, unknown>;

/**
 * Reads all of a table that can be read, also where pages in the middle of it make no sense: from the front, from the
 * back, and then each row in between that an index knows of; without an index, in halves. Answers whether everything was read.
 * @param columns names of columns; those that the table doesn't have are left out
 * @param take is given each row once with its number in the table, in no particular order; must not throw
 */
export function readTable(
  db: Db,
  table: string,
  columns: readonly string[],
  take: (row: Row, number: number) => void,
): boolean {
  const there = columnsOf(db, table);
  const wanted = columns.filter((column) => there.includes(column));
  if (wanted.length === 0) return there.length > 0 || !hasSchema(db);
  const list = `rowid AS row_number, ${wanted.join(', ')}`;
  type Numbered = Row & { row_number: number };
  const statement = (order: 'ASC' | 'DESC'): Statement<[number, number], Numbered> | null =>
    safely(() =>
      db.prepare<[number, number], Numbered>(
        `SELECT ${list} FROM ${table} WHERE rowid BETWEEN ? AND ? ORDER BY rowid ${order}`,
      ),
    );
  const statements = { ASC: statement('ASC'), DESC: statement('DESC') };
  let highest = 0;
  /** Reads on until it goes wrong; answers with the last row before that, or null where it went well. */
  const read = (order: 'ASC' | 'DESC', from: number, to: number): number | null => {
    let last = order === 'ASC' ? from - 1 : to + 1;
    const rows = safely(() => statements[order]?.iterate(from, to));
    if (!rows) return last;
    try {
      for (const { row_number: number, ...row } of rows) {
        // A page that makes no sense may send SQLite in a circle.
        if (order === 'ASC' ? number <= last : number >= last) return last;
        last = number;
        highest = Math.max(highest, number);
        take(row, number);
      }
      return null;
    } catch {
      return last;
    }
  };

  const front = read('ASC', 1, HIGHEST);
  if (front === null) return true;
  const back = read('DESC', front + 1, HIGHEST) ?? front + 1;
  // An index knows which rows there are between the two.
  const known = numbersIn(db, table);
  for (const number of known.numbers) if (number > front && number < back) read('ASC', number, number);
  if (!known.whole) {
    const top = Math.max(highest, ...known.numbers.slice(-1)) * 2 + 1000;
    halve(read, front + 1, Math.min(back - 1, top), known.numbers);
  }
  return false;
}

/** Reads what it can between two rows by going into halves. @param done rows that have been tried one by one */
function halve(
  read: (order: 'ASC' | 'DESC', from: number, to: number) => number | null,
  from: number,
  to: number,
  done: readonly number[],
): void {
  const tried = new Set(done);
  let probes = 0;
  const between = (low: number, high: number): void => {
    while (tried.has(low)) low += 1;
    while (tried.has(high)) high -= 1;
    if (low > high || probes > PROBES) return;
    probes += 2;
    const first = read('ASC', low, high);
    if (first === null) return;
    const last = read('DESC', first + 1, high);
    if (last === null || first + 1 >= last - 1) return;
    const middle = Math.floor((first + last) / 2);
    between(first + 1, middle);
    between(middle + 1, last - 1);
  };
  between(from, to);
}

/** Numbers of a table's rows as its indexes know them, in order; not `whole` where an index can't be read to its end. */
function numbersIn(db: Db, table: string): { numbers: number[]; whole: boolean } {
  const found = new Set<number>();
  const indexes = safely(() =>
    (db.pragma(`index_list(${table})`) as { name: string; partial: number }[])
      .filter(({ partial }) => partial === 0)
      .map(({ name }) => name),
  );
  let whole = false;
  for (const index of indexes ?? []) {
    for (const order of ['ASC', 'DESC'] as const) {
      try {
        const column = (db.pragma(`index_info(${index})`) as { name: string }[])[0]?.name ?? 'rowid';
        const rows = db
          .prepare<[], number>(`SELECT rowid FROM ${table} INDEXED BY "${index}" ORDER BY ${column} ${order}`)
          .pluck();
        for (const number of rows.iterate()) found.add(number);
        whole = true;
        break;
      } catch {
        // From the other end, then.
      }
    }
    if (whole) break;
  }
  return { numbers: [...found].sort((a, b) => a - b), whole };
}

function safely<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

/** Names of a table's columns; none where the table is not there, or the schema can't be read. */
function columnsOf(db: Db, table: string): string[] {
  try {
    return (db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
  } catch {
    return [];
  }
}

function hasSchema(db: Db): boolean {
  try {
    db.prepare('SELECT 1 FROM sqlite_schema').all();
    return true;
  } catch {
    return false;
  }
}
