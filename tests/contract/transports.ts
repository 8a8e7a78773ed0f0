import { once } from 'node:events';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, type MessagePort as NodePort } from 'node:worker_threads';

import { WebSocket as NodeWebSocket } from 'ws';

import type { Logger } from '../../electron/backend/ports.ts';
import type { Backend } from '../../electron/backend/service/registry.ts';
import { servePort, type ServicePort } from '../../electron/shells/ipc/serve-port.ts';
import { startLoopback, type Loopback } from '../../electron/shells/loopback/server.ts';
import type { Client } from '../../renderer/client/client.ts';
import { connectPorts, type Port } from '../../renderer/client/ipc.ts';
import { connectWebSocket } from '../../renderer/client/ws.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { WIRE_PROTOCOL } from '../../shared/contract/page-key.ts';

export type Connected = {
  client: Client;
  /** Breaks the line as a crash would; null where there is no line. */
  cut: (() => void) | null;
  close(): Promise<void>;
};

/** A way from a page to a backend. */
export type Transport = { name: string; connect(backend: Backend): Promise<Connected> };

/** Logger that keeps what it is told. */
export function memoryLogger(): Logger & { lines: string[] } {
  const lines: string[] = [];
  const keep =
    (level: string) =>
    (message: string): void => {
      lines.push(`${level} ${message}`);
    };
  return { lines, info: keep('info'), warn: keep('warn'), error: keep('error') };
}

/** The backend itself, behind the page's interface. */
const direct: Transport = {
  name: 'direct',
  connect: (backend) => {
    const client: Client = {
      call: (method, params, { signal, onProgress } = {}) =>
        backend.call(method, params, {
          ...(signal ? { signal } : {}),
          progress: (done, total, text) => onProgress?.({ token: '', done, total, text }),
        }),
      on: (event, listener) =>
        backend.listen((name, data) => {
          if ((name as string) === event) listener(data as never);
        }),
      connection: () => 'online',
      onConnection: () => () => {},
    };
    return Promise.resolve({ client, cut: null, close: () => Promise.resolve() });
  },
};

/** Electron's port, made of Node's: messages come as events there. */
export function asServicePort(port: NodePort): ServicePort {
  return {
    on: (event: 'message' | 'close', listener: (event: { data: unknown }) => void) =>
      port.on(event, (data: unknown) => listener({ data })),
    start: () => port.start(),
    postMessage: (message) => port.postMessage(message),
  };
}

const ipc: Transport = {
  name: 'ipc',
  connect: (backend) => {
    const logger = memoryLogger();
    const open = new Set<NodePort>();
    let deliver: ((port: Port) => void) | null = null;
    const ask = (): void => {
      const { port1, port2 } = new MessageChannel();
      servePort(backend, asServicePort(port1), logger);
      open.add(port1);
      port1.on('close', () => open.delete(port1));
      deliver?.(port2);
    };
    let stop: (() => void) | null = null;
    const client = connectPorts((events) => {
      deliver = (port) => events.port(port);
      stop = () => events.gone();
    }, ask);
    const cut = (): void => {
      for (const port of open) port.close();
    };
    const close = async (): Promise<void> => {
      const closed = [...open].map((port) => once(port, 'close'));
      stop?.();
      await Promise.all(closed);
    };
    return Promise.resolve({ client, cut, close });
  },
};

/** Exchanges a one-time address for the session's cookie and the page's key, as a browser does. */
export async function signIn(server: Pick<Loopback, 'issueUrl'>): Promise<{ cookie: string; key: string }> {
  const request = get(server.issueUrl());
  const [response] = (await once(request, 'response')) as [import('node:http').IncomingMessage];
  let page = '';
  for await (const chunk of response) page += String(chunk);
  const cookie = response.headers['set-cookie']?.[0]?.split(';')[0];
  const key = /#key=([\w-]+)/.exec(page)?.[1];
  if (!cookie || !key) throw new Error(`no cookie or no key, status ${response.statusCode}`);
  return { cookie, key };
}

/** A folder with a page in it, and a secret beside it. */
export function makePageDir(): { pageDir: string; remove: () => void } {
  const root = mkdtempSync(join(tmpdir(), 'nianshu-page-'));
  const pageDir = join(root, 'page');
  mkdirSync(join(pageDir, 'assets'), { recursive: true });
  writeFileSync(join(pageDir, 'index.html'), '<!doctype html><title>年述</title>');
  writeFileSync(join(pageDir, 'assets', 'index.js'), 'export {};');
  writeFileSync(join(root, 'secret.js'), 'secret');
  return { pageDir, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** Opens a WebSocket as the page does; without a key it names no protocol. */
export function openSocket(
  server: Pick<Loopback, 'port'>,
  headers: Record<string, string>,
  key: string | null,
  path = '/ws',
): NodeWebSocket {
  const protocols = key === null ? [] : [WIRE_PROTOCOL, key];
  return new NodeWebSocket(`ws://127.0.0.1:${server.port}${path}`, protocols, { headers });
}

const loopback: Transport = {
  name: 'loopback',
  connect: async (backend) => {
    const { pageDir, remove } = makePageDir();
    const server = await startLoopback({ backend, pageDir, logger: memoryLogger() });
    const { cookie, key } = await signIn(server);
    const headers = { Cookie: cookie, Origin: server.origin };
    const sockets: NodeWebSocket[] = [];
    const client = connectWebSocket(
      `ws://127.0.0.1:${server.port}/ws`,
      () => Promise.resolve(false),
      () => {
        const socket = openSocket(server, headers, key);
        // Without a listener a refused connection would end the test run.
        socket.on('error', () => {});
        sockets.push(socket);
        return socket as unknown as WebSocket;
      },
    );
    return {
      client,
      cut: () => sockets.at(-1)?.terminate(),
      close: async () => {
        await server.close();
        remove();
      },
    };
  },
};

export const transports: readonly Transport[] = [direct, ipc, loopback];
export const remoteTransports: readonly Transport[] = [ipc, loopback];

/** The code of the AppError that `promise` rejects with; '' when it resolves. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return '';
  } catch (error) {
    return error instanceof AppError ? error.code : `not an AppError: ${String(error)}`;
  }
}

/** Resolves when the client reaches a state. */
export function reaches(client: Client, state: ReturnType<Client['connection']>): Promise<void> {
  return new Promise((resolve) => {
    const check = (now: string): void => {
      if (now !== state) return;
      stop();
      resolve();
    };
    const stop = client.onConnection(check);
    check(client.connection());
  });
}
