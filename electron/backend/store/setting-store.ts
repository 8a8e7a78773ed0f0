import type { Db } from '../sqlite/port.ts';

/** Reading and writing settings as JSON-compatible values, by key. */
export type SettingStore = {
  /** Undefined where nobody has set it. */
  get(key: string): unknown;
  set(key: string, value: unknown): void;
};

export class SqliteSettingStore implements SettingStore {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  get(key: string): unknown {
    const row = this.#db
      .prepare<[string], { value: string }>('SELECT value FROM settings WHERE key = ?')
      .get(key);
    return row && (JSON.parse(row.value) as unknown);
  }

  set(key: string, value: unknown): void {
    this.#db
      .prepare(
        'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      )
      .run(key, JSON.stringify(value));
  }
}
