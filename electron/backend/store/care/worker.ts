import { parentPort, workerData } from 'node:worker_threads';

import { toWireError, type WireError } from '../../../../shared/errors/app-error.ts';
import { useDriver } from '../../sqlite/driver.ts';
import type { DriverName } from '../../sqlite/port.ts';
import { codeOf } from '../base/sqlite-errors.ts';
import { tasks, type TaskName } from './tasks.ts';

/** `system`: the code that SQLite or the file system gave an error that nobody has worded yet; may be empty. */
export type WorkerAnswer =
  { ok: true; result: unknown } | { ok: false; error: WireError; why: string; system: string };

const { name, argument, driver } = workerData as {
  name: TaskName;
  argument: never;
  driver: DriverName | undefined;
};

if (driver) useDriver(driver);

let answer: WorkerAnswer;
try {
  answer = { ok: true, result: await tasks[name](argument) };
} catch (error) {
  answer = { ok: false, error: toWireError(error), why: String(error), system: codeOf(error) };
}
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.postMessage(answer);
