import { readFile, rm, stat } from 'node:fs/promises';

import { AppError } from '../../../../shared/errors/app-error.ts';

/** Milliseconds after which a disk counts as one that doesn't answer: a stick that sleeps takes two or three seconds. */
const PATIENCE = 5000;

type Question = { answer: Promise<unknown>; late: boolean };

/** What is being asked of other disks, by what it is about. */
const open = new Map<string, Question>();

/**
 * Asks something of a file on another disk; null where nothing comes back in time, as from a network drive whose
 * server is gone. The thread that serves the windows never waits for such a disk. Whoever asks the same meanwhile gets
 * the same answer; once it is late no second question is put, as each would take a thread away from everything else
 * that waits for files.
 */
async function ask<T>(key: string, question: () => Promise<T>, patience: number): Promise<T | null> {
  const asked = open.get(key) ?? { answer: question(), late: false };
  if (asked.late) return null;
  if (!open.has(key)) {
    open.set(key, asked);
    const done = (): void => void open.delete(key);
    asked.answer.finally(done).catch(() => undefined);
  }
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<null>((resolve) => {
    timer = setTimeout(() => {
      asked.late = true;
      resolve(null);
    }, patience);
  });
  try {
    return await Promise.race([asked.answer as Promise<T>, silence]);
  } finally {
    clearTimeout(timer);
  }
}

/** A small text file; null where it isn't there, can't be read, or its disk doesn't answer. */
export const readOn = (file: string, patience = PATIENCE): Promise<string | null> =>
  ask(`read ${file}`, () => readFile(file, 'utf8').catch(() => ''), patience).then((text) => text || null);

/** Whether there is something. Throws AppError('unavailable') where the disk doesn't answer. */
export async function existsOn(file: string, patience = PATIENCE): Promise<boolean> {
  const there = await ask(
    `exists ${file}`,
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
  const removed = await ask(`remove ${file}`, () => rm(file, { force: true }).then(() => true), patience);
  if (removed === null) throw noAnswer(file);
}

const noAnswer = (file: string): AppError =>
  new AppError('unavailable', `这个盘没有回应，什么也没有改动：${file}。请检查U盘或网络，再试一次。`);
