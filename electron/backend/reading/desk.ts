import { AppError, fromWireError } from '../../../shared/errors/app-error.ts';
import { FileError } from '../../../shared/errors/file-error.ts';
import type { Template } from '../../../shared/template/schema.ts';
import type { Logger } from '../ports.ts';
import type { ReaderProcess } from './reader-process.ts';
import type { PROCESS_LIMITS } from '../files/limits.ts';
import type { FromReader } from './messages.ts';
import { inWordsOf } from './purposes.ts';
import { processorTime, residentMemory } from './process-facts.ts';
import { PRIORITY, stepBack } from './step-back.ts';
import type { ReadingTask, ResultOf } from './tasks.ts';

export type ProcessLimits = { [K in keyof typeof PROCESS_LIMITS]: number };

type Job = {
  id: number;
  task: ReadingTask;
  resolve: (result: never) => void;
  reject: (error: unknown) => void;
  /** Ends the watch over it. */
  stop: () => void;
};

/** How many times its deadline a file may take by the clock where the machine does other things. */
const LONGEST = 5;

const outOfMemory = (name: string): FileError => new FileError('out-of-memory', name);
const outOfTime = (name: string, milliseconds: number): FileError =>
  new FileError('out-of-time', name, { facts: { size: Math.round(milliseconds / 1000) } });
const cannotStart = (name: string, cause: unknown): FileError => new FileError('no-reader', name, { cause });

export type DeskOptions = {
  process: ReaderProcess;
  templates: readonly Template[];
  limits: ProcessLimits;
  logger: Logger;
  /** Called when it can take another task, and when its process is gone. */
  onChange: () => void;
};

/** One process that reads, with a watch over what it takes. Does one task at a time. */
export class Desk {
  readonly #process: ReaderProcess;
  readonly #limits: ProcessLimits;
  readonly #logger: Logger;
  readonly #onChange: () => void;
  #job: Job | null = null;
  #last = 0;
  #idle: NodeJS.Timeout | null = null;
  /** What becomes of a task that takes too long: it gives way, and in the end it is given up. */
  #slow: NodeJS.Timeout | undefined;
  #begunAt = 0;
  #late: NodeJS.Timeout | undefined;
  #gone = false;
  /** It has been made to give way, which can't be taken back. */
  #isBehind = false;

  constructor({ process, templates, limits, logger, onChange }: DeskOptions) {
    this.#process = process;
    this.#limits = limits;
    this.#logger = logger;
    this.#onChange = onChange;
    process.onMessage((message) => this.#hear(message));
    process.onExit((how) => this.#ended(how));
    process.send({ type: 'begin', templates });
    this.#rest();
  }

  get isBusy(): boolean {
    return this.#job !== null;
  }

  /** Its process has ended, or has been told to. */
  get isGone(): boolean {
    return this.#gone;
  }

  /** Has a task done, as `Reader.read` says. */
  run<T extends ReadingTask>(task: T, signal: AbortSignal | undefined): Promise<ResultOf<T>> {
    if (this.#idle) clearTimeout(this.#idle);
    this.#process.hold(true);
    const { name } = task.file;
    const { start, resident, look } = this.#limits;
    return new Promise((resolve, reject) => {
      this.#late = setTimeout(() => this.#fail(cannotStart(name, 'no answer')), start);
      const watch = setInterval(() => {
        const pid = this.#process.pid();
        if (pid !== undefined && (residentMemory(pid) ?? 0) > resident) this.#fail(outOfMemory(name));
      }, look);
      const abort = (): void => this.#fail(new AppError('cancelled', '已取消，没有改动任何内容。'));
      signal?.addEventListener('abort', abort);
      const stop = (): void => {
        clearTimeout(this.#late);
        clearTimeout(this.#slow);
        clearInterval(watch);
        signal?.removeEventListener('abort', abort);
      };
      this.#last += 1;
      this.#job = { id: this.#last, task, resolve, reject, stop };
      this.#process.send({ type: 'read', id: this.#last, task });
    });
  }

  /** Ends the process; what it is doing is given up. */
  end(): void {
    this.#fail(new AppError('unavailable', '年述正在退出，没有执行。请重新打开。'));
  }

  #hear(message: FromReader): void {
    const job = this.#job;
    // An answer to what was given up meanwhile.
    if (!job || message.id !== job.id) return;
    if (message.type === 'begun') {
      const pid = this.#process.pid();
      if (pid !== undefined && job.id === 1) stepBack(pid, PRIORITY.reading);
      this.#begun(job);
      return;
    }
    job.stop();
    this.#job = null;
    if (message.type === 'done') job.resolve(message.result as never);
    else {
      if (message.fault !== undefined) this.#logger.error('file not read', { fault: message.fault });
      job.reject(fromWireError(message.error));
    }
    if (this.#isBehind || message.resident > this.#limits.grown) this.#leave();
    else this.#rest();
    this.#onChange();
  }

  /** From here on the time counts that the file itself takes. */
  #begun({ task }: Job): void {
    const { deadline, patience } = this.#limits;
    clearTimeout(this.#late);
    this.#begunAt = this.#used();
    this.#late = setTimeout(() => this.#isDue(task.file.name, 1), deadline);
    // Where it is behind everything from the start, there is nothing more to give way.
    if (PRIORITY.reading < PRIORITY.long) this.#slow = setTimeout(() => this.#stepBack(), patience);
  }

  /** On a machine that has much else to do a file is given up later, as long as it has hardly had the processor. */
  #isDue(name: string, turn: number): void {
    const { deadline } = this.#limits;
    if (turn < LONGEST && this.#used() - this.#begunAt < deadline / 2)
      this.#late = setTimeout(() => this.#isDue(name, turn + 1), deadline);
    else this.#fail(outOfTime(name, turn * deadline));
  }

  /** Processor time of the process, where the system tells it; else what the clock says. */
  #used(): number {
    const pid = this.#process.pid();
    return (pid === undefined ? null : processorTime(pid)) ?? performance.now();
  }

  /** On a machine that has much else to do, a small file takes long, too: it is not made to give way for that. */
  #stepBack(): void {
    const { patience } = this.#limits;
    if (this.#used() - this.#begunAt < patience / 2) {
      this.#slow = setTimeout(() => this.#stepBack(), patience);
      return;
    }
    const pid = this.#process.pid();
    if (pid === undefined) return;
    stepBack(pid, PRIORITY.long);
    this.#isBehind = true;
  }

  /** Ends the process, for the reason that whoever waits is told. */
  #fail(error: unknown): void {
    const job = this.#job;
    job?.stop();
    this.#job = null;
    this.#leave();
    job?.reject(inWordsOf(job.task, error));
    this.#onChange();
  }

  #ended(how: string): void {
    if (this.#gone) return;
    this.#logger.warn('process that reads files ended', { how, task: this.#job?.task.kind });
    const name = this.#job?.task.file.name ?? '';
    this.#fail(this.#process.pid() === undefined ? cannotStart(name, how) : outOfMemory(name));
  }

  #leave(): void {
    if (this.#idle) clearTimeout(this.#idle);
    if (this.#gone) return;
    this.#gone = true;
    this.#process.kill();
  }

  #rest(): void {
    this.#process.hold(false);
    this.#idle = setTimeout(() => {
      this.#leave();
      this.#onChange();
    }, this.#limits.idle);
    this.#idle.unref();
  }
}
