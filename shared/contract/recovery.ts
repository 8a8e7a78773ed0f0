import { z } from 'zod';

/**
 * Something about the data that stays until somebody has read it.
 * - `damaged`: something in the database can't be read, or is not what was stored
 * - `recovered`: another file has taken the database's place
 * - `without-log`: the database came without its log
 * - `behind`: a backup holds more than the database
 * - `network`: the data folder lies on another machine
 * - `open-to-others`: other users of this machine can get into the data folder
 * - `backup-failed`: a backup was not made
 * - `erased`: an erasure that was broken off is done, or one was done again in data that were put in
 * - `mask`: values are masked otherwise than before
 * - `driver`: the library that comes with the program can't open a database here, and another one does
 * - `upgraded`: the data were brought up to date by a newer program
 */
export type NoticeKind =
  | 'damaged'
  | 'recovered'
  | 'without-log'
  | 'behind'
  | 'network'
  | 'open-to-others'
  | 'backup-failed'
  | 'erased'
  | 'mask'
  | 'driver'
  | 'upgraded';

export type Notice = {
  id: string;
  kind: NoticeKind;
  /** ISO time, of this machine's clock. */
  at: string;
  /** What happened, what was kept, what to do: whole sentences. */
  text: string;
  /** Details, a line each: reports by name, files. */
  lines?: string[];
};

/** A state that the data can be brought back to. */
export type RecoveryChoice =
  | {
      /** The newest sound state of each report, out of the database and all backups. */
      kind: 'salvage';
      reports: number;
      inBin: number;
      newestChange: string | null;
      /** What is not as it was, a line each; empty where everything could be saved. */
      losses: string[];
    }
  | {
      kind: 'backup';
      /** Name of the file in the folder of backups. */
      name: string;
      madeAt: string;
      reports: number;
      inBin: number;
      newestChange: string | null;
    }
  | { kind: 'empty' };

export type RecoveryState = {
  /** `none`: nothing is known to be wrong. */
  problem: 'missing' | 'damaged' | 'none';
  /** What is wrong, in whole sentences; '' for none. */
  text: string;
  /** The best comes first. */
  choices: RecoveryChoice[];
};

export const recoveryParams = {
  /** What is wrong with the data, and what it can be brought back to. Takes its time: reads everything. */
  'recovery.look': z.strictObject({}),
  /** Brings the data back to one of these states. What is there now is set aside and kept. */
  'recovery.choose': z.strictObject({
    choice: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('salvage') }),
      z.strictObject({ kind: z.literal('backup'), name: z.string().min(1).max(300) }),
      z.strictObject({ kind: z.literal('empty') }),
    ]),
  }),
  /** Somebody has read it. */
  'notice.read': z.strictObject({ id: z.string().min(1).max(64) }),
} as const;

export type RecoveryResults = {
  'recovery.look': RecoveryState;
  'recovery.choose': { text: string };
  'notice.read': Record<string, never>;
};

export type RecoveryEvents = {
  'notices.changed': { notices: Notice[] };
  /** The database is another one now: what a window has loaded may not be in it. */
  'store.replaced': Record<string, never>;
};
