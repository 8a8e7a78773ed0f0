import { MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';

import { PROCESS_LIMITS } from '../backend/files/limits.ts';
import type { ToBackend } from '../shells/ipc/messages.ts';

export type ReaderHost = {
  start(id: number): void;
  end(id: number): void;
  endAll(): void;
};

/** Runs processes that read foreign files; each talks to the backend over a port of its own. */
export function hostReaders(
  entry: string,
  tell: (message: ToBackend, ports?: MessagePortMain[]) => void,
): ReaderHost {
  const readers = new Map<number, UtilityProcess>();

  const end = (id: number): void => {
    const reader = readers.get(id);
    readers.delete(id);
    if (reader) endNow(reader);
  };

  return {
    start: (id) => {
      const reader = utilityProcess.fork(entry, [], {
        serviceName: '年述读取文件',
        execArgv: [`--max-old-space-size=${PROCESS_LIMITS.heap}`],
        stdio: 'ignore',
      });
      readers.set(id, reader);
      const { port1, port2 } = new MessageChannelMain();
      reader.postMessage(null, [port1]);
      // One that is told to end before it is there is not reached by anything: it ends as soon as it comes.
      reader.once('spawn', () => {
        if (readers.get(id) === reader) tell({ type: 'reader', id, pid: reader.pid }, [port2]);
        else endNow(reader);
      });
      reader.once('exit', (code) => {
        if (readers.delete(id)) tell({ type: 'reader-ended', id, how: `exit ${code}` });
      });
    },
    end,
    endAll: () => {
      for (const id of readers.keys()) end(id);
    },
  };
}

/** `kill` asks; a process that is busy with a file is not asked. */
function endNow(reader: UtilityProcess): void {
  try {
    if (reader.pid !== undefined) process.kill(reader.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
  reader.kill();
}
