import type { WireError } from '../../../shared/errors/app-error.ts';

/** What is said to the process that is killed, and what it answers. */

export type ToVictim = { call: number } & (
  | { is: 'open'; dataDir: string }
  | { is: 'call'; method: string; params: unknown }
  /** The command `restore`, on a data folder that nobody has open. */
  | { is: 'restore'; dataDir: string; file: string }
);

export type FromVictim =
  | { is: 'ready' }
  | { is: 'done'; call: number; result: unknown }
  | { is: 'failed'; call: number; error: WireError; why: string };
