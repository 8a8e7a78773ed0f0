import { startGuard } from '../../backend/reading/guard.ts';
import type { ToReader } from '../../backend/reading/messages.ts';
import { serveReading } from '../../backend/reading/serve.ts';
import type { ServicePort } from './serve-port.ts';

type ParentPort = {
  once(event: 'message', listener: (event: { ports: ServicePort[] }) => void): unknown;
};

// Electron gives this port to a utility process; outside of one there is none.
const parent = (process as unknown as { parentPort?: ParentPort }).parentPort;
if (!parent) throw new Error('reader.ts runs in a utility process of the desktop program only');

parent.once('message', ({ ports: [port] }) => {
  if (!port) return;
  serveReading({
    send: (message) => port.postMessage(message),
    onMessage: (listener) => port.on('message', ({ data }) => listener(data as ToReader)),
  });
  port.start();
});
startGuard();
