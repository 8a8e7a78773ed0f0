import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Draw } from '../draw.ts';
import { backingUp } from './backing-up.ts';
import { importing } from './importing.ts';
import type { Kind, Work } from './kind.ts';
import { merging } from './merging.ts';
import { restoring } from './restoring.ts';
import { typing } from './typing.ts';
import { upgrading } from './upgrading.ts';
import { Victims } from './victim.ts';

/** Kinds of work in which a process is killed. */
export const KINDS = {
  typing,
  merging,
  importing,
  'backing-up': backingUp,
  restoring,
  upgrading,
} as const satisfies Record<string, Kind>;

export type KindName = keyof typeof KINDS;

/** What was not as it should be, and how to see it again: the stretch with its seed, up to this round. */
export type Failure = { kind: KindName; seed: number; round: number; what: string };

/**
 * Kills a process so many times while it does this kind of work, and looks after each time. The rounds of a stretch
 * work on with the same data, as the program does after a crash; after a failure they begin anew.
 * @param size bytes of the original that is imported
 */
export async function killRounds(
  kind: KindName,
  seed: number,
  count: number,
  size = 250 * 1024 * 1024,
): Promise<Failure[]> {
  const failures: Failure[] = [];
  const draw = new Draw(seed);
  const victims = new Victims();
  const folders: string[] = [];
  const folder = (): string => {
    const made = mkdtempSync(join(tmpdir(), `nianshu-kills-${kind}-`));
    folders.push(made);
    return made;
  };
  const begin = (): Promise<Work> => KINDS[kind]({ draw, victims, folder, size });
  const failed = (round: number, error: unknown): void => {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    failures.push({ kind, seed, round, what });
  };
  let work: Work | null = null;
  try {
    for (let round = 1; round <= count; round += 1) {
      try {
        work ??= await begin();
        await work.round();
      } catch (error) {
        failed(round, error);
        work = null;
      }
    }
    await work?.end().catch((error: unknown) => failed(count, error));
  } finally {
    victims.close();
    if (!process.env['NIANSHU_KEEP'] || failures.length === 0)
      for (const one of folders) rmSync(one, { recursive: true, force: true });
  }
  return failures;
}
