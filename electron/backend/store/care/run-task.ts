import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';

import { AppError, fromWireError } from '../../../../shared/errors/app-error.ts';
import { chosenDriver } from '../../sqlite/driver.ts';
import type { TaskAnswer, TaskArgument, TaskName } from './tasks.ts';
import type { WorkerAnswer } from './worker.ts';

const IS_SOURCE = import.meta.url.endsWith('.ts');

/** The bundle of the desktop program has the thread's code in a file of its own (vite.config.ts). */
const ENTRY = IS_SOURCE
  ? new URL('worker.ts', import.meta.url)
  : new URL('../care/worker.js', import.meta.url);

// Run from its sources, each thread strips types with WebAssembly. V8 (Node 24.21) frees what it compiled again for a
// wrapper while other threads use it, and one thread in some thousands ended the process. Nothing is compiled again
// where a wrapper never counts enough calls. Bundles have no types to strip.
if (IS_SOURCE) setFlagsFromString('--wasm-wrapper-tiering-budget=2000000000');

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
    const driver = chosenDriver().driver?.name;
    const worker = new Worker(ENTRY, { workerData: { name, argument, driver }, name: '年述数据维护' });
    const stop = (): void => {
      void worker.terminate();
      reject(cancelled());
    };
    signal?.addEventListener('abort', stop, { once: true });
    worker.once('message', (answer: WorkerAnswer) => {
      if (answer.ok) resolve(answer.result as TaskAnswer<typeof name>);
      // With its code, by which it is told what the disk has refused.
      else if (answer.error.code === 'internal')
        reject(Object.assign(new Error(answer.why), answer.system ? { code: answer.system } : {}));
      else reject(fromWireError(answer.error));
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      signal?.removeEventListener('abort', stop);
      reject(new Error(`the thread ended with ${code}`));
    });
  });

const cancelled = (): AppError => new AppError('cancelled', '已取消，数据没有受影响。');
