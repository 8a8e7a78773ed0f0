import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import type { Ended } from './run-cli.ts';

const ENTRY = fileURLToPath(new URL('./resident-process.ts', import.meta.url));

/** A line to run: where, its words, and what stands on standard input. */
export type Line = { folder: string; args: readonly string[]; input: string };

type Waiting = { resolve: (ended: Ended) => void; reject: (error: Error) => void };

/**
 * The command line in a process that stays: loading the program takes longer than nearly all that a command does. Each
 * line runs as in a process of its own, one after the other, with its own folder and standard input. That the program
 * starts, reads and ends as a process is shown by the tests that use `runCli`.
 */
export class ResidentCli {
  #process: ChildProcess | null = null;
  readonly #waiting: Waiting[] = [];

  run(line: Line): Promise<Ended> {
    const process = (this.#process ??= this.#start());
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      process.send(line);
    });
  }

  end(): void {
    this.#process?.disconnect();
    this.#process = null;
  }

  #start(): ChildProcess {
    // What vitest gives its own processes is not for this one.
    const child = fork(ENTRY, [], { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child.on('message', (ended) => this.#waiting.shift()?.resolve(ended as Ended));
    child.on('exit', (code, signal) => {
      const error = new Error(`the command line ended with ${signal ?? code}`);
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    });
    return child;
  }
}
