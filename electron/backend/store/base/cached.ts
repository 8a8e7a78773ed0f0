import type { Db, Statement } from '../../sqlite/port.ts';

const STATEMENTS = new WeakMap<Db, Map<string, Statement>>();

/**
 * A statement, compiled once for each connection: for `run`, `get` and `all` where a call is made for many reports in
 * a row. Not for `iterate`: a statement that is being read can't be used for another reading.
 */
export function cached<Params extends unknown[] = unknown[], Row = unknown>(
  db: Db,
  sql: string,
): Statement<Params, Row> {
  let known = STATEMENTS.get(db);
  if (!known) STATEMENTS.set(db, (known = new Map<string, Statement>()));
  let statement = known.get(sql);
  if (!statement) known.set(sql, (statement = db.prepare(sql)));
  return statement as unknown as Statement<Params, Row>;
}
