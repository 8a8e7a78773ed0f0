import type { WireEvent, WireReply } from '../../shared/contract/methods.ts';
import { PORT_MESSAGE, type DesktopBridge } from './bridge.ts';
import type { Client } from './client.ts';
import { createLineClient, type LineSink } from './line-client.ts';

/** The part of a MessagePort that is used. */
export type Port = Pick<MessagePort, 'postMessage' | 'addEventListener' | 'start' | 'close'>;

/**
 * Client over message ports.
 * @param onPort hears each port as it arrives; null means that the backend is gone for good
 * @param ask asks for a port
 */
export function connectPorts(
  onPort: (listener: (port: Port | null) => void) => void,
  ask: () => void,
): Client {
  return createLineClient((sink) => {
    follow(sink, onPort, ask);
  });
}

function follow(
  sink: LineSink,
  onPort: (listener: (port: Port | null) => void) => void,
  ask: () => void,
): void {
  let current: Port | null = null;
  onPort((port) => {
    // A new port means that the old line is dead, also where its end was not noticed.
    if (current) sink.lost();
    current?.close();
    current = port;
    if (!port) {
      sink.gone();
      return;
    }
    port.addEventListener('message', (event) => {
      sink.message((event as MessageEvent<WireReply | WireEvent>).data);
    });
    port.addEventListener('close', () => {
      if (current !== port) return;
      current = null;
      sink.lost();
      ask();
    });
    port.start();
    sink.online({ send: (message) => port.postMessage(message) });
  });
  ask();
}

/** Client of the page inside the desktop program. */
export function connectToDesktop(bridge: DesktopBridge): Client {
  return connectPorts(
    (listener) => {
      window.addEventListener('message', (event) => {
        // The preload runs in this very window; anything else has no business here.
        if (event.source !== window || event.data !== PORT_MESSAGE) return;
        listener(event.ports[0] ?? null);
      });
    },
    () => bridge.connect(),
  );
}
