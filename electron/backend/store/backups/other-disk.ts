import { readFile, rm, stat } from 'node:fs/promises';

import { AppError } from '../../../../shared/errors/app-error.ts';

/** Milliseconds after which a disk counts as one that doesn't answer: a stick that sleeps takes two or three seconds. */
const PATIENCE = 5000;

/** What is still being asked of a disk that did not answer in time. */
const open = new Map<string, Promise<unknown>>();

/**
 * Asks something of a file on another disk; null where nothing comes back in time, as from a network drive whose
 * server is gone. The thread that serves the windows never waits for such a disk, and as long as one question is
 * open no second one is put: each would take a thread away from everything else that waits for files.
 */
async function ask<T>(file: string, question: () => Promise<T>, patience: number): Promise<T | null> {
  if (open.has(file)) return null;
  const answer = question();
  open.set(file, answer);
  const settled = answer.finally(() => open.delete(file));
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patience);
  });
  try {
    return await Promise.race([settled, late]);
  } finally {
    clearTimeout(timer);
    // Where nobody waits any more, a late error is nobody's.
    settled.catch(() => undefined);
  }
}

/** A small text file; null where it isn't there, can't be read, or its disk doesn't answer. */
export const readOn = (file: string, patience = PATIENCE): Promise<string | null> =>
  ask(file, () => readFile(file, 'utf8').catch(() => ''), patience).then((text) => text || null);

/** Whether there is something. Throws AppError('unavailable') where the disk doesn't answer. */
export async function existsOn(file: string, patience = PATIENCE): Promise<boolean> {
  const there = await ask(
    file,
    () =>
      stat(file).then(
        () => true,
        () => false,
      ),
    patience,
  );
  if (there === null) throw noAnswer(file);
  return there;
}

/** Removes a file. Throws what the file system says; AppError('unavailable') where the disk doesn't answer. */
export async function removeOn(file: string, patience = PATIENCE): Promise<void> {
  const removed = await ask(file, () => rm(file, { force: true }).then(() => true), patience);
  if (removed === null) throw noAnswer(file);
}

const noAnswer = (file: string): AppError =>
  new AppError('unavailable', `这个盘没有回应，什么也没有改动：${file}。请检查U盘或网络，再试一次。`);
