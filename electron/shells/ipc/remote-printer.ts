import { AppError, fromWireError } from '../../../shared/errors/app-error.ts';
import type { PdfPrinter } from '../../backend/ports.ts';
import type { FromBackend, Task, TaskResult, ToBackend } from './messages.ts';

type Waiting = { resolve: (result: TaskResult) => void; reject: (error: unknown) => void };

export type RemotePrinter = PdfPrinter & {
  /** Hears main's answers. */
  hear(message: ToBackend): void;
};

/** A printer that asks main: only main has windows. */
export function createRemotePrinter(send: (message: FromBackend) => void): RemotePrinter {
  const waiting = new Map<number, Waiting>();
  let last = 0;

  const ask = (task: Task, signal?: AbortSignal): Promise<TaskResult> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(new AppError('cancelled', '已取消。'));
        return;
      }
      last += 1;
      const id = last;
      waiting.set(id, { resolve, reject });
      signal?.addEventListener('abort', () => {
        if (!waiting.delete(id)) return;
        send({ type: 'cancel', id });
        reject(new AppError('cancelled', '已取消。'));
      });
      send({ type: 'task', id, task });
    });

  return {
    hear: (message) => {
      if (message.type !== 'done' && message.type !== 'failed') return;
      const entry = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.type === 'done') entry?.resolve(message.result);
      else entry?.reject(fromWireError(message.error));
    },
    print: async ({ html, signal }) => {
      const result = await ask({ kind: 'print', html }, signal);
      if (result.kind !== 'print') throw new TypeError('main answered another question');
      return result.bytes;
    },
    installedFonts: async (families) => {
      const result = await ask({ kind: 'fonts', families: [...families] });
      if (result.kind !== 'fonts') throw new TypeError('main answered another question');
      return result.families;
    },
    close: () => Promise.resolve(),
  };
}
