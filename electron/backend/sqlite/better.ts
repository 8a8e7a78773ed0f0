import { createRequire } from 'node:module';

import type BetterSqlite3 from 'better-sqlite3';

import type { Db, Driver } from './port.ts';

const require = createRequire(import.meta.url);

/**
 * The driver of choice: what it gives is the port as it stands, nothing is wrapped around it.
 * Throws where the package is not there; where its binary can't be loaded, the first opening throws.
 */
export function loadBetter(): Driver {
  const Database = require('better-sqlite3') as typeof BetterSqlite3;
  // Its types say the same of `prepare` in words that TypeScript can't compare.
  return { name: 'better-sqlite3', open: (file, options) => new Database(file, options) as unknown as Db };
}
