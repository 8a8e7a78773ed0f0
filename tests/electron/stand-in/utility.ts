import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';

import type Electron from 'electron';

import { cloned } from './clone.ts';
import { StandInEvent } from './event.ts';
import { life, needsReady, onReset, refuse } from './life.ts';
import { givenAway } from './ports.ts';

type Posted = { message: Record<string, unknown>; ports: unknown[] };

/** Beyond what any system gives: a program that kills by number must reach nothing here. */
let pids = 2 ** 30;

/**
 * A process of Node's. It is there once it has spawned, which a test says (`spawned`), and gone when it has ended
 * (`exits`, `crashes`): until then main hears nothing.
 */
export class StandInChild
  extends EventEmitter
  implements Pick<Electron.UtilityProcess, 'postMessage' | 'kill' | 'pid' | 'stdout' | 'stderr'>
{
  readonly posted: Posted[] = [];
  readonly entry: string;
  readonly args: string[];
  readonly options: Electron.ForkOptions;
  pid: number | undefined = undefined;
  stdout: PassThrough | null = null;
  stderr: PassThrough | null = null;
  /** It was asked to end, and was there to hear it. */
  killed = false;
  /** `kill` was called, whether or not there was anything to end. */
  kills = 0;
  ended = false;

  constructor(entry: string, args: string[] = [], options: Electron.ForkOptions = {}) {
    super();
    this.entry = entry;
    this.args = args;
    this.options = options;
    const [, out, err] = stdioOf(options.stdio);
    if (out === 'pipe') this.stdout = new PassThrough();
    if (err === 'pipe') this.stderr = new PassThrough();
  }

  postMessage(message: unknown, transfer: Electron.MessagePortMain[] = []): void {
    const sent = cloned(message) as Record<string, unknown>;
    const ports = givenAway(transfer);
    // What is posted to a process that is gone is lost without a word.
    if (this.ended) return;
    this.posted.push({ message: sent, ports });
    this.emit('posted');
  }
  /** Asks it to end. False where there is none to ask: not yet, or no longer. */
  kill(): boolean {
    this.kills += 1;
    if (this.pid === undefined) return false;
    this.killed = true;
    queueMicrotask(() => this.exits(0));
    return true;
  }

  /** It runs now. */
  spawned(pid = (pids += 1)): this {
    if (this.ended || this.pid !== undefined) return this;
    this.pid = pid;
    this.emit('spawn');
    return this;
  }
  /** It says something to main. */
  says(message: unknown): void {
    this.emit('message', cloned(message));
  }
  exits(code: number): void {
    if (this.ended) return;
    this.ended = true;
    life.children.delete(this);
    this.emit('exit', code);
    this.pid = undefined;
    this.stdout = null;
    this.stderr = null;
  }
  /** It is gone without being asked: the app is told, too. */
  crashes(exitCode = 139, reason: Electron.Details['reason'] = 'crashed'): void {
    const { serviceName = 'Node Utility Process' } = this.options;
    const details: Electron.Details = {
      type: 'Utility',
      reason,
      exitCode,
      serviceName: 'node.mojom.NodeService',
      name: serviceName,
    };
    life.tellApp('child-process-gone', new StandInEvent(), details);
    this.exits(exitCode);
  }
  /** V8 can't go on: out of memory, mostly. Whether anybody listens or not, `exit` follows. */
  fails(location: string, report = '{}'): void {
    // An emitter throws an `error` that nobody hears, and Electron's is an emitter.
    this.emit('error', 'FatalError', location, report);
    this.exits(134);
  }
}

type Stdio = readonly string[];

function stdioOf(stdio: Electron.ForkOptions['stdio']): Stdio {
  if (stdio === undefined) return ['ignore', 'inherit', 'inherit'];
  if (typeof stdio === 'string') {
    if (!['inherit', 'ignore', 'pipe'].includes(stdio))
      refuse('stdio must be of the following values: inherit, pipe, ignore');
    return ['ignore', stdio, stdio];
  }
  if (stdio.length < 3) refuse('configuration missing for stdin, stdout or stderr.');
  if (stdio[0] !== 'ignore') refuse('stdin value other than ignore is not supported.');
  return stdio;
}

/** All that were started, in order. */
export const children: StandInChild[] = [];
onReset(() => {
  children.length = 0;
});

export const utilityProcess = {
  fork: (entry: string, args?: string[], options?: Electron.ForkOptions): StandInChild => {
    needsReady('utilityProcess cannot be created before app is ready.', TypeError);
    if (!entry) refuse('Missing UtilityProcess entry script.');
    if (options?.execArgv != null && !Array.isArray(options.execArgv))
      refuse('execArgv must be an array of strings.', TypeError);
    if (options?.serviceName != null && typeof options.serviceName !== 'string')
      refuse('serviceName must be a string.', TypeError);
    const child = new StandInChild(entry, args, options);
    children.push(child);
    life.children.add(child);
    return child;
  },
};
