import { join } from 'node:path';

import { Draw } from '../draw.ts';
import type { Desk } from './scenes.ts';

/** A desk with a folder; a day passes with each look at the clock that a backup takes. */
export function deskAt(root: string, seed: number, step: Desk['step']): Desk {
  let seconds = 0;
  return {
    root,
    dataDir: join(root, 'data'),
    draw: new Draw(seed),
    now: () => new Date(Date.UTC(2026, 2, 2, 8, 0, (seconds += 1))),
    store: null,
    step,
  };
}
