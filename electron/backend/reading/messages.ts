import type { WireError } from '../../../shared/errors/app-error.ts';
import type { Template } from '../../../shared/template/schema.ts';
import type { AnyResult, ReadingTask } from './tasks.ts';

/** What the backend and a process that reads foreign files say to each other. */

export type ToReader =
  /** Comes first, once. */
  { type: 'begin'; templates: readonly Template[] } | { type: 'read'; id: number; task: ReadingTask };

export type FromReader =
  /** It has begun with a task: until then it was starting. */
  | { type: 'begun'; id: number }
  /** `resident`: bytes that the process has taken so far. */
  | { type: 'done'; id: number; result: AnyResult; resident: number }
  /** `fault`: what went wrong that no file should make go wrong, for the log. */
  | { type: 'failed'; id: number; error: WireError; fault?: string; resident: number };
