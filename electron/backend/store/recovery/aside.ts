import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

import type { RecoveryState } from '../../../../shared/contract/recovery.ts';
import type { CheckTask } from './check-worker.ts';
import type { FullCheck } from './full-check.ts';

type Running<T> = { result: Promise<T>; stop: () => void };

/** The thread's own file: beside this one, or, in the packed program, a part of its own. */
function entry(): URL {
  const own = new URL('check-worker.ts', import.meta.url);
  return existsSync(own) ? own : new URL('../checker/check-worker.js', import.meta.url);
}

function run<T>(task: CheckTask): Running<T> {
  const worker = new Worker(entry(), { workerData: task });
  const result = new Promise<T>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the check ended without an answer')));
  });
  return { result, stop: () => void worker.terminate() };
}

/** Looks at everything in a thread of its own: nobody waits for it. */
export const checkAside = (dataDir: string): Running<FullCheck> => run({ dataDir, what: 'check' });

/** What the data can be brought back to, looked for in a thread of its own. */
export const lookAside = (dataDir: string, open: boolean): Running<RecoveryState> =>
  run({ dataDir, what: 'look', open });
