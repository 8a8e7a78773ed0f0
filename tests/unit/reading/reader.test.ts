import { spawn } from 'node:child_process';

import { afterEach, describe, expect, it, vi } from 'vitest';

import type { ProcessLimits } from '../../../electron/backend/reading/desk.ts';
import type { ReaderProcess } from '../../../electron/backend/reading/reader-process.ts';
import { PROCESS_LIMITS } from '../../../electron/backend/files/limits.ts';
import type { FromReader, ToReader } from '../../../electron/backend/reading/messages.ts';
import { createReader, type Reader } from '../../../electron/backend/reading/reader.ts';
import type { ReadingTask } from '../../../electron/backend/reading/tasks.ts';
import { forkReader } from '../../../electron/shells/fork-reader.ts';
import { codeOf, memoryLogger } from '../../contract/transports.ts';

vi.setConfig({ testTimeout: 60_000 });

/** A process that answers when the test says so. */
class Scripted implements ReaderProcess {
  readonly told: ToReader[] = [];
  killed = 0;
  held = false;
  started = true;
  number: number | undefined = 0x7fff_ffff;
  #onMessage: (message: FromReader) => void = () => {};
  #onExit: (how: string) => void = () => {};
  pid(): number | undefined {
    return this.started ? this.number : undefined;
  }
  send(message: ToReader): void {
    this.told.push(message);
  }
  onMessage(listener: (message: FromReader) => void): void {
    this.#onMessage = listener;
  }
  onExit(listener: (how: string) => void): void {
    this.#onExit = listener;
  }
  kill(): void {
    this.killed += 1;
  }
  hold(whether: boolean): void {
    this.held = whether;
  }
  answer(message: FromReader): void {
    this.#onMessage(message);
  }
  exit(how: string): void {
    this.#onExit(how);
  }
  /** The number of the task that it was given last. */
  get asked(): number {
    const last = this.told.at(-1);
    return last?.type === 'read' ? last.id : 0;
  }
  done(resident = 1): void {
    this.answer({ type: 'done', id: this.asked, result: [], resident });
  }
}

const differences: ReadingTask = {
  kind: 'differences',
  file: { name: '稿.docx' },
  signed: '甲',
  found: '甲',
};
const text = (words: string): ReadingTask => ({
  kind: 'outline',
  fit: false,
  file: { name: '总结.txt', bytes: Buffer.from(words) },
});
const LIMITS: ProcessLimits = { ...PROCESS_LIMITS, idle: 1_000_000 };

function scripted(more: Partial<ProcessLimits> = {}): { reader: Reader; processes: Scripted[] } {
  const processes: Scripted[] = [];
  const start = (): Scripted => {
    const process = new Scripted();
    processes.push(process);
    return process;
  };
  const limits = { ...LIMITS, ...more };
  return { reader: createReader({ start, templates: [], logger: memoryLogger(), limits }), processes };
}

/** What a promise is rejected with. */
const errorOf = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => new Error('it was not rejected'),
    (error: unknown) => error as Error,
  );

describe('the reader of foreign files', () => {
  afterEach(() => vi.useRealTimers());

  it('keeps its process for the next file, and lets it go when nothing comes', async () => {
    vi.useFakeTimers();
    const { reader, processes } = scripted({ idle: 1000 });
    for (let n = 0; n < 3; n += 1) {
      const read = reader.read(differences);
      expect(processes[0]?.held).toBe(true);
      processes[0]?.done();
      await read;
      expect(processes[0]?.held).toBe(false);
    }
    expect(processes).toHaveLength(1);
    vi.advanceTimersByTime(1001);
    expect(processes[0]?.killed).toBe(1);
    void reader.read(differences).catch(() => {});
    expect(processes).toHaveLength(2);
    reader.close();
  });

  it('has two processes at most; who comes third waits for the first that is free', async () => {
    const { reader, processes } = scripted();
    const [first, second, third] = [1, 2, 3].map(() => reader.read(differences));
    expect(processes).toHaveLength(2);
    processes[0]?.done();
    await first;
    await vi.waitFor(() => expect(processes[0]?.asked).toBe(2));
    processes[0]?.done();
    processes[1]?.done();
    await Promise.all([second, third]);
    reader.close();
  });

  it('ends the process at once when the caller cancels, and takes another for the next file', async () => {
    const { reader, processes } = scripted({ processes: 1 });
    const controller = new AbortController();
    const read = reader.read(differences, controller.signal);
    const next = reader.read(differences);
    controller.abort();
    expect(processes[0]?.killed).toBe(1);
    expect(await codeOf(read)).toBe('cancelled');
    await vi.waitFor(() => expect(processes).toHaveLength(2));
    processes[1]?.done();
    await next;
    reader.close();
  });

  it('takes a file that is cancelled while it waits out of the queue', async () => {
    const { reader, processes } = scripted({ processes: 1 });
    const first = reader.read(differences);
    const controller = new AbortController();
    const second = reader.read(differences, controller.signal);
    const third = reader.read(differences);
    controller.abort();
    expect(await codeOf(second)).toBe('cancelled');
    processes[0]?.done();
    await first;
    await vi.waitFor(() => expect(processes[0]?.asked).toBe(2));
    processes[0]?.done();
    await third;
    reader.close();
  });

  it('tells in one sentence that a file takes too long, and that its process has ended', async () => {
    vi.useFakeTimers();
    const { reader, processes } = scripted();
    const late = errorOf(reader.read(differences));
    // The time that it takes to start is not the file's.
    vi.advanceTimersByTime(LIMITS.start - 1);
    processes[0]?.answer({ type: 'begun', id: 1 });
    vi.advanceTimersByTime(LIMITS.deadline + 1);
    expect((await late).message).toBe('“稿.docx”读了 60 秒还没有读完，没有核验。请选择年述导出的文件。');
    expect(processes[0]?.killed).toBe(1);
    const crashed = errorOf(reader.read(differences));
    processes[1]?.exit('SIGABRT');
    expect((await crashed).message).toContain(
      '“稿.docx”内容太多或结构异常，读取时超出了内存上限，没有核验。',
    );
    reader.close();
  });

  it.skipIf(process.platform !== 'linux')(
    'gives a file time whose process hardly gets the processor',
    async () => {
      // It has a process number, and has used nothing.
      const idle = spawn('sleep', ['1000'], { stdio: 'ignore' });
      vi.useFakeTimers();
      const { reader, processes } = scripted();
      const late = errorOf(reader.read(differences));
      const [asked] = processes;
      if (asked) asked.number = idle.pid;
      asked?.answer({ type: 'begun', id: 1 });
      vi.advanceTimersByTime(LIMITS.deadline * 5 - 1);
      expect(asked?.killed).toBe(0);
      vi.advanceTimersByTime(1);
      expect((await late).message).toContain('读了 300 秒还没有读完');
      expect(asked?.killed).toBe(1);
      reader.close();
      idle.kill();
    },
  );

  it('says so where no process can be started', async () => {
    const { reader, processes } = scripted();
    reader.warm();
    const [process] = processes;
    if (process) process.started = false;
    const read = reader.read(differences);
    process?.exit('EAGAIN');
    expect(await codeOf(read)).toBe('unavailable');
    reader.close();
  });

  it('replaces a process that has grown large', async () => {
    const { reader, processes } = scripted();
    const read = reader.read(differences);
    processes[0]?.done(LIMITS.grown + 1);
    await read;
    expect(processes[0]?.killed).toBe(1);
    reader.close();
  });

  it('gives up what is being read and what waits when the program ends', async () => {
    const { reader } = scripted({ processes: 1 });
    const codes = [codeOf(reader.read(differences)), codeOf(reader.read(differences))];
    reader.close();
    expect(await Promise.all(codes)).toEqual(['unavailable', 'unavailable']);
    expect(await codeOf(reader.read(differences))).toBe('unavailable');
  });
});

describe('a process that reads foreign files', () => {
  const readers: Reader[] = [];
  afterEach(() => readers.splice(0).forEach((reader) => reader.close()));

  /** @param seen the processes that are started */
  function forked(more: Partial<ProcessLimits> = {}, seen: ReaderProcess[] = []): Reader {
    const start = (): ReaderProcess => {
      const process = forkReader();
      seen.push(process);
      return process;
    };
    const limits = { ...LIMITS, ...more };
    const reader = createReader({ start, templates: [], logger: memoryLogger(), limits });
    readers.push(reader);
    return reader;
  }

  it('reads one file after the other, also after one that it refuses', async () => {
    const seen: ReaderProcess[] = [];
    const reader = forked({}, seen);
    expect(await codeOf(reader.read(text('')))).toBe('empty-file');
    expect(await reader.read(text('青禾镇2023年工作总结'))).toMatchObject({ title: '青禾镇2023年工作总结' });
    expect(seen).toHaveLength(1);
  });

  it('is ended where it takes more memory than it may, and the next one reads on', async () => {
    const seen: ReaderProcess[] = [];
    const tight = forked({ resident: 1024 * 1024, look: 1 }, seen);
    const lines = '一、工作情况\n一是开展宣讲12场。\n'.repeat(6000);
    expect(await codeOf(tight.read(text(lines)))).toBe('too-large');
    const reader = forked();
    expect(await reader.read(text('青禾镇2023年工作总结'))).toMatchObject({ title: '青禾镇2023年工作总结' });
  });

  it('is gone when the file is cancelled, whatever it is doing', async () => {
    const seen: ReaderProcess[] = [];
    const reader = forked({}, seen);
    const controller = new AbortController();
    const read = reader.read(text('一是好。'.repeat(4000)), controller.signal);
    const ended = new Promise((resolve) => seen[0]?.onExit(resolve));
    controller.abort();
    expect(await codeOf(read)).toBe('cancelled');
    expect(await ended).toBe('SIGKILL');
  });
});
