import { AppError } from '../../../shared/errors/app-error.ts';
import type { Template } from '../../../shared/template/schema.ts';
import type { Logger } from '../ports.ts';
import type { ReaderProcess } from './reader-process.ts';
import { Desk, type ProcessLimits } from './desk.ts';
import { PROCESS_LIMITS } from '../files/limits.ts';
import type { ReadingTask, ResultOf } from './tasks.ts';

/** Reads foreign files in processes of their own. */
export type Reader = {
  /**
   * Has a task done. Throws AppError: what the reader says of the file; 'too-large' where it takes too much memory or
   * time; 'cancelled', at once, when the signal says so; 'unavailable' where no process can be started. A process that
   * fails is ended whole, and nothing else is touched.
   */
  read<T extends ReadingTask>(task: T, signal?: AbortSignal): Promise<ResultOf<T>>;
  /** Starts a process for a file that will come in a moment. */
  warm(): void;
  /** Ends all processes; what is being read is given up. */
  close(): void;
};

export type ReaderOptions = {
  start: () => ReaderProcess;
  templates: readonly Template[];
  logger: Logger;
  limits?: ProcessLimits;
};

/** A task that waits for a process that is free. */
type Waiting = () => void;

/** Keeps a process warm for the next file, as a folder has many; replaces one that failed; lets it go when it is idle. */
export function createReader(options: ReaderOptions): Reader {
  const { start, templates, logger, limits = PROCESS_LIMITS } = options;
  const desks = new Set<Desk>();
  const waiting = new Set<Waiting>();
  let closed = false;

  const onChange = (): void => {
    for (const desk of desks) if (desk.isGone) desks.delete(desk);
    const [first] = waiting;
    if (!first || closed) return;
    waiting.delete(first);
    first();
  };

  const freeDesk = (): Desk | null => {
    for (const desk of desks) if (!desk.isBusy && !desk.isGone) return desk;
    if (desks.size >= limits.processes) return null;
    const desk = new Desk({ process: start(), templates, limits, logger, onChange });
    desks.add(desk);
    return desk;
  };

  const turn = (signal: AbortSignal | undefined): Promise<void> =>
    new Promise((resolve, reject) => {
      const give = (): void => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        waiting.delete(give);
        reject(new AppError('cancelled', '已取消，没有改动任何内容。'));
      };
      signal?.addEventListener('abort', leave, { once: true });
      waiting.add(give);
    });

  return {
    read: async (task, signal) => {
      for (;;) {
        signal?.throwIfAborted();
        if (closed) throw new AppError('unavailable', '年述正在退出，没有执行。请重新打开。');
        const desk = freeDesk();
        if (desk) return desk.run(task, signal);
        await turn(signal);
      }
    },
    warm: () => {
      if (!closed && desks.size === 0) freeDesk();
    },
    close: () => {
      closed = true;
      for (const desk of desks) desk.end();
      // Whoever waits learns that there is nothing to wait for.
      for (const give of waiting) give();
    },
  };
}
