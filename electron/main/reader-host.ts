import { MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';

import { PROCESS_LIMITS } from '../backend/files/limits.ts';
import type { FromReader } from '../backend/reading/messages.ts';
import type { ReaderProcess } from '../backend/reading/reader-process.ts';
import type { Logger } from '../backend/ports.ts';
import type { ToBackend } from '../shells/ipc/messages.ts';

export type ReaderHost = {
  start(id: number): void;
  end(id: number): void;
  endAll(): void;
};

/** A process that reads foreign files, and the port to it. */
function fork(entry: string): { reader: UtilityProcess; port: MessagePortMain } {
  const reader = utilityProcess.fork(entry, [], {
    serviceName: '年述读取文件',
    execArgv: [`--max-old-space-size=${PROCESS_LIMITS.heap}`],
    stdio: 'ignore',
  });
  const { port1, port2 } = new MessageChannelMain();
  reader.postMessage(null, [port1]);
  return { reader, port: port2 };
}

/** A process that reads foreign files for a backend that runs in main itself: the command line's. */
export function startReader(entry: string): ReaderProcess {
  const { reader, port } = fork(entry);
  return {
    pid: () => reader.pid,
    send: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', ({ data }) => listener(data as FromReader));
      port.start();
    },
    onExit: (listener) => void reader.once('exit', (code) => listener(`exit ${code}`)),
    kill: () => {
      if (reader.pid === undefined) reader.once('spawn', () => endNow(reader));
      else endNow(reader);
    },
    // Main ends when it says so.
    hold: () => {},
  };
}

/** Runs processes that read foreign files; each talks to the backend over a port of its own. */
export function hostReaders(
  entry: string,
  logger: Logger,
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
      const { reader, port } = fork(entry);
      readers.set(id, reader);
      // One that is told to end before it is there is not reached by anything: it ends as soon as it comes.
      reader.once('spawn', () => {
        if (readers.get(id) === reader) tell({ type: 'reader', id, pid: reader.pid }, [port]);
        else endNow(reader);
      });
      // Out of memory over a file; the end follows. Without a listener this would end main instead.
      reader.on('error', (type, location) => logger.error('a reader failed', { type, location }));
      reader.once('exit', (code) => {
        if (code !== 0) logger.warn('a reader has ended', { code });
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
