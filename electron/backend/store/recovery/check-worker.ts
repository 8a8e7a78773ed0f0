import { parentPort, workerData } from 'node:worker_threads';

import { checkAll } from './full-check.ts';
import { lookAt } from './recover.ts';

/** What can be asked of the thread. */
export type CheckTask = { dataDir: string; what: 'check' } | { dataDir: string; what: 'look'; open: boolean };

const task = workerData as CheckTask;
const answer = task.what === 'check' ? checkAll(task.dataDir) : lookAt(task.dataDir, task.open);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.postMessage(answer);
