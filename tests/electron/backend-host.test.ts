import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { hostBackend, type BackendHost } from '../../electron/main/backend-host.ts';
import type { PdfService } from '../../electron/main/pdf.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { memoryLogger } from './memory-logger.ts';
import { children, startReady, StandInContents, type StandInChild } from './stand-in.ts';

vi.mock('electron', () => import('./stand-in.ts'));

let now = 0;
let pdf: Omit<PdfService, 'withPage'>;
let logger = memoryLogger();
let host: BackendHost;

beforeEach(() => {
  startReady();
  now = 0;
  pdf = {
    print: (html) => Promise.resolve(new TextEncoder().encode(html)),
    installedFonts: (families) => Promise.resolve(families.slice(0, 1)),
  };
  host = hostBackend({
    entry: '/out/backend/utility.js',
    readerEntry: '/out/reader/reader.js',
    dataDir: '/data',
    resourcesDir: '/resources',
    version: '0.1.0',
    pdf: {
      print: (html, signal) => pdf.print(html, signal),
      installedFonts: (families) => pdf.installedFonts(families),
      withPage: () => Promise.reject(new Error('the backend prints no paper')),
    },
    logger,
    now: () => now,
  });
});
afterEach(() => vi.useRealTimers());

function last(): StandInChild {
  const child = children.at(-1);
  if (!child) throw new Error('nothing was forked');
  return child;
}

const connect = (contents: StandInContents): void => host.connect(contents as never);

/** The next message that main posts to the backend. */
const nextPosted = (child: StandInChild): Promise<Record<string, unknown>> =>
  new Promise((resolve) => child.once('posted', () => resolve(child.posted.at(-1)?.message ?? {})));

describe('the backend’s process', () => {
  it('is told where the data is', () => {
    expect(last().entry).toBe('/out/backend/utility.js');
    expect(last().posted[0]?.message).toEqual({
      type: 'start',
      dataDir: '/data',
      resourcesDir: '/resources',
      version: '0.1.0',
    });
  });

  it('shares a channel with each page that asks: one end each', () => {
    const contents = new StandInContents();
    connect(contents);
    expect(last().posted[1]).toEqual({
      message: { type: 'connect' },
      ports: [expect.objectContaining({ end: 1 })],
    });
    expect(contents.sent).toEqual([
      { channel: 'nianshu:port', data: null, ports: [expect.objectContaining({ end: 2 })] },
    ]);
  });

  it('is started again after a crash, and its pages are told', () => {
    const contents = new StandInContents();
    const closed = new StandInContents();
    connect(contents);
    connect(closed);
    closed.destroy();
    last().exits(139);
    expect(children).toHaveLength(2);
    expect(last().posted[0]?.message['type']).toBe('start');
    expect(contents.sent.at(-1)).toEqual({ channel: 'nianshu:lost' });
    expect(closed.sent).toHaveLength(1);
    connect(contents);
    expect(last().posted.at(-1)?.message).toEqual({ type: 'connect' });
  });

  it('is given up after the fourth crash within a minute', () => {
    const contents = new StandInContents();
    connect(contents);
    for (let i = 0; i < 4; i += 1) last().exits(1);
    expect(children).toHaveLength(4);
    expect(contents.sent.at(-1)).toEqual({ channel: 'nianshu:gone' });
    connect(contents);
    expect(contents.sent.at(-1)).toEqual({ channel: 'nianshu:gone' });
  });

  it('may crash now and then', () => {
    for (let i = 0; i < 10; i += 1) {
      last().exits(1);
      now += 30_000;
    }
    expect(children).toHaveLength(11);
  });
});

describe('tasks', () => {
  it('are done and answered', async () => {
    const answer = nextPosted(last());
    last().emit('message', { type: 'task', id: 5, task: { kind: 'print', html: '<p>' } });
    expect(await answer).toEqual({
      type: 'done',
      id: 5,
      result: { kind: 'print', bytes: new TextEncoder().encode('<p>') },
    });
    const fonts = nextPosted(last());
    last().emit('message', { type: 'task', id: 6, task: { kind: 'fonts', families: ['a', 'b'] } });
    expect(await fonts).toEqual({ type: 'done', id: 6, result: { kind: 'fonts', families: ['a'] } });
  });

  it('that fail are answered as well', async () => {
    pdf.print = () => Promise.reject(new AppError('no-printer', '没有打印引擎。'));
    const answer = nextPosted(last());
    last().emit('message', { type: 'task', id: 7, task: { kind: 'print', html: '' } });
    expect(await answer).toEqual({
      type: 'failed',
      id: 7,
      error: { code: 'no-printer', message: '没有打印引擎。' },
    });
  });

  it('are cancelled by the backend, and by its end', () => {
    const signals: AbortSignal[] = [];
    pdf.print = (_html, signal) => {
      signals.push(signal);
      return new Promise(() => {});
    };
    last().emit('message', { type: 'task', id: 1, task: { kind: 'print', html: '' } });
    last().emit('message', { type: 'task', id: 2, task: { kind: 'print', html: '' } });
    last().emit('message', { type: 'cancel', id: 1 });
    expect(signals.map((signal) => signal.aborted)).toEqual([true, false]);
    last().exits(1);
    expect(signals.map((signal) => signal.aborted)).toEqual([true, true]);
  });
});

describe('the end', () => {
  it('waits until the backend has closed, and does not start it again', async () => {
    const closing = host.close();
    expect(last().posted.at(-1)?.message).toEqual({ type: 'close' });
    last().exits(0);
    await closing;
    expect(children).toHaveLength(1);
  });

  it('does not wait for ever', async () => {
    vi.useFakeTimers();
    last().spawned();
    const closing = host.close();
    vi.advanceTimersByTime(8000);
    await closing;
    expect(last().killed).toBe(true);
  });

  it('does not wait for a process that never came to life', async () => {
    vi.useFakeTimers();
    const closing = host.close();
    vi.advanceTimersByTime(8000);
    await closing;
    expect(last().killed).toBe(false);
  });
});
