/** What main and the backend's process say to each other. Pages talk to the backend over ports of their own. */

import type { WireError } from '../../../shared/errors/app-error.ts';

export type StartOptions = {
  dataDir: string;
  resourcesDir: string;
  version: string;
  /** How the command line is called, before the command's name. */
  commandLine?: string | undefined;
};

/** Work that only main can do, because it needs a window. */
export type Task = { kind: 'print'; html: string } | { kind: 'fonts'; families: string[] };
export type TaskResult = { kind: 'print'; bytes: Uint8Array } | { kind: 'fonts'; families: string[] };

export type ToBackend =
  | ({ type: 'start' } & StartOptions)
  /** Comes with a port. */
  | { type: 'connect' }
  | { type: 'done'; id: number; result: TaskResult }
  | { type: 'failed'; id: number; error: WireError }
  /** A process that reads files is there; comes with a port to it. */
  | { type: 'reader'; id: number; pid: number | undefined }
  | { type: 'reader-ended'; id: number; how: string }
  /** Finish what is under way, close the database, exit. */
  | { type: 'close' };

export type FromBackend =
  | { type: 'task'; id: number; task: Task }
  | { type: 'cancel'; id: number }
  | { type: 'start-reader'; id: number }
  | { type: 'end-reader'; id: number };
