import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { writeThrough } from '../base/write-through.ts';
import { secondFolderSchema } from '../backups/second-folder.ts';
import { secretSchema } from '../backups/sealed-file.ts';

const done = z.strictObject({
  /** ISO time. */
  at: z.string(),
  file: z.string(),
  generation: z.int(),
  changes: z.int(),
});

/**
 * What is known of the backups of a data folder, and how they are wished. In a file beside the database, not in it:
 * putting an older copy in must not switch the second folder off.
 */
const stateSchema = z.strictObject({
  /** The newest backup that was made while the program ran. */
  last: done.nullable().default(null),
  second: z
    .strictObject({
      place: secondFolderSchema,
      /** ISO time since when it is wished. */
      since: z.string(),
      /** Days without a copy after which one is reminded. */
      remindDays: z.int().min(1).max(365),
      /** Null: not encrypted. */
      secret: secretSchema.nullable(),
      last: done.nullable(),
    })
    .nullable()
    .default(null),
});

export type KeeperState = z.output<typeof stateSchema>;
export type Done = z.output<typeof done>;

const fileOf = (dataDir: string): string => join(dataDir, 'backup.json');

export function readState(dataDir: string): KeeperState {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(fileOf(dataDir), 'utf8')));
  } catch {
    // Nothing is there yet, or it can't be read: then backups are made as if there had been none.
    return stateSchema.parse({});
  }
}

/** Throws what the file system says. */
export function writeState(dataDir: string, state: KeeperState): void {
  writeThrough(fileOf(dataDir), JSON.stringify(state));
}
