import { AppError } from '../../shared/errors/app-error.ts';
import type { WireEvent, WireReply } from '../../shared/contract/methods.ts';
import type { Client } from './client.ts';
import { PAGE_KEY_HEADER, WIRE_PROTOCOL } from '../../shared/contract/page-key.ts';
import { createLineClient, type LineSink } from './line-client.ts';
import { takePageKey } from './page-key.ts';

/** The server closes larger messages with the whole connection, so they are refused here. */
const MAX_MESSAGE_LENGTH = 95 * 1024 * 1024;
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 2000;
/** About 20 seconds without any answer: the program was ended. */
const MAX_ATTEMPTS = 14;
/** Close code of a server that ends on purpose. */
const GOING_AWAY = 1001;

export type WebSocketFactory = (url: string) => WebSocket;

/**
 * Client over a WebSocket.
 * @param url `ws://…/ws`
 * @param refused says whether the server is there but does not know this page any more (another run)
 * @param open makes the socket; tests bring one with headers
 */
export function connectWebSocket(
  url: string,
  refused: () => Promise<boolean>,
  open: WebSocketFactory = (address) => new WebSocket(address),
): Client {
  return createLineClient((sink) => {
    connect(sink, 0);
  });

  function connect(sink: LineSink, failures: number): void {
    const socket = open(url);
    let opened = false;
    socket.addEventListener('open', () => {
      opened = true;
      sink.online({
        send: (message) => {
          const text = JSON.stringify(message);
          // At most three bytes a character; measured exactly only where it could matter.
          if (
            text.length * 3 > MAX_MESSAGE_LENGTH &&
            new TextEncoder().encode(text).length > MAX_MESSAGE_LENGTH
          ) {
            throw new AppError('too-large', '内容太大（超过 64 MB），没有发送。请换一个小些的文件。');
          }
          // A socket that is just closing swallows what is sent; its close event rejects the call.
          socket.send(text);
        },
      });
    });
    socket.addEventListener('message', (event: MessageEvent<string>) => {
      sink.message(JSON.parse(event.data) as WireReply | WireEvent);
    });
    socket.addEventListener('close', (event) => {
      if (opened) sink.lost();
      void afterClose(sink, opened ? 0 : failures + 1, event.code);
    });
  }

  async function afterClose(sink: LineSink, failures: number, code: number): Promise<void> {
    if (code === GOING_AWAY || failures >= MAX_ATTEMPTS || (failures > 0 && (await refused()))) {
      sink.gone();
      return;
    }
    const wait = Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS);
    setTimeout(() => connect(sink, failures), wait);
  }
}

async function refusedByOwnServer(key: string): Promise<boolean> {
  try {
    const headers = { [PAGE_KEY_HEADER]: key };
    return (await fetch('/session', { cache: 'no-store', headers })).status === 403;
  } catch {
    // Nobody answers: perhaps not yet.
    return false;
  }
}

/** Client of the page that the loopback shell has served. */
export function connectToOwnServer(): Client {
  const key = takePageKey();
  return connectWebSocket(
    `ws://${location.host}/ws`,
    () => refusedByOwnServer(key),
    // A page can set no header on a WebSocket, but it can name protocols.
    (url) => new WebSocket(url, [WIRE_PROTOCOL, key]),
  );
}
