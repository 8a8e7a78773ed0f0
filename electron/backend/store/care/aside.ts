import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

import type { RecoveryState } from '../../../../shared/contract/recovery.ts';
import { fromWireError } from '../../../../shared/errors/app-error.ts';
import type { CheckAnswer, CheckTask } from './check-worker.ts';
import type { FullCheck } from '../recovery/full-check.ts';
import type { Chosen } from '../recovery/recover.ts';

type Running<T> = { result: Promise<T>; stop: () => void };

/** The thread's own file: beside this one, or, in the packed program, a part of its own. */
function entry(): URL {
  const own = new URL('check-worker.ts', import.meta.url);
  return existsSync(own) ? own : new URL('../checker/check-worker.js', import.meta.url);
}

function run<T>(task: CheckTask): Running<T> {
  const worker = new Worker(entry(), { workerData: task });
  const result = new Promise<T>((resolve, reject) => {
    worker.once('message', (answer: CheckAnswer) => {
      if (answer.ok) resolve(answer.result as T);
      else reject(answer.error.code === 'internal' ? new Error(answer.why) : fromWireError(answer.error));
    });
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

/** Brings the data back in a thread of its own; the database must be closed. Not to be stopped in the middle. */
export const recoverAside = (dataDir: string, choice: Chosen, now: Date): Promise<string> =>
  run<string>({ dataDir, what: 'recover', choice, at: now.toISOString() }).result;
