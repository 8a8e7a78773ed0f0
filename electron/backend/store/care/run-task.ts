import { Worker } from 'node:worker_threads';

import { AppError, fromWireError } from '../../../../shared/errors/app-error.ts';
import type { TaskAnswer, TaskArgument, TaskName } from './tasks.ts';
import type { WorkerAnswer } from './worker.ts';

/** The bundle of the desktop program has the thread's code in a file of its own (vite.config.ts). */
const ENTRY = import.meta.url.endsWith('.ts')
  ? new URL('worker.ts', import.meta.url)
  : new URL('../backup/worker.js', import.meta.url);

export type RunTask = <N extends TaskName>(
  name: N,
  argument: TaskArgument<N>,
  signal?: AbortSignal,
) => Promise<TaskAnswer<N>>;

/**
 * Does a piece of work on a thread of its own: copying, checking and waiting for the disk hold up no window.
 * Rejects with the task's error; with AppError('cancelled') when the signal says so, at once. A file that was being
 * written then keeps its temporary name, and is removed the next time.
 */
export const runTask: RunTask = (name, argument, signal) =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(cancelled());
      return;
    }
    const worker = new Worker(ENTRY, { workerData: { name, argument }, name: '年述备份' });
    const stop = (): void => {
      void worker.terminate();
      reject(cancelled());
    };
    signal?.addEventListener('abort', stop, { once: true });
    worker.once('message', (answer: WorkerAnswer) => {
      if (answer.ok) resolve(answer.result as TaskAnswer<typeof name>);
      else if (answer.error.code === 'internal') reject(new Error(answer.why));
      else reject(fromWireError(answer.error));
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      signal?.removeEventListener('abort', stop);
      reject(new Error(`the backup thread ended with ${code}`));
    });
  });

const cancelled = (): AppError => new AppError('cancelled', '已取消备份，数据没有受影响。');
