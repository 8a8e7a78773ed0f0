import { once } from 'node:events';
import { request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { connect } from 'node:net';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Backend } from '../../electron/backend/service/registry.ts';
import { MAX_MESSAGE_BYTES, startLoopback, type Loopback } from '../../electron/shells/loopback/server.ts';
import { failedBackend } from '../../electron/shells/wire.ts';
import { PAGE_KEY_HEADER, readPageKeyHash, WIRE_PROTOCOL } from '../../shared/contract/page-key.ts';
import { makePageDir, memoryLogger, openSocket, signIn } from './transports.ts';

/** Answers every call with a fault that holds a secret. */
const backend: Backend = failedBackend(new Error('stack trace with /home/somebody'));

let server: Loopback;
let cookie: string;
let key: string;
let removePage: () => void;
const logger = memoryLogger();

beforeAll(async () => {
  const { pageDir, remove } = makePageDir();
  removePage = remove;
  server = await startLoopback({ backend, pageDir, logger });
  ({ cookie, key } = await signIn(server));
});

afterAll(async () => {
  await server.close();
  removePage();
});

type Answer = { status: number; headers: IncomingMessage['headers']; body: string };

async function ask(path: string, headers: OutgoingHttpHeaders = {}, method = 'GET'): Promise<Answer> {
  const sent = request({
    host: '127.0.0.1',
    port: server.port,
    path,
    method,
    headers,
    setHost: !('Host' in headers),
  });
  sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  let body = '';
  for await (const chunk of response) body += String(chunk);
  return { status: response.statusCode ?? 0, headers: response.headers, body };
}

/** Status of an upgrade that is refused; 101 when it is not. */
async function upgrade(
  headers: Record<string, string>,
  path?: string,
  pageKey: string | null = key,
): Promise<number> {
  const socket = openSocket(server, headers, pageKey, path);
  return new Promise((resolve) => {
    socket.on('error', () => {});
    socket.on('unexpected-response', (_request, response) => {
      response.resume();
      socket.terminate();
      resolve(response.statusCode ?? 0);
    });
    socket.on('open', () => {
      socket.terminate();
      resolve(101);
    });
  });
}

const signedIn = (): Record<string, string> => ({ Cookie: cookie, Origin: server.origin });

describe('token and cookie', () => {
  it('exchanges a token once, for a cookie that scripts and other sites never see', async () => {
    const { pathname, search } = new URL(server.issueUrl());
    const first = await ask(pathname + search);
    expect(first.status).toBe(200);
    // No redirect by the server: the browser would not send a strict cookie along with it.
    expect(first.body).toMatch(/http-equiv="refresh" content="0;url=\/#key=[\w-]{43}"/);
    expect(first.headers['set-cookie']?.[0]).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
    expect((await ask(pathname + search)).status).toBe(403);
    // The window that has the cookie may go back to its first address.
    expect((await ask(pathname + search, { Cookie: cookie })).status).toBe(303);
  });

  it('makes tokens of 256 bits, each its own', () => {
    const tokens = [server.issueUrl(), server.issueUrl()].map(
      (url) => new URL(url).searchParams.get('token') ?? '',
    );
    expect(new Set(tokens).size).toBe(2);
    for (const token of tokens) expect(Buffer.from(token, 'base64url').length).toBe(32);
  });

  it.each(['', 'x', 'A'.repeat(43), 'é'.repeat(43)])('refuses the token %j', async (token) => {
    const answer = await ask(`/?token=${encodeURIComponent(token)}`);
    expect(answer.status).toBe(403);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('shows nothing without the cookie, nor with a wrong one', async () => {
    for (const headers of [
      {},
      { Cookie: 'a=b' },
      { Cookie: `${cookie}x` },
      { Cookie: cookie.slice(0, -1) },
    ]) {
      for (const path of ['/', '/index.html', '/assets/index.js', '/session', '/none']) {
        expect((await ask(path, headers)).status).toBe(403);
      }
    }
  });

  it('takes the cookie alone for no data: another server of this machine is sent it as well', async () => {
    expect(await upgrade(signedIn(), '/ws', null)).toBe(403);
    expect(await upgrade(signedIn(), '/ws', `${key}x`)).toBe(403);
    expect(await upgrade(signedIn(), '/ws', 'none')).toBe(403);
    expect((await ask('/session', { Cookie: cookie })).status).toBe(403);
    expect((await ask('/session', { Cookie: cookie, [PAGE_KEY_HEADER]: 'none' })).status).toBe(403);
    // Nor the key without the cookie.
    expect(await upgrade({ Origin: server.origin })).toBe(403);
  });

  it('never sends the page key back', async () => {
    const socket = openSocket(server, signedIn(), key);
    await once(socket, 'open');
    expect(socket.protocol).toBe(WIRE_PROTOCOL);
    socket.terminate();
  });

  it('carries the place to open through the exchange', async () => {
    const { pathname, search } = new URL(server.issueUrl('/report/a b'));
    const { body } = await ask(pathname + search);
    const hash = /url=\/(#[^"]+)"/.exec(body)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(readPageKeyHash(hash)).toEqual({ key, route: '/report/a b' });
  });

  it('writes no markup of an address into the page that leads on', async () => {
    const { pathname, search } = new URL(server.issueUrl('"><script>'));
    expect((await ask(pathname + search)).body).not.toContain('<script');
  });

  it('takes no token on other routes', async () => {
    const { search } = new URL(server.issueUrl());
    expect((await ask(`/assets/index.js${search}`)).status).toBe(403);
  });
});

describe('host and origin', () => {
  it.each(['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1:1', '[::1]'])(
    'refuses the host %j',
    async (host) => {
      expect((await ask('/', { Host: host, Cookie: cookie })).status).toBe(421);
      expect(await upgrade({ ...signedIn(), Host: host })).toBe(421);
    },
  );

  it('answers to its two names', async () => {
    expect((await ask('/', { Host: `localhost:${server.port}`, Cookie: cookie })).status).toBe(200);
    expect((await ask('/', { Cookie: cookie })).status).toBe(200);
  });

  it.each(['null', 'https://evil.example', 'http://127.0.0.1', 'http://127.0.0.1:1', 'file://'])(
    'refuses the origin %s',
    async (origin) => {
      expect((await ask('/', { Origin: origin, Cookie: cookie })).status).toBe(403);
      expect(await upgrade({ Cookie: cookie, Origin: origin })).toBe(403);
    },
  );

  it('refuses the origin of the other name, and a socket without one', async () => {
    expect(await upgrade({ Cookie: cookie, Origin: `http://localhost:${server.port}` })).toBe(403);
    expect(await upgrade({ Cookie: cookie })).toBe(403);
  });

  it('gives no other site leave to read', async () => {
    const answer = await ask('/', { Cookie: cookie });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('routes', () => {
  it('serves the page with its headers', async () => {
    const answer = await ask('/', { Cookie: cookie });
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('<title>年述</title>');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['cache-control']).toBe('no-store');
    const policy = answer.headers['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-eval|https?:|\*/);
  });

  it.each([
    '/../secret.js',
    '/%2e%2e/secret.js',
    '/assets/..%2f..%2fsecret.js',
    '/assets/%2e%2e/%2e%2e/secret.js',
    '/..%5csecret.js',
    '/assets/index.js%00.html',
    '/%E0%A4%A',
    '//secret.js',
    '/assets',
    '/nothing.js',
    '/api',
  ])('finds nothing at %s', async (path) => {
    const answer = await ask(path, { Cookie: cookie });
    expect(answer.status).toBe(404);
    expect(answer.body).toBe('');
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD'])('refuses %s', async (method) => {
    expect((await ask('/', { Cookie: cookie }, method)).status).toBe(405);
  });

  it('opens a socket at /ws and nowhere else', async () => {
    expect(await upgrade(signedIn())).toBe(101);
    expect(await upgrade(signedIn(), '/')).toBe(404);
    expect(await upgrade({ Origin: server.origin })).toBe(403);
    expect(await upgrade({ Origin: server.origin, Cookie: 'a=b' })).toBe(403);
  });

  it('drops what is not HTTP, and lives on', async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write('\u0000\u0001 nonsense\r\n\r\n');
    await once(socket, 'close');
    expect((await ask('/session', { Cookie: cookie, [PAGE_KEY_HEADER]: key })).status).toBe(204);
  });
});

/** The code that the connection is closed with after `send`. */
async function socketCode(send: (socket: ReturnType<typeof openSocket>) => void): Promise<number> {
  const socket = openSocket(server, signedIn(), key);
  socket.on('error', () => {});
  await once(socket, 'open');
  send(socket);
  const [code] = (await once(socket, 'close')) as [number];
  return code;
}

describe('messages', () => {
  it('closes on what is not JSON, on binary, and on a message over the cap', async () => {
    expect(await socketCode((socket) => socket.send('{'))).toBe(1007);
    expect(await socketCode((socket) => socket.send(Buffer.from('{}')))).toBe(1007);
    const tooLarge = Buffer.alloc(MAX_MESSAGE_BYTES + 1, 0x20);
    expect(await socketCode((socket) => socket.send(tooLarge, { binary: false }))).toBe(1009);
  });

  it('passes over messages that fit nothing, and answers the next', async () => {
    const socket = openSocket(server, signedIn(), key);
    await once(socket, 'open');
    for (const message of [null, 1, [], {}, { call: -1 }, { call: '1', method: 'x' }, { cancel: 99 }]) {
      socket.send(JSON.stringify(message));
    }
    socket.send(JSON.stringify({ call: 7, method: 'app.info', params: {} }));
    const [data] = (await once(socket, 'message')) as [Buffer];
    const answer = data.toString('utf8');
    expect(JSON.parse(answer)).toMatchObject({ reply: 7, ok: false, error: { code: 'internal' } });
    expect(answer).not.toMatch(/stack|somebody|\bat /);
    expect(logger.lines).toContain('error call failed');
    socket.terminate();
  });
});
