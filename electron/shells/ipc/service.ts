import type { Logger } from '../../backend/ports.ts';
import type { Ports } from '../../backend/service/ports.ts';
import type { Backend } from '../../backend/service/registry.ts';
import { failedBackend, type Served } from '../wire.ts';
import type { FromBackend, StartOptions, ToBackend } from './messages.ts';
import { createRemotePrinter } from './remote-printer.ts';
import { createRemoteReaders } from './remote-readers.ts';
import { servePort, type ServicePort } from './serve-port.ts';

/** The part of Electron's `process.parentPort` that is used. */
export type ParentPort = {
  on(event: 'message', listener: (event: { data: unknown; ports: ServicePort[] }) => void): unknown;
  postMessage(message: FromBackend): void;
};

export type ServiceOptions = {
  parent: ParentPort;
  createBackend: (ports: Ports) => Backend | Promise<Backend>;
  createLogger: (dataDir: string) => Logger;
  exit: () => void;
};

type Running = { backend: Backend; logger: Logger; served: Set<Served> };

/** The backend's process in the desktop program: starts the backend when told to, and serves each window. */
export function runService({ parent, createBackend, createLogger, exit }: ServiceOptions): void {
  const send = (message: FromBackend): void => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, not a window
    parent.postMessage(message);
  };
  const printer = createRemotePrinter(send);
  const readers = createRemoteReaders(send);
  let running: Promise<Running> | null = null;

  const start = async (options: StartOptions): Promise<Running> => {
    const logger = createLogger(options.dataDir);
    const served = new Set<Served>();
    try {
      const backend = await createBackend({
        ...options,
        shell: 'desktop',
        now: () => new Date(),
        logger,
        printer,
        startReader: readers.start,
      });
      return { backend, logger, served };
    } catch (error) {
      // The window opens all the same and says what is wrong.
      logger.error('backend did not start', { error });
      return { backend: failedBackend(error), logger, served };
    }
  };

  const connect = async (port: ServicePort): Promise<void> => {
    const now = await running;
    if (!now) return;
    const one = servePort(now.backend, port, now.logger);
    now.served.add(one);
    port.on('close', () => void one.idle().then(() => now.served.delete(one)));
  };

  const close = async (): Promise<void> => {
    const now = await running;
    if (now) {
      await Promise.all([...now.served].map((one) => one.idle()));
      await now.backend.close();
    }
    exit();
  };

  parent.on('message', ({ data, ports }) => {
    // Only main holds the other end of this port.
    const message = data as ToBackend;
    if (message.type === 'start') {
      const { dataDir, resourcesDir, version, commandLine } = message;
      running ??= start({ dataDir, resourcesDir, version, commandLine });
    }
    if (message.type === 'connect' && ports[0]) void connect(ports[0]);
    if (message.type === 'close') void close();
    printer.hear(message);
    readers.hear(message, ports);
  });
}
