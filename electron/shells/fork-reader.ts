import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { PROCESS_LIMITS } from '../backend/files/limits.ts';
import type { FromReader } from '../backend/reading/messages.ts';
import type { ReaderProcess } from '../backend/reading/reader-process.ts';
import { isBundled } from './program-folder.ts';

/** A bundle has the process's code in a file of its own (vite.config.ts). */
const ENTRY = fileURLToPath(
  isBundled ? new URL('../node-reader/reader.js', import.meta.url) : new URL('./reader.ts', import.meta.url),
);

/** What a process that reads files may know of its surroundings: where compiled code is kept, and what it needs to run. */
const KNOWN = ['NODE_COMPILE_CACHE', 'PATH', 'SystemRoot', 'TEMP', 'TMPDIR', 'TZ', 'LANG'];

/** Starts a process that reads foreign files, under the same Node as this one. */
export function forkReader(): ReaderProcess {
  const env = Object.fromEntries(
    KNOWN.flatMap((key) => (process.env[key] === undefined ? [] : [[key, process.env[key]]])),
  );
  const child = fork(ENTRY, [], {
    execArgv: [`--max-old-space-size=${PROCESS_LIMITS.heap}`],
    env,
    // Buffers cross as they are, and what is not JSON, too.
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    windowsHide: true,
  } as const);
  return {
    pid: () => child.pid,
    send: (message) => {
      // Where it is gone, its end is told by `onExit`.
      child.send(message, () => {});
    },
    onMessage: (listener) => child.on('message', (message) => listener(message as FromReader)),
    onExit: (listener) => {
      child.once('exit', (code, signal) => listener(signal ?? `exit ${code}`));
      child.once('error', (error) => listener(error.message));
    },
    kill: () => {
      child.kill('SIGKILL');
    },
    hold: (whether) => {
      if (whether) {
        child.ref();
        child.channel?.ref();
      } else {
        child.unref();
        child.channel?.unref();
      }
    },
  };
}
