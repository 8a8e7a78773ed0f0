import { existsSync, watch, type FSWatcher } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

import type { Draw } from '../draw.ts';

/** At the latest after so many times as long as the work takes. */
const AT_LATEST = 3;
/** Writing a large file is many events: the instants near its beginning and near its end are drawn alike. */
const MOST_EVENTS = 2000;

/** The instant at which a process is killed. */
export type Moment = {
  /** Settles at it. */
  come: Promise<void>;
  /** To be told of each answer. */
  answered: () => void;
  /** Nobody waits for it any more. */
  over: () => void;
};

/**
 * Draws an instant: any in the time that the work takes, one towards its end, where files get their names, one right
 * after an answer, or one right after something was written in a folder. The last two hit what lasts a millisecond of a
 * second's work.
 * @param lasts milliseconds that the work takes
 * @param folders in which it writes
 */
export function drawMoment(draw: Draw, lasts: number, folders: readonly string[]): Moment {
  const { promise: come, resolve } = Promise.withResolvers<void>();
  const watchers: FSWatcher[] = [];
  const timers = new AbortController();
  const after = (milliseconds: number): void =>
    void pause(milliseconds, undefined, { signal: timers.signal }).then(resolve, () => {});
  let answers = Number.POSITIVE_INFINITY;
  const way = draw.fraction();
  const fraction = draw.fraction();
  if (way < 0.35) after(fraction * 1.5 * lasts);
  else if (way < 0.5) after((0.6 + 0.5 * fraction) * lasts);
  else {
    if (way < 0.7) answers = 1 + draw.below(2);
    else {
      let events = Math.floor(MOST_EVENTS ** fraction);
      const heard = (): void => {
        events -= 1;
        if (events === 0) resolve();
      };
      for (const folder of folders.filter((one) => existsSync(one)))
        watchers.push(watch(folder, { recursive: true }, heard).on('error', () => {}));
    }
    after(AT_LATEST * lasts);
  }
  return {
    come,
    answered: () => {
      answers -= 1;
      if (answers === 0) resolve();
    },
    over: () => {
      timers.abort();
      for (const one of watchers) one.close();
    },
  };
}
