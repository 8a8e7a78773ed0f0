import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import type { Notice, NoticeKind } from '../../../../shared/contract/recovery.ts';
import { syncFolder, writeThrough } from './write-through.ts';

const FILE = 'notices.json';

/**
 * What somebody has to be told about the data: it lies beside the database until it has been read, whichever shell
 * came upon it, and whether the database can be opened or not.
 */
export const noticesOf = (dataDir: string): Notice[] => stored(dataDir).filter(({ read }) => !read);

/**
 * What would be found again at the next start: the same backup holds more then, too, the folder lies where it lies, and
 * the machine is the same.
 */
const FOUND_AGAIN: ReadonlySet<NoticeKind> = new Set<NoticeKind>([
  'behind',
  'network',
  'open-to-others',
  'driver',
]);

/** One that was read is kept where the same would only be found again. */
type Stored = Notice & { read?: true };

function stored(dataDir: string): Stored[] {
  const file = join(dataDir, FILE);
  if (!existsSync(file)) return [];
  try {
    const found = JSON.parse(readFileSync(file, 'utf8')) as unknown;
    return Array.isArray(found) ? (found as Stored[]).filter(isNotice) : [];
  } catch {
    // Written whole or not at all: somebody else has been at it. The next check says again what is wrong.
    return [];
  }
}

/** Adds a notice, and has it on the disk, unless it is there; answers with all that are to be read. */
export function addNotice(dataDir: string, notice: Omit<Notice, 'id'>): Notice[] {
  const there = stored(dataDir);
  const isSame = (one: Stored): boolean =>
    one.kind === notice.kind &&
    one.text === notice.text &&
    JSON.stringify(one.lines ?? []) === JSON.stringify(notice.lines ?? []);
  if (!there.some(isSame)) write(dataDir, [...there, { ...notice, id: randomUUID() }]);
  return noticesOf(dataDir);
}

/** Somebody has read it. */
export function markRead(dataDir: string, id: string): Notice[] {
  const there = stored(dataDir);
  write(
    dataDir,
    there.flatMap((one): Stored[] => {
      if (one.id !== id) return [one];
      return FOUND_AGAIN.has(one.kind) ? [{ ...one, read: true }] : [];
    }),
  );
  return noticesOf(dataDir);
}

/** Takes away what is no longer so. */
export function removeNotices(dataDir: string, isDone: (notice: Notice) => boolean): void {
  const there = stored(dataDir);
  const left = there.filter((notice) => !isDone(notice));
  if (left.length < there.length) write(dataDir, left);
}

function write(dataDir: string, notices: readonly Stored[]): void {
  const file = join(dataDir, FILE);
  if (notices.length > 0) writeThrough(file, JSON.stringify(notices, null, 2));
  else if (existsSync(file)) {
    rmSync(file);
    syncFolder(dataDir);
  }
}

export type NoticeStore = {
  list(): Notice[];
  add(notice: Omit<Notice, 'id' | 'at'>): void;
  read(id: string): void;
  /** What is no longer so. */
  remove(isDone: (notice: Notice) => boolean): void;
  /** Hears of every change; one listener. */
  onChange: (notices: Notice[]) => void;
};

export function noticeStore(dataDir: string, now: () => Date): NoticeStore {
  const store: NoticeStore = {
    list: () => noticesOf(dataDir),
    add: (notice) => {
      const before = stored(dataDir).length;
      const all = addNotice(dataDir, { ...notice, at: now().toISOString() });
      if (stored(dataDir).length !== before) store.onChange(all);
    },
    read: (id) => store.onChange(markRead(dataDir, id)),
    remove: (isDone) => {
      const before = stored(dataDir).length;
      removeNotices(dataDir, isDone);
      if (stored(dataDir).length !== before) store.onChange(noticesOf(dataDir));
    },
    onChange: () => {},
  };
  return store;
}

function isNotice(value: unknown): value is Notice {
  const { id, text, kind } = (value ?? {}) as Partial<Notice>;
  return typeof id === 'string' && typeof text === 'string' && typeof kind === 'string';
}
