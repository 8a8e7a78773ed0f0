import type { KnownRows } from '../document/known-marks.ts';
import type { Review, ReviewRows } from './types.ts';

/** What marks of a document may point at, where these rows are stored with it. */
export function knownRows({ revisions = [], threads = [] }: ReviewRows | Review): KnownRows {
  return {
    revisions: new Map(revisions.map(({ id, kind }) => [id, kind])),
    threads: new Set(threads.map(({ id }) => id)),
  };
}
