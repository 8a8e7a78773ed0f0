import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { apply, type DataStep, type Entry, type Inode, type Journal, type NameStep } from './journal.ts';
import type { Draw } from '../draw.ts';

/** What the disk makes of names that nobody has waited for. */
export type Names =
  /** They come to the disk in the order in which they were made, as in a file system with a journal. */
  | 'in-order'
  /** Each comes or not, whatever becomes of the others; only the same name's changes keep their order. */
  | 'any';

/** What lies on a disk: files with their bytes, and folders (null), by path. */
export type Disk = Map<string, Buffer | null>;

/** Writes of a file of which there are few. */
const SELDOM = 8;

/** The smallest piece that a disk writes whole. */
const SECTOR = 512;

/**
 * Places at which the power may fail: between any two things that happen to files, or are said (`all`); where names or
 * lengths change or somebody waits for the disk (`some`); where something gets its name for good, or a file is written
 * to that seldom is (`few`).
 */
export function placesOf({ names, inodes, said }: Journal): Record<'all' | 'some' | 'few', number[]> {
  const few = new Set<number>();
  const some = new Set<number>();
  const all = new Set<number>();
  for (const step of names) {
    add(some, step);
    if (step.entries.length > 1 || step.entries.some(({ to }) => to?.isFolder)) add(few, step);
  }
  for (const { isFolder, steps, syncs } of inodes) {
    const place = steps.length <= SELDOM ? few : all;
    for (const step of steps) add('size' in step ? some : place, step);
    for (const sync of syncs) add(isFolder ? few : some, sync);
  }
  for (const { at } of said) add(all, { start: at, end: at });
  for (const place of few) some.add(place);
  for (const place of some) all.add(place);
  return { all: sorted(all), some: sorted(some), few: sorted(few) };
}

function add(into: Set<number>, { start, end }: { start: number; end: number }): void {
  for (const place of [start - 0.5, start + 0.5, end + 0.5]) into.add(place);
}

const sorted = (set: Set<number>): number[] => [...set].sort((a, b) => a - b);

/**
 * A disk as the power cut at this place may leave it. What was written to a file before the last wait for it is there.
 * Of what was written since, any part may be: whole writes, some of their sectors, none; the length may be the old one,
 * or have come before the bytes, which are zeros then.
 */
export function diskAfter(journal: Journal, place: number, names: Names, draw: Draw): Disk {
  const disk: Disk = new Map();
  const tree = new Map<Inode, Map<string, Inode>>();
  const set = ({ folder, name, to }: Entry): void => {
    const entries = tree.get(folder) ?? new Map<string, Inode>();
    tree.set(folder, entries);
    if (to) entries.set(name, to);
    else entries.delete(name);
  };
  journal.first.forEach(set);
  for (const step of namesAfter(journal, place, names, draw)) step.entries.forEach(set);
  const contents = new Map<Inode, Buffer>();
  const walk = (folder: Inode, path: string): void => {
    for (const [name, inode] of tree.get(folder) ?? []) {
      const here = join(path, name);
      if (inode.isFolder) {
        disk.set(here, null);
        walk(inode, here);
        continue;
      }
      // Two names of one file lead to the same bytes.
      const bytes = contents.get(inode) ?? bytesAfter(inode, place, draw);
      contents.set(inode, bytes);
      disk.set(here, bytes);
    }
  };
  walk(journal.root, '');
  return disk;
}

/** Puts a disk into a folder. The index of SQLite's log is left out: it is made anew. */
export function layOut(disk: Disk, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [path, bytes] of disk) {
    if (bytes === null) mkdirSync(join(folder, path), { recursive: true, mode: 0o700 });
    else if (!path.endsWith('-shm')) writeFileSync(join(folder, path), bytes, { mode: 0o600 });
  }
}

/** Steps that had come to their ends before the last wait for this file or folder that itself came to its end. */
function isKept(step: { end: number }, { syncs }: Inode, place: number): boolean {
  return syncs.some(({ start, end }) => end < place && step.end < start);
}

function namesAfter({ names }: Journal, place: number, how: Names, draw: Draw): NameStep[] {
  const begun = names.filter(({ start }) => start < place);
  // A name is there for good when the folder that has it has been waited for.
  const kept = begun.map((step) =>
    step.entries.some(({ folder, to }) => (to || step.entries.length === 1) && isKept(step, folder, place)),
  );
  if (how === 'in-order') {
    const sure = kept.lastIndexOf(true) + 1;
    return begun.slice(0, draw.chance(0.3) ? begun.length : sure + draw.below(begun.length - sure + 1));
  }
  const group = groupsOf(begun);
  const until = new Map<number, number>();
  for (const one of new Set(group)) {
    const members = begun.flatMap((_, at) => (group[at] === one ? [at] : []));
    const sure = members.findLastIndex((at) => kept[at]) + 1;
    until.set(one, members[sure + draw.below(members.length - sure + 1) - 1] ?? -1);
  }
  return begun.filter((_, at) => at <= (until.get(group[at] ?? 0) ?? -1));
}

/** Which steps have to do with each other, because they change the same name: a number a step. */
function groupsOf(steps: readonly NameStep[]): number[] {
  const group = steps.map((_, at) => at);
  const last = new Map<string, number>();
  for (const [at, { entries }] of steps.entries()) {
    for (const { folder, name } of entries) {
      const key = `${folder.number}/${name}`;
      const other = last.get(key);
      last.set(key, at);
      if (other === undefined) continue;
      const [from, to] = [group[other], group[at]];
      for (const [one, number] of group.entries()) if (number === from) group[one] = to ?? at;
    }
  }
  return group;
}

function bytesAfter(inode: Inode, place: number, draw: Draw): Buffer {
  const begun = inode.steps.filter(({ start }) => start < place);
  const isSure = begun.map((step) => isKept(step, inode, place));
  const sure = begun.filter((_, at) => isSure[at]);
  const waiting = begun.length - sure.length;
  if (waiting === 0) return apply(inode.first, sure);
  const come = someOf(begun, isSure, draw);
  const bytes = apply(inode.first, come);
  return withLength(bytes, apply(inode.first, sure).length, apply(inode.first, begun).length, draw);
}

/** What is sure, and some of what is not. */
function someOf(begun: readonly DataStep[], isSure: readonly boolean[], draw: Draw): DataStep[] {
  const how = draw.pick(['none', 'all', 'first', 'any', 'any', 'sectors'] as const);
  const waiting = isSure.filter((one) => !one).length;
  const first = draw.below(waiting + 1);
  const likelihood = draw.fraction();
  let seen = 0;
  return begun.flatMap((step, at): DataStep[] => {
    if (isSure[at]) return [step];
    seen += 1;
    if (how === 'none' || (how === 'first' && seen > first + 1)) return [];
    if (how === 'all' || (how === 'first' && seen <= first)) return [step];
    if (how === 'any' && draw.chance(0.8)) return draw.chance(likelihood) ? [step] : [];
    return torn(step, draw);
  });
}

/** Some sectors of a write. */
function torn(step: DataStep, draw: Draw): DataStep[] {
  if ('size' in step) return draw.chance(0.5) ? [step] : [];
  const pieces: DataStep[] = [];
  const likelihood = draw.fraction();
  const { start, end, at, bytes } = step;
  const cut = draw.chance(0.3) ? at + draw.below(bytes.length + 1) : Infinity;
  for (let from = at; from < at + bytes.length;) {
    const to = Math.min(at + bytes.length, (Math.floor(from / SECTOR) + 1) * SECTOR);
    if (cut === Infinity ? draw.chance(likelihood) : to <= cut)
      pieces.push({ start, end, at: from, bytes: bytes.subarray(from - at, to - at) });
    from = to;
  }
  return pieces;
}

/** The length comes to the disk by a way of its own. */
function withLength(bytes: Buffer, sure: number, last: number, draw: Draw): Buffer {
  const how = draw.below(4);
  if (how === 0 && bytes.length > sure) return bytes.subarray(0, sure);
  if (how === 1 && bytes.length < last) return Buffer.concat([bytes, Buffer.alloc(last - bytes.length)]);
  return bytes;
}
