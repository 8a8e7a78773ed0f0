import {
  MessageChannelMain,
  utilityProcess,
  type MessagePortMain,
  type UtilityProcess,
  type WebContents,
} from 'electron';

import { toWireError } from '../../shared/errors/app-error.ts';
import type { Logger } from '../backend/ports.ts';
import type { FromBackend, StartOptions, Task, TaskResult, ToBackend } from '../shells/ipc/messages.ts';
import { CHANNELS } from './channels.ts';
import type { PdfService } from './pdf.ts';
import { hostReaders } from './reader-host.ts';

/** A backend that stops this often within a minute is not started again. */
const MAX_CRASHES = 3;
const CRASH_WINDOW_MS = 60_000;
/** Time for the backend to finish and close its database. */
const CLOSE_DEADLINE_MS = 8000;

export type BackendHost = {
  /** Gives the page a port to the backend. */
  connect(contents: WebContents): void;
  /** Has the backend finish and end. */
  close(): Promise<void>;
};

/** `entry` and `readerEntry`: the code of the backend's process and of those that read foreign files for it. */
export type HostOptions = StartOptions & {
  entry: string;
  readerEntry: string;
  pdf: PdfService;
  logger: Logger;
  now?: () => number;
};

const post = (to: UtilityProcess, message: ToBackend, ports: MessagePortMain[] = []): void => {
  to.postMessage(message, ports);
};

/** Runs the backend in a process of its own, and starts it again when it crashes. */
export function hostBackend({
  entry,
  readerEntry,
  pdf,
  logger,
  now = Date.now,
  ...options
}: HostOptions): BackendHost {
  const windows = new Set<WebContents>();
  const tasks = new Map<number, AbortController>();
  let crashes: number[] = [];
  let child: UtilityProcess | null = null;
  let closing: (() => void) | null = null;

  const readers = hostReaders(readerEntry, logger, (message, ports) => {
    if (child) post(child, message, ports);
  });

  const tell = (channel: string): void => {
    for (const contents of windows) if (!contents.isDestroyed()) contents.send(channel);
  };

  const perform = async (task: Task, signal: AbortSignal): Promise<TaskResult> =>
    task.kind === 'print'
      ? { kind: 'print', bytes: await pdf.print(task.html, signal) }
      : { kind: 'fonts', families: await pdf.installedFonts(task.families) };

  const work = async (from: UtilityProcess, id: number, task: Task): Promise<void> => {
    const controller = new AbortController();
    tasks.set(id, controller);
    let answer: ToBackend;
    try {
      answer = { type: 'done', id, result: await perform(task, controller.signal) };
    } catch (error) {
      answer = { type: 'failed', id, error: toWireError(error) };
    }
    tasks.delete(id);
    if (child === from) post(from, answer);
  };

  const start = (): void => {
    const started = utilityProcess.fork(entry, [], { serviceName: '年述后台' });
    child = started;
    started.on('message', (message: FromBackend) => {
      if (message.type === 'task') void work(started, message.id, message.task);
      else if (message.type === 'start-reader') readers.start(message.id);
      else if (message.type === 'end-reader') readers.end(message.id);
      else tasks.get(message.id)?.abort();
    });
    // V8 can't go on, mostly for want of memory. The end follows; without a listener this would end main instead. What it
    // reports holds the environment and more: where it happened is enough.
    started.on('error', (type, location) => logger.error('the backend failed', { type, location }));
    started.once('exit', (code) => {
      if (!closing || code !== 0) logger.error('the backend has ended', { code, closing: closing !== null });
      child = null;
      readers.endAll();
      for (const controller of tasks.values()) controller.abort();
      tasks.clear();
      if (closing) {
        closing();
        return;
      }
      crashes = [...crashes.filter((at) => now() - at < CRASH_WINDOW_MS), now()];
      if (crashes.length <= MAX_CRASHES) start();
      tell(child ? CHANNELS.lost : CHANNELS.gone);
    });
    post(started, { type: 'start', ...options });
  };

  start();
  return {
    connect: (contents) => {
      if (!windows.has(contents)) {
        windows.add(contents);
        contents.once('destroyed', () => windows.delete(contents));
      }
      if (!child) {
        contents.send(CHANNELS.gone);
        return;
      }
      const { port1, port2 } = new MessageChannelMain();
      post(child, { type: 'connect' }, [port1]);
      contents.postMessage(CHANNELS.port, null, [port2]);
    },
    close: () =>
      new Promise((resolve) => {
        const running = child;
        if (!running) {
          resolve();
          return;
        }
        // One that never came to life can't be killed, and will not say that it has ended.
        const timer = setTimeout(() => {
          if (!running.kill()) resolve();
        }, CLOSE_DEADLINE_MS);
        closing = () => {
          clearTimeout(timer);
          resolve();
        };
        post(running, { type: 'close' });
      }),
  };
}
