import { MessageChannel } from 'node:worker_threads';

import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { FromReader } from '../../electron/backend/reading/messages.ts';
import { hostReaders, type ReaderHost } from '../../electron/main/reader-host.ts';
import type { FromBackend, ToBackend } from '../../electron/shells/ipc/messages.ts';
import { createRemoteReaders } from '../../electron/shells/ipc/remote-readers.ts';
import { asServicePort } from '../contract/transports.ts';
import { memoryLogger } from './memory-logger.ts';
import { children, startReady, type StandInChild } from './stand-in.ts';

vi.mock('electron', () => import('./stand-in.ts'));

const last = (): StandInChild => {
  const child = children.at(-1);
  if (!child) throw new Error('nothing was forked');
  return child;
};

describe('main, which starts processes that read files', () => {
  let host: ReaderHost;
  let logger = memoryLogger();
  let told: { message: ToBackend; ports: unknown[] }[];
  beforeEach(() => {
    startReady();
    told = [];
    logger = memoryLogger();
    host = hostReaders('/out/reader/reader.js', logger, (message, ports = []) =>
      told.push({ message, ports }),
    );
  });
  it('gives one end of a channel to the process and the other to the backend', () => {
    host.start(7);
    expect(last().entry).toBe('/out/reader/reader.js');
    expect(last().options).toMatchObject({ execArgv: ['--max-old-space-size=384'], stdio: 'ignore' });
    expect(last().posted).toEqual([{ message: null, ports: [expect.objectContaining({ end: 1 })] }]);
    last().spawned(2 ** 29);
    expect(told).toEqual([
      { message: { type: 'reader', id: 7, pid: 2 ** 29 }, ports: [expect.objectContaining({ end: 2 })] },
    ]);
  });

  it('tells the backend when one has ended by itself, and not when it was told to end it', () => {
    host.start(1);
    last().exits(134);
    expect(told).toEqual([{ message: { type: 'reader-ended', id: 1, how: 'exit 134' }, ports: [] }]);
    host.start(2);
    last().spawned();
    host.end(2);
    expect(last().killed).toBe(true);
    expect(told).toHaveLength(2);
  });

  it('ends one that was told to end before it was there', () => {
    host.start(3);
    host.end(3);
    expect(last().killed).toBe(false);
    last().spawned();
    expect(last().killed).toBe(true);
    expect(told).toEqual([]);
  });

  it('ends all of them with the backend', () => {
    host.start(1);
    host.start(2);
    for (const child of children) child.spawned();
    host.endAll();
    expect(children.map(({ killed }) => killed)).toEqual([true, true]);
  });
});

describe('the backend of the desktop program', () => {
  it('talks to a process over the port that main gives it, and says at once what it was asked before', async () => {
    const sent: FromBackend[] = [];
    const readers = createRemoteReaders((message) => sent.push(message));
    const reader = readers.start();
    expect(sent).toEqual([{ type: 'start-reader', id: 1 }]);
    expect(reader.pid()).toBeUndefined();
    reader.send({ type: 'begin', templates: [] });

    const { port1, port2 } = new MessageChannel();
    const heard = new Promise((resolve) => port2.once('message', resolve));
    readers.hear({ type: 'reader', id: 1, pid: 42 }, [asServicePort(port1)]);
    expect(reader.pid()).toBe(42);
    expect(await heard).toEqual({ type: 'begin', templates: [] });

    const answer = new Promise<FromReader>((resolve) => reader.onMessage(resolve));
    port2.postMessage({ type: 'begun', id: 3 } satisfies FromReader);
    expect(await answer).toEqual({ type: 'begun', id: 3 });

    reader.kill();
    reader.kill();
    expect(sent.slice(1)).toEqual([{ type: 'end-reader', id: 1 }]);
    port1.close();
  });

  it('hears that a process has ended, or could not be started', () => {
    const readers = createRemoteReaders(() => {});
    const ends: string[] = [];
    readers.start().onExit((how) => ends.push(how));
    readers.hear({ type: 'reader-ended', id: 1, how: 'exit 1' }, []);
    readers.hear({ type: 'reader-ended', id: 1, how: 'again' }, []);
    expect(ends).toEqual(['exit 1']);
  });
});
