import { afterAll, describe, expect, it } from 'vitest';

import type { Journal } from './journal.ts';
import { cutAgain, recorded, without } from './rounds.ts';
import type { Kind } from './scenes.ts';

const SEED = 20_251_205;
const PATIENCE = 120_000;

/** One run of each serves all tests. */
const journals = new Map<Kind, Promise<Journal>>();
function journalOf(kind: Kind): Promise<Journal> {
  const known = journals.get(kind) ?? recorded(kind, SEED);
  journals.set(kind, known);
  return known;
}

afterAll(() => journals.clear());

describe('whenever the power fails, everything that was told is there, and nothing is told that is not so', () => {
  it.each<[kind: Kind, cuts: number]>([
    ['first-start', 8],
    ['typing', 8],
    ['originals', 3],
    ['backup', 8],
    ['restore', 8],
    ['restore-originals', 2],
    ['upgrade', 6],
    ['recovery', 6],
  ])(
    '%s',
    async (kind, cuts) => {
      expect(await cutAgain(kind, await journalOf(kind), SEED, cuts)).toEqual([]);
    },
    PATIENCE,
  );
});

/*
 * A proof that finds nothing proves something only if it would find it: a program that doesn't wait for one file, or
 * for the names in one folder, has to be found out.
 */
describe('a program that does not wait for the disk is found out', () => {
  it.each<[kind: Kind, what: string, path: RegExp]>([
    ['typing', 'its log', /^data\/nianshu\.db-wal$/],
    ['typing', 'the database', /^data\/nianshu\.db$/],
    ['typing', 'names in the data folder', /^data$/],
    ['typing', 'the name of the data folder', /^$/],
    ['originals', 'an original', /^data\/originals\/.*\.partial$/],
    ['originals', 'the name of an original', /^data\/originals$/],
    ['backup', 'a backup', /^data\/backups\/.*\.partial$/],
    ['backup', 'the name of a backup', /^data\/backups$/],
    ['backup', 'the second copy', /^second\/.*\.partial$/],
    ['backup', 'the name of the second copy', /^second\/[^/]+$/],
    ['backup', 'what is known of backups', /^data\/\.backup\.json/],
    ['restore', 'what was put in', /^data\/nianshu\.db-wal$/],
    ['restore', 'what was there before', /^data\/backups\/.*\.partial$/],
    ['restore', 'names in the data folder', /^data$/],
    ['upgrade', 'the backup of before', /^data\/backups\/.*\.partial$/],
    ['upgrade', 'the folder of backups', /^data$/],
  ])(
    '%s: %s',
    async (kind, _, path) => {
      const careless = without(await journalOf(kind), (one) => path.test(one));
      expect(await cutAgain(kind, careless, SEED, 300, 1)).toHaveLength(1);
    },
    PATIENCE,
  );
});
