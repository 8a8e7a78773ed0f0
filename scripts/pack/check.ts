import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { findBrowser } from '../../electron/backend/print/find-browser.ts';
import { root } from '../lib/paths.mjs';
import { filesIn } from './files-in.ts';
import { inspect } from './inspect.ts';
import type { Measured } from './native-files.ts';
import { runInside } from './run-inside.ts';
import {
  driverOf,
  layoutOf,
  nameOf,
  runsHere,
  TARGETS,
  type Layout,
  type Platform,
  type Target,
} from './targets.ts';
import { packUnpacked, writeDistributions } from './unpacked.ts';

export type Row = {
  name: string;
  /** Bytes without Electron itself, which is made up here. */
  bytes: number;
  driver: Measured | undefined;
  /** What was done with what is in it. */
  did: string[];
  problems: string[];
};

/** Where everything lies that a check has packed, for tests that break it. */
export type Packed = { work: string; output: string };

const PLATFORMS: readonly Platform[] = ['linux', 'win', 'mac'];

const sizeOf = ({ resources }: Layout): number =>
  filesIn(resources).reduce((sum, path) => sum + statSync(path).size, 0);

/** This computer's own driver, for packages that have one for another system. */
const ownDriver = (): string =>
  join(root, 'node_modules/better-sqlite3/prebuilds', `${process.platform}-${process.arch}.node`);

/** Does a few things at a time. */
async function inTurns<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const left = [...items.entries()];
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) results[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

/**
 * Packs for all systems with made-up distributions of Electron.
 * @param work an empty folder
 */
export async function packAll(work: string): Promise<Packed> {
  const distributions = join(work, 'electron');
  const output = join(work, 'out');
  mkdirSync(work, { recursive: true });
  writeDistributions(distributions);
  await inTurns(PLATFORMS, 2, (platform) => packUnpacked(platform, distributions, output));
  return { work, output };
}

async function checkOne({ work, output }: Packed, target: Target): Promise<Row> {
  const layout = layoutOf(target, output);
  const { measured, problems } = await inspect(root, target, layout, true);
  const place = join(work, `run-${nameOf(target)}`);
  rmSync(place, { recursive: true, force: true });
  // Printing is tried once, where the driver is our own; elsewhere the page that would be printed is looked at.
  const here = runsHere(target);
  const { did, problem } = await runInside(
    layout,
    place,
    here ? null : ownDriver(),
    here ? findBrowser() : null,
  );
  return {
    name: nameOf(target),
    bytes: sizeOf(layout),
    driver: measured.find(({ file }) => file.endsWith(driverOf(target))),
    did,
    problems: problem === null ? problems : [...problems, problem],
  };
}

/** Looks at every package, and runs what is in it. */
export const checkAll = (packed: Packed): Promise<Row[]> =>
  inTurns(TARGETS, 2, (target) => checkOne(packed, target));

/** The rows as text, one a line, with what is wrong below each. */
export function tableOf(rows: readonly Row[]): string {
  return rows
    .map(({ name, bytes, driver, did, problems }) => {
      const native = driver
        ? `驱动 ${driver.machine}${driver.glibc ? `、glibc ${driver.glibc}、GLIBCXX ${driver.glibcxx ?? '无'}` : ''}`
        : '没有驱动';
      const state = problems.length === 0 ? '✓' : '✗';
      const line = `${state} ${name.padEnd(12)} ${(bytes / 1e6).toFixed(1)} MB  ${native}  ${did.join('，') || '没有运行'}`;
      return [line, ...problems.map((problem) => `    ${problem.replaceAll('\n', '\n    ')}`)].join('\n');
    })
    .join('\n');
}
