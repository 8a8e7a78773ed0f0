import { openDb } from '../../sqlite/driver.ts';

/**
 * True when SQLite finds nothing wrong with the file. What it finds in the search index does not count: that is made
 * again from the reports, and is no reason to be without a backup of them. Reads the whole file.
 */
export function isSound(file: string): boolean {
  try {
    const db = openDb(file, { readonly: true, fileMustExist: true });
    try {
      const found = db.pragma('integrity_check') as { integrity_check: string }[];
      return found.every(({ integrity_check: said }) => said === 'ok' || /fts5.*search_index/i.test(said));
    } finally {
      db.close();
    }
  } catch {
    return false;
  }
}
