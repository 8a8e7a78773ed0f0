import { parentPort, workerData } from 'node:worker_threads';

import { toWireError, type WireError } from '../../../../shared/errors/app-error.ts';
import { asAppError } from '../base/sqlite-errors.ts';
import { checkAll } from '../recovery/full-check.ts';
import { lookAt, recover, type Chosen } from '../recovery/recover.ts';

/** What can be asked of the thread. */
export type CheckTask = { dataDir: string } & (
  { what: 'check' } | { what: 'look'; open: boolean } | { what: 'recover'; choice: Chosen; at: string }
);

/** What it answers with: a result, or an error that a person can act on, or what went wrong. */
export type CheckAnswer = { ok: true; result: unknown } | { ok: false; error: WireError; why: string };

function work(task: CheckTask): unknown {
  if (task.what === 'check') return checkAll(task.dataDir);
  if (task.what === 'look') return lookAt(task.dataDir, task.open);
  return recover(task.dataDir, task.choice, new Date(task.at));
}

const task = workerData as CheckTask;
let answer: CheckAnswer;
try {
  answer = { ok: true, result: await work(task) };
} catch (error) {
  answer = { ok: false, error: toWireError(asAppError(error, task.dataDir)), why: String(error) };
}
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.postMessage(answer);
