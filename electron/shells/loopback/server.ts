import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

import { WebSocketServer, type WebSocket } from 'ws';

import type { Logger } from '../../backend/ports.ts';
import type { Backend } from '../../backend/service/registry.ts';
import type { ReadFiles } from '../opened-files.ts';
import { readPageFile } from '../page-files.ts';
import { PAGE_KEY_HEADER, pageKeyHash, WIRE_PROTOCOL } from '../../../shared/contract/page-key.ts';
import { pageHeaders } from '../page-policy.ts';
import { serveConnection, type Served } from '../wire.ts';
import { redirectPage } from './redirect-page.ts';
import { handFiles, type HandedFiles } from './handed-files.ts';
import { createSession, type Session } from './session.ts';

/** A file of 64 MiB in Base64, with room for what is around it. */
export const MAX_MESSAGE_BYTES = 96 * 1024 * 1024;
/** Answers that are still being worked on when the program ends get this long. */
const CLOSE_DEADLINE_MS = 5000;

export type LoopbackOptions = {
  backend: Backend;
  /** Folder of the built page. */
  pageDir: string;
  logger: Logger;
  /** Files that the program was started with. */
  opened?: ReadFiles;
};

export type Loopback = {
  /** `http://127.0.0.1:PORT` */
  origin: string;
  port: number;
  /**
   * A new address that opens the program once.
   * @param route hash of the place to open, without `#`: `/demo`
   */
  issueUrl(route?: string): string;
  /** Number of windows that are connected now. */
  connections(): number;
  /** Waits for answers that are under way (5 s at most) and closes. Does not close the backend. */
  close(): Promise<void>;
};

type Access = { port: number; session: Session; handed: HandedFiles };

const ownHosts = (port: number): string[] => [`127.0.0.1:${port}`, `localhost:${port}`];

/** Null when a request is addressed to us and comes from our own page or from nobody; the status to refuse it with otherwise. */
function refusal(request: IncomingMessage, { port }: Access, originRequired: boolean): number | null {
  const host = request.headers.host ?? '';
  // A name that was made to point to 127.0.0.1 by somebody else's DNS is not ours.
  if (!ownHosts(port).includes(host)) return 421;
  const { origin } = request.headers;
  if (origin === undefined) return originRequired ? 403 : null;
  return origin === `http://${host}` ? null : 403;
}

const REFUSED_TEXT =
  '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>年述</title><p>这个地址已失效。请回到启动年述的窗口，重新打开程序。</p></html>';

/** The page key that an upgrade request brings as its second protocol: a page can set no other header there. */
function pageKeyOf(request: IncomingMessage): string | undefined {
  const protocols = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  return protocols[0] === WIRE_PROTOCOL ? protocols[1] : undefined;
}

function answer(response: ServerResponse, status: number, headers: Record<string, string>, body = ''): void {
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}

async function handleRequest(
  request: IncomingMessage,
  response: ServerResponse,
  access: Access,
  pageDir: string,
): Promise<void> {
  const headers = pageHeaders([`ws://${request.headers.host ?? ''}`]);
  const refused = refusal(request, access, false);
  if (refused !== null) return answer(response, refused, pageHeaders());
  if (request.method !== 'GET') return answer(response, 405, { ...headers, Allow: 'GET' });

  // Put together, not resolved: `//name/` would be taken for another host.
  const url = URL.parse(`http://127.0.0.1${request.url ?? '/'}`);
  if (url === null || url.host !== '127.0.0.1') return answer(response, 400, headers);
  const token = url.pathname === '/' ? url.searchParams.get('token') : null;
  const admitted = access.session.admits(request.headers.cookie);
  if (token !== null) {
    const given = access.session.exchange(token);
    // Going back to the first address in the same browser is no reason to lock anybody out.
    if (given === null && admitted) return answer(response, 303, { ...headers, Location: '/' });
    if (given !== null) {
      const next = `/${pageKeyHash(given.key, url.searchParams.get('to') ?? '')}`;
      const admittedHeaders = {
        ...headers,
        'Content-Type': 'text/html; charset=utf-8',
        'Set-Cookie': `${access.session.cookieName}=${given.cookie}; Path=/; HttpOnly; SameSite=Strict`,
      };
      return answer(response, 200, admittedHeaders, redirectPage(next));
    }
  }
  if (!admitted) {
    return answer(response, 403, { ...headers, 'Content-Type': 'text/html; charset=utf-8' }, REFUSED_TEXT);
  }
  // Asked by a page that can't connect: tells a backend that is back from one that is another run.
  if (url.pathname === '/session') {
    const key = request.headers[PAGE_KEY_HEADER.toLowerCase()];
    return answer(
      response,
      access.session.knows(typeof key === 'string' ? key : undefined) ? 204 : 403,
      headers,
    );
  }
  if (url.pathname === '/opened' || url.pathname.startsWith('/opened/'))
    return answerOpened(request, response, access, url.pathname);
  const file = await readPageFile(pageDir, url.pathname);
  if (file === null) return answer(response, 404, headers);
  response.writeHead(200, { ...headers, 'Content-Type': file.type, 'Content-Length': file.bytes.length });
  response.end(file.bytes);
}

/** Files that the program was started with: to the page that has the key, each once. */
function answerOpened(
  request: IncomingMessage,
  response: ServerResponse,
  { session, handed }: Access,
  path: string,
): void {
  const headers = pageHeaders();
  const key = request.headers[PAGE_KEY_HEADER.toLowerCase()];
  if (!session.knows(typeof key === 'string' ? key : undefined)) return answer(response, 403, headers);
  if (path === '/opened') {
    const type = { 'Content-Type': 'application/json; charset=utf-8' };
    return answer(response, 200, { ...headers, ...type }, JSON.stringify(handed.list()));
  }
  const bytes = handed.take(path.slice('/opened/'.length));
  if (bytes === null) return answer(response, 404, headers);
  response.writeHead(200, {
    ...headers,
    'Content-Type': 'application/octet-stream',
    'Content-Length': bytes.length,
  });
  response.end(bytes);
}

function refuseUpgrade(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function serveSocket(backend: Backend, socket: WebSocket, logger: Logger): Served {
  return serveConnection(
    backend,
    {
      send: (message) => {
        if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
      },
      onMessage: (listener) => {
        socket.on('message', (data, isBinary) => {
          let message: unknown;
          try {
            if (isBinary || !Buffer.isBuffer(data)) throw new TypeError('text expected');
            message = JSON.parse(data.toString('utf8'));
          } catch {
            socket.close(1007);
            return;
          }
          listener(message);
        });
      },
      onClose: (listener) => {
        socket.on('close', listener);
      },
    },
    logger,
  );
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** Serves the page and the backend on 127.0.0.1 at a random port, to the holder of this run's cookie only. */
export async function startLoopback({
  backend,
  pageDir,
  logger,
  opened,
}: LoopbackOptions): Promise<Loopback> {
  const server = createServer();
  const port = await listen(server);
  const access: Access = {
    port,
    session: createSession(port),
    handed: handFiles(opened ?? { files: [], refused: [] }),
  };
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
    // The other protocol that the page names is its key, which is never sent back.
    handleProtocols: () => WIRE_PROTOCOL,
  });
  const served = new Map<WebSocket, Served>();

  server.on('request', (request, response) => {
    handleRequest(request, response, access, pageDir).catch((error: unknown) => {
      logger.error('request failed', { error });
      if (response.headersSent) response.destroy();
      else answer(response, 500, pageHeaders());
    });
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const refused = refusal(request, access, true);
    if (refused !== null) return refuseUpgrade(socket, refused);
    if (request.url !== '/ws') return refuseUpgrade(socket, 404);
    if (!access.session.admits(request.headers.cookie)) return refuseUpgrade(socket, 403);
    if (!access.session.knows(pageKeyOf(request))) return refuseUpgrade(socket, 403);
    sockets.handleUpgrade(request, socket, head, (line) => {
      // A message over the cap ends here; the close event follows.
      line.on('error', (error) => logger.warn('connection failed', { error }));
      served.set(line, serveSocket(backend, line, logger));
      line.on('close', () => served.delete(line));
    });
  });
  server.on('clientError', (_error, socket) => socket.destroy());

  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    issueUrl: (route) => {
      const to = route === undefined ? '' : `&to=${encodeURIComponent(route)}`;
      return `http://127.0.0.1:${port}/?token=${access.session.issueToken()}${to}`;
    },
    connections: () => served.size,
    close: async () => {
      server.close();
      const idle = Promise.all([...served.values()].map((one) => one.idle()));
      await Promise.race([idle, new Promise((resolve) => setTimeout(resolve, CLOSE_DEADLINE_MS).unref())]);
      for (const socket of served.keys()) socket.close(1001);
      // The closing handshake needs the page; one that does not answer is cut off.
      const gone = Promise.all(
        [...served.keys()].map((socket) => new Promise((resolve) => socket.once('close', resolve))),
      );
      await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 1000).unref())]);
      for (const socket of served.keys()) socket.terminate();
      server.closeAllConnections();
    },
  };
}
