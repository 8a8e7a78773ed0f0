import { fork, type ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import type { Method, Params, Result } from '../../../shared/contract/methods.ts';
import type { Draw } from '../draw.ts';
import type { FromVictim, ToVictim } from './messages.ts';
import type { Moment } from './moment.ts';

const CHILD = fileURLToPath(new URL('child.ts', import.meta.url));

/** What was asked is not answered any more. */
export class Killed extends Error {}

type Waiting = { resolve: (result: unknown) => void; reject: (error: Error) => void };
type Wish<M = ToVictim> = M extends ToVictim ? Omit<M, 'call'> : never;

/** A process with a backend of its own that is to be killed. */
export class Victim {
  readonly #child: ChildProcess;
  readonly #ready: Promise<void>;
  readonly #ended: Promise<void>;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  constructor() {
    // The first of a group of its own, in which the processes that it starts are, too.
    this.#child = fork(CHILD, [], {
      detached: true,
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#ended = new Promise((resolve) => {
      this.#child.once('exit', () => {
        for (const { reject } of this.#waiting.values()) reject(new Killed());
        this.#waiting.clear();
        resolve();
      });
    });
    this.#ready = new Promise((resolve, reject) => {
      this.#child.on('message', (message: FromVictim) => {
        if (message.is === 'ready') resolve();
        else this.#hear(message);
      });
      this.#child.once('exit', () => reject(new Error('it ended before it was ready')));
      this.#child.once('error', reject);
    });
    // One that nobody needed any more.
    this.#ready.catch(() => {});
  }

  #hear(message: Exclude<FromVictim, { is: 'ready' }>): void {
    const waiting = this.#waiting.get(message.call);
    this.#waiting.delete(message.call);
    if (message.is === 'done') waiting?.resolve(message.result);
    else waiting?.reject(new Error(`${message.error.code}: ${message.error.message}\n${message.why}`));
  }

  ready(): Promise<void> {
    return this.#ready;
  }

  #ask(wish: Wish): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (!this.#child.connected) {
        reject(new Killed());
        return;
      }
      this.#last += 1;
      this.#waiting.set(this.#last, { resolve, reject });
      // Where it is gone meanwhile, its end says so.
      this.#child.send({ ...wish, call: this.#last }, () => {});
    });
  }

  async open(dataDir: string): Promise<void> {
    await this.#ask({ is: 'open', dataDir });
  }

  async call<M extends Method>(method: M, params: Params<M>): Promise<Result<M>> {
    return (await this.#ask({ is: 'call', method, params })) as Result<M>;
  }

  async restore(dataDir: string, file: string): Promise<{ before: string | null }> {
    return (await this.#ask({ is: 'restore', dataDir, file })) as { before: string | null };
  }

  /**
   * Ends it at once, as a crash does. Now and then it alone is ended, as by a system that is short of memory: then the
   * processes that it had started have to end by themselves.
   */
  async kill(draw: Draw): Promise<void> {
    const { pid } = this.#child;
    if (pid === undefined) return;
    // Windows knows no groups.
    if (draw.chance(0.3) || !signalGroup(pid, 'SIGKILL')) this.#child.kill('SIGKILL');
    await this.#ended;
    for (let waits = 0; signalGroup(pid, 0); waits += 1) {
      if (waits === 600) {
        signalGroup(pid, 'SIGKILL');
        throw new Error('a process that it had started goes on without it');
      }
      await pause(50);
    }
  }

  end(): void {
    if (this.#child.pid !== undefined) signalGroup(this.#child.pid, 'SIGKILL');
  }
}

/**
 * Lets them all work, kills the process at that moment, and waits until none of them does anything more. Throws what
 * went wrong while it lived.
 */
export async function killWhile(
  victim: Victim,
  draw: Draw,
  moment: Pick<Moment, 'come' | 'over'>,
  workers: readonly (() => Promise<void>)[],
): Promise<void> {
  const wrong: unknown[] = [];
  const working = workers.map((work) =>
    work().catch((error: unknown) => {
      if (!(error instanceof Killed)) wrong.push(error);
    }),
  );
  await Promise.race([moment.come, ...working]);
  await victim.kill(draw);
  moment.over();
  await Promise.all(working);
  if (wrong.length > 0) throw wrong[0];
}

/** Whether there is anybody in the group. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}

/** Has the next process load its code while the last one's data are looked at. */
export class Victims {
  #next: Victim | null = new Victim();

  async take(): Promise<Victim> {
    const victim = this.#next ?? new Victim();
    this.#next = new Victim();
    await victim.ready();
    return victim;
  }

  close(): void {
    this.#next?.end();
    this.#next = null;
  }
}
