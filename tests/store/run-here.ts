import { secretOf } from '../../electron/backend/store/backups/sealed-file.ts';
import type { RunTask } from '../../electron/backend/store/care/run-task.ts';
import { tasks } from '../../electron/backend/store/care/tasks.ts';

/** Does the work of a thread at once, on this one; a key is derived from its passphrase quickly. */
export const runHere: RunTask = (name, argument) =>
  name === 'secret'
    ? (Promise.resolve(secretOf(argument as string, undefined, { N: 1024, r: 8, p: 1 })) as Promise<never>)
    : (tasks[name] as (given: unknown) => Promise<never>)(argument);
