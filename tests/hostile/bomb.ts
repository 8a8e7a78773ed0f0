import type { ReadingTask } from '../../electron/backend/reading/tasks.ts';

/** A small file that is made to take much memory or time of whoever reads it, and what is to become of it. */
export type Bomb = {
  what: string;
  task: () => ReadingTask;
  /** The code of its refusal; 'read' where it is taken like any other. */
  becomes: string;
};
