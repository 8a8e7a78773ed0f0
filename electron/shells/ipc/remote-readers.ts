import type { ReaderProcess } from '../../backend/reading/reader-process.ts';
import type { FromReader, ToReader } from '../../backend/reading/messages.ts';
import type { FromBackend, ToBackend } from './messages.ts';
import type { ServicePort } from './serve-port.ts';

export type RemoteReaders = {
  /** Has main start a process: only main can, and this one may well have no Node to start one with. */
  start: () => ReaderProcess;
  /** Hears main's answers. */
  hear(message: ToBackend, ports: readonly ServicePort[]): void;
};

type Remote = {
  pid: number | undefined;
  port: ServicePort | null;
  /** What was said before main's answer came. */
  early: ToReader[];
  onMessage: (message: FromReader) => void;
  onExit: (how: string) => void;
};

/** Processes that read foreign files, started and ended by main, each with a port of its own. */
export function createRemoteReaders(send: (message: FromBackend) => void): RemoteReaders {
  const remotes = new Map<number, Remote>();
  let last = 0;

  return {
    start: () => {
      last += 1;
      const id = last;
      const remote: Remote = { pid: undefined, port: null, early: [], onMessage: () => {}, onExit: () => {} };
      remotes.set(id, remote);
      send({ type: 'start-reader', id });
      return {
        pid: () => remote.pid,
        send: (message) => {
          // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, not a window
          if (remote.port) remote.port.postMessage(message);
          else remote.early.push(message);
        },
        onMessage: (listener) => (remote.onMessage = listener),
        onExit: (listener) => (remote.onExit = listener),
        kill: () => {
          if (remotes.delete(id)) send({ type: 'end-reader', id });
        },
        // This process ends when main says so.
        hold: () => {},
      };
    },

    hear: (message, [port]) => {
      if (message.type !== 'reader' && message.type !== 'reader-ended') return;
      const remote = remotes.get(message.id);
      if (!remote) return;
      if (message.type === 'reader-ended') {
        remotes.delete(message.id);
        remote.onExit(message.how);
        return;
      }
      if (!port) return;
      remote.pid = message.pid;
      remote.port = port;
      port.on('message', ({ data }) => remote.onMessage(data as FromReader));
      port.start();
      for (const said of remote.early) port.postMessage(said);
      remote.early = [];
    },
  };
}
