import type { WireEvent, WireReply } from '../../shared/contract/methods.ts';
import { BRIDGE_MESSAGES, type DesktopBridge } from './bridge.ts';
import { createLineClient, type LineClient, type LineSink } from './line-client.ts';

/** The part of a MessagePort that is used. */
export type Port = {
  postMessage(message: unknown): void;
  addEventListener(type: string, listener: (event: Event) => void): void;
  start(): void;
  close(): void;
};

/** What the shell tells about the backend. */
export type PortEvents = {
  port(port: Port): void;
  lost(): void;
  gone(): void;
};

/**
 * Client over message ports.
 * @param hear is given what to call as things happen
 * @param ask asks the shell for a port
 */
export function connectPorts(hear: (events: PortEvents) => void, ask: () => void): LineClient {
  return createLineClient((sink) => {
    hear(followPorts(sink, ask));
    ask();
  });
}

function followPorts(sink: LineSink, ask: () => void): PortEvents {
  let current: Port | null = null;
  const lose = (): void => {
    if (!current) return;
    current.close();
    current = null;
    sink.lost();
  };
  return {
    port: (port) => {
      lose();
      current = port;
      port.addEventListener('message', (event) => {
        sink.message((event as MessageEvent<WireReply | WireEvent>).data);
      });
      // The other end is gone. The shell says so too; whichever comes first counts.
      port.addEventListener('close', () => {
        if (current !== port) return;
        lose();
        ask();
      });
      port.start();
      sink.online({ send: (message) => port.postMessage(message) });
    },
    lost: () => {
      if (!current) return;
      lose();
      ask();
    },
    gone: () => {
      lose();
      sink.gone();
    },
  };
}

/** Whether the window may close: once everything is saved, or somebody has decided what becomes of it. */
export type MayClose = () => boolean | Promise<boolean>;

/** Client of the page inside the desktop program. */
export function connectToDesktop(bridge: DesktopBridge, mayClose: MayClose): LineClient {
  const client = connectPorts(
    (events) => {
      window.addEventListener('message', (event) => {
        // The preload runs in this very window; anything else has no business here.
        if (event.source !== window) return;
        const port = event.ports[0];
        if (event.data === BRIDGE_MESSAGES.port && port) events.port(port);
        if (event.data === BRIDGE_MESSAGES.lost) events.lost();
        if (event.data === BRIDGE_MESSAGES.gone) events.gone();
        if (event.data === BRIDGE_MESSAGES.closing) void prepareToClose(client, bridge, mayClose);
      });
    },
    () => bridge.connect(),
  );
  return client;
}

/** Milliseconds after which somebody is being asked, or the disk is slow: then nobody may close the window meanwhile. */
const PROMPT = 1000;
/** Milliseconds that other calls get to end. */
const LONGEST_CALLS = 3000;

/**
 * Has the page save what it holds, as if it were being left. The window closes only when that has succeeded or somebody
 * has decided, and when no other call is under way any more.
 */
export async function prepareToClose(
  client: Pick<LineClient, 'settled'>,
  bridge: Pick<DesktopBridge, 'readyToClose' | 'stayOpen' | 'closingTakesLong'>,
  mayClose: MayClose,
): Promise<void> {
  const slow = setTimeout(() => bridge.closingTakesLong(), PROMPT);
  try {
    if (await mayClose()) {
      // What is still under way is no text; a backend that is gone would never answer it.
      await Promise.race([client.settled(), new Promise((resolve) => setTimeout(resolve, LONGEST_CALLS))]);
      bridge.readyToClose();
    } else {
      bridge.stayOpen();
    }
  } catch {
    bridge.stayOpen();
  } finally {
    clearTimeout(slow);
  }
}
