import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';

import { PROCESS_LIMITS } from '../../../electron/backend/files/limits.ts';
import { Draw } from '../draw.ts';
import { backups } from './backups.ts';
import { clipboard } from './clipboard.ts';
import type { Files, Kind } from './kind.ts';
import { returned } from './returned.ts';
import { signed } from './signed.ts';
import { text, word } from './word.ts';

/** Kinds of files that come from outside. */
export const KINDS = { word, text, returned, signed, clipboard, backups } as const satisfies Record<
  string,
  Kind
>;

export type KindName = keyof typeof KINDS;

/** After so many files a sound one is read. */
const SOUND_EVERY = 20;
/** Two processes may have to start, and a machine may have much else to do. */
const LONGEST = 2 * (PROCESS_LIMITS.deadline + PROCESS_LIMITS.start);

export type Failure = { kind: KindName; seed: number; number: number; what: string; file: string };

export type Found = {
  failures: Failure[];
  taken: number;
  refused: number;
  /** Milliseconds that the slowest took. */
  slowest: number;
};

/** Makes so many files of a kind in which something is wrong, and has each read. */
export async function mutatedRounds(kind: KindName, seed: number, count: number): Promise<Found> {
  const draw = new Draw(seed);
  const found: Found = { failures: [], taken: 0, refused: 0, slowest: 0 };
  const files: Files = await KINDS[kind](draw);
  const failed = (number: number, error: unknown): void => {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    found.failures.push({ kind, seed, number, what, file: keep(files.last()) });
  };
  try {
    for (let number = 1; number <= count; number += 1) {
      const begun = performance.now();
      const faults = files.faults().length;
      try {
        found[await files.one()] += 1;
        // It was told as a file that can't be read; and yet it is a place of ours that nobody had thought of.
        for (const fault of files.faults().slice(faults)) throw new Error(`not foreseen: ${fault}`);
      } catch (error) {
        failed(number, error);
      }
      const took = performance.now() - begun;
      found.slowest = Math.max(found.slowest, Math.round(took));
      if (took > LONGEST) failed(number, new Error(`it took ${Math.round(took)} ms`));
      if (number % SOUND_EVERY === 0 || number === count)
        await files.sound().catch((error: unknown) => failed(number, error));
    }
  } finally {
    await files.close();
  }
  return found;
}

/** The file that failed, to be looked at. */
function keep({ name, bytes }: { name: string; bytes: Buffer }): string {
  const file = join(mkdtempSync(join(tmpdir(), 'nianshu-mutated-failed-')), `file${extname(name)}`);
  writeFileSync(file, bytes);
  return file;
}
