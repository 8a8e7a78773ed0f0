import { join } from 'node:path';

import { Random } from './random.ts';
import type { Desk } from './scenes.ts';

/** A desk with a folder; a day passes with each look at the clock that a backup takes. */
export function deskAt(root: string, seed: number, step: Desk['step']): Desk {
  let seconds = 0;
  return {
    root,
    dataDir: join(root, 'data'),
    random: new Random(seed),
    now: () => new Date(Date.UTC(2026, 2, 2, 8, 0, (seconds += 1))),
    store: null,
    step,
  };
}
