import type { Db } from '../../sqlite/port.ts';

/**
 * Sees to it that whatever is stored in any table counts as a change of the database (`store_state.changes`), except
 * in the search index, which is made from the reports. Call inside the transaction that changed the tables.
 */
export function countChanges(db: Db): void {
  const tables = db
    .prepare<[], { name: string }>(
      `SELECT name FROM sqlite_schema
       WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'search_*' AND name NOT GLOB 'store_*'`,
    )
    .all();
  for (const { name } of tables) {
    for (const event of ['INSERT', 'UPDATE', 'DELETE']) {
      db.exec(
        `CREATE TRIGGER IF NOT EXISTS counted_${name}_${event.toLowerCase()} AFTER ${event} ON ${name}
         BEGIN UPDATE store_state SET changes = changes + 1; END`,
      );
    }
  }
}
