import { readFileSync, writeFileSync } from 'node:fs';

import { openDb } from '../../electron/backend/sqlite/driver.ts';
import { openStore } from '../../electron/backend/store/store.ts';
import type { Store } from '../../electron/backend/store/types.ts';
import { makeParagraph, makeTitle } from '../../shared/document/make.ts';

export const PAGE = 4096;

/** Overwrites whole pages of a database file, counted from 1. */
export function garble(file: string, pages: readonly number[], fill = 0xa5): void {
  const bytes = readFileSync(file);
  for (const page of pages) bytes.fill(fill, (page - 1) * PAGE, page * PAGE);
  writeFileSync(file, bytes);
}

/** Turns one bit of the first place that holds these words; a letter becomes another one. */
export function flip(file: string, words: string): void {
  const bytes = readFileSync(file);
  const at = bytes.indexOf(words);
  if (at < 0) throw new Error(`“${words}” is not in ${file}`);
  // The last byte of a character in UTF-8: the text stays valid.
  bytes[at + 2] = (bytes[at + 2] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}

/** Pages of a table or index, leaves only or all. */
export function pagesOf(file: string, name: string, leaves = true): number[] {
  const db = openDb(file);
  try {
    return db
      .prepare<[string], number>(
        `SELECT pageno FROM dbstat WHERE name = ? ${leaves ? "AND pagetype <> 'internal'" : ''} ORDER BY pageno`,
      )
      .pluck()
      .all(name);
  } finally {
    db.close();
  }
}

/** Runs on the store in a folder, which is closed again. */
export async function withStore<T>(
  folder: string,
  work: (store: Store) => T | Promise<T>,
  now: () => Date = () => new Date(),
): Promise<T> {
  const store = await openStore(folder, now);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

export function addReport(store: Store, year: number, text = `${year}年全年普法12场。`): string {
  return store.reports.insert({
    template: 'work-summary',
    year,
    unit: '青禾镇',
    document: { schema: 1, blocks: [makeTitle(`青禾镇${year}年工作总结`), makeParagraph(text)] },
    variables: {},
  });
}

/** Types at the front of the text, one batch a word. */
export function type(store: Store, id: string, words: readonly string[]): void {
  for (const text of words) {
    const base = store.reports.get(id).revision;
    store.reports.apply({
      id,
      batch: `${id}-${base}-${text}`,
      base,
      ops: [{ type: 'insert_text', path: [1, 0], offset: 0, text }],
    });
  }
}
