import type { Logger } from '../../backend/ports.ts';
import type { Backend } from '../../backend/service/registry.ts';
import { serveConnection, type Served } from '../wire.ts';

/** The part of Electron's MessagePortMain that is used. */
export type ServicePort = {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  postMessage(message: unknown): void;
};

/** Serves one window over its port. */
export function servePort(backend: Backend, port: ServicePort, logger: Logger): Served {
  const served = serveConnection(
    backend,
    {
      send: (message) => port.postMessage(message),
      onMessage: (listener) => {
        port.on('message', (event) => listener(event.data));
      },
      onClose: (listener) => {
        port.on('close', listener);
      },
    },
    logger,
  );
  port.start();
  return served;
}
