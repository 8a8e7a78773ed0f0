import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { diskAfter, layOut, placesOf, type Names } from './cut.ts';
import { deskAt } from './desk.ts';
import { judge, toldAt } from './judge.ts';
import { journalOf, takeDown, type Inode, type Journal } from './journal.ts';
import { Draw } from '../draw.ts';
import { SCENES, type Kind, type Scene } from './scenes.ts';
import { traced } from './strace.ts';

/** A power cut after which something was wrong, with what it takes to make it again. */
export type Failure = {
  kind: Kind;
  seed: number;
  cut: number;
  place: number;
  names: Names;
  problems: string[];
};

const WORK = fileURLToPath(new URL('work.ts', import.meta.url));

/** In memory where there is room: the power fails on paper only, and nobody need wait for a disk. */
function roomy(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize > 2e9 ? '/dev/shm' : tmpdir();
  } catch {
    return tmpdir();
  }
}

const newFolder = (): string => mkdtempSync(join(roomy(), 'nianshu-power-'));

/** Works through a scene once, watched, and answers with all that came to the disk. */
export async function recorded(kind: Kind, seed: number): Promise<Journal> {
  const root = newFolder();
  try {
    const desk = deskAt(root, seed, async (_, work) => void (await work()));
    const scene: Scene = SCENES[kind];
    await scene.prepare?.(desk);
    const before = takeDown(root);
    return journalOf(before, await traced(WORK, [kind, root, String(seed)]));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** The same run of a program that does not wait for some files or folders; `path` is as it was when they were opened. */
export function without(journal: Journal, isLeftOut: (path: string, inode: Inode) => boolean): Journal {
  const copies = new Map<Inode, Inode>();
  const copy = (inode: Inode): Inode => {
    const known = copies.get(inode);
    if (known) return known;
    const one = { ...inode, syncs: inode.syncs.filter(({ path }) => !isLeftOut(path, inode)) };
    copies.set(inode, one);
    return one;
  };
  const entries = (list: Journal['first']): Journal['first'] =>
    list.map(({ folder, name, to }) => ({ folder: copy(folder), name, to: to && copy(to) }));
  return {
    root: copy(journal.root),
    first: entries(journal.first),
    names: journal.names.map((step) => ({ ...step, entries: entries(step.entries) })),
    inodes: journal.inodes.map(copy),
    said: journal.said,
  };
}

/**
 * Cuts the power at places that are drawn, and answers with each cut after which something is wrong.
 * @param enough ends after so many of them
 */
export async function cutAgain(
  kind: Kind,
  journal: Journal,
  seed: number,
  count: number,
  enough = Infinity,
): Promise<Failure[]> {
  const places = Object.values(placesOf(journal)).filter((list) => list.length > 0);
  const failures: Failure[] = [];
  for (let cut = 0; cut < count && failures.length < enough; cut += 1) {
    const draw = new Draw(seed * 7919 + cut);
    const place = draw.pick(draw.pick(places));
    const names: Names = draw.chance(0.5) ? 'in-order' : 'any';
    const root = newFolder();
    try {
      layOut(diskAfter(journal, place, names, draw), root);
      const problems = await judge(kind, root, toldAt(kind, journal.said, place), draw);
      if (problems.length > 0) failures.push({ kind, seed, cut, place, names, problems });
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  }
  return failures;
}
