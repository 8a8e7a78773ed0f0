import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { strToU8, zipSync } from 'fflate';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Electron can't be started by root, which tests may be: the scripts are told that they are somebody else. */
const NOT_ROOT = `data:text/javascript,${encodeURIComponent('process.getuid = () => 1000;')}`;
/** A disk that is full as soon as something is written as a stream. */
export const FULL_DISK = `data:text/javascript,${encodeURIComponent(`
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { Writable } from 'node:stream';
fs.createWriteStream = () => new Writable({
  write: (_piece, _encoding, done) => done(Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })),
});
syncBuiltinESMExports();
`)}`;

export const VERSION = '45.4.1';
const platformArch = `${process.platform}-${process.arch}`;
const zipName = `electron-v${VERSION}-${platformArch}.zip`;

/** What stands for Electron in the archive: says that it runs. */
const PROGRAM = '#!/bin/sh\necho "ELECTRON RUNS $2 $3"\n';
const EXECUTABLE = { os: 3, attrs: 0o755 << 16 } as const;
/** Random bytes make it large enough to come in pieces. */
const filler = Uint8Array.from({ length: 200_000 }, (_, at) => (at * 7919) % 251);
export const goodZip = zipSync(
  {
    electron: [strToU8(PROGRAM), EXECUTABLE],
    version: strToU8(VERSION),
    filler: [filler, { level: 0 }],
  },
  { level: 0 },
);

export type Ended = { code: number | null; stdout: string; stderr: string };
export type Running = { child: ChildProcess; stderr: () => string; ended: Promise<Ended> };

/** A project with the real scripts, made-up packages of Electron and Vite, and a browser shell that says it was started. */
export function scratchProject(): {
  folder: string;
  start(args?: string[], env?: Record<string, string>, preload?: string[]): Promise<Ended>;
  run(args?: string[], env?: Record<string, string>, preload?: string[]): Running;
  part: string;
  /** Puts an Electron there that is this script. */
  install(script: string): void;
  reset(): void;
  remove(): void;
} {
  const folder = mkdtempSync(join(tmpdir(), 'nianshu-start-'));
  const modules = join(folder, 'node_modules');
  const electron = join(modules, 'electron');
  cpSync(join(root, 'scripts'), join(folder, 'scripts'), { recursive: true });
  // What is in the program is looked through where it is packed.
  writeFileSync(join(folder, 'scripts/licences/notices.ts'), 'export const writeNotices = () => {};\n');
  mkdirSync(join(folder, 'electron/shells/loopback'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(
    join(folder, 'electron/shells/loopback/main.ts'),
    "console.log('BROWSER SHELL', ...process.argv.slice(2));\n",
  );
  mkdirSync(join(modules, 'vite'), { recursive: true });
  writeFileSync(join(modules, 'vite/package.json'), '{"type":"module","exports":"./index.js"}');
  writeFileSync(join(modules, 'vite/index.js'), 'export const build = async () => {};\n');
  mkdirSync(electron, { recursive: true });
  cpSync(join(root, 'node_modules/electron/install.js'), join(electron, 'install.js'));
  for (const name of ['@electron/get', '@electron-internal/extract-zip']) {
    mkdirSync(join(modules, name, '..'), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(modules, name), 'junction');
  }
  writeFileSync(join(electron, 'package.json'), JSON.stringify({ name: 'electron', version: VERSION }));
  writeFileSync(
    join(electron, 'checksums.json'),
    JSON.stringify({ [zipName]: createHash('sha256').update(goodZip).digest('hex') }),
  );
  const cache = join(folder, 'cache-of-electron');

  const run = (args: string[] = [], env: Record<string, string> = {}, preload: string[] = []): Running => {
    const flags = [NOT_ROOT, ...preload].flatMap((module) => ['--import', module]);
    // Only what a start needs: a proxy or a mirror of the machine that tests run on would change the answer.
    const known = {
      PATH: process.env['PATH'] ?? '',
      HOME: folder,
      DISPLAY: ':99',
      electron_config_cache: cache,
    };
    const child = spawn(process.execPath, [...flags, join(folder, 'scripts/lib/start-main.mjs'), ...args], {
      cwd: folder,
      env: { ...known, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (piece: Buffer) => (stdout += piece.toString()));
    child.stderr.on('data', (piece: Buffer) => (stderr += piece.toString()));
    const ended = new Promise<Ended>((resolve) => {
      child.once('close', (code) => resolve({ code, stdout, stderr }));
    });
    return { child, stderr: () => stderr, ended };
  };

  return {
    folder,
    run,
    start: (...given) => run(...given).ended,
    part: join(folder, '.cache/electron', `${zipName}.part`),
    install: (script) => {
      mkdirSync(join(electron, 'dist'), { recursive: true });
      writeFileSync(join(electron, 'dist/electron'), script);
      chmodSync(join(electron, 'dist/electron'), 0o755);
      writeFileSync(join(electron, 'path.txt'), 'electron');
    },
    reset: () => {
      for (const path of [
        join(electron, 'dist'),
        join(electron, 'path.txt'),
        cache,
        join(folder, '.cache/electron'),
      ])
        rmSync(path, { recursive: true, force: true });
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on a free port of this machine; `requests` are the addresses that were asked for, with their range. */
export async function serve(
  answer: Answer,
): Promise<{ mirror: string; port: number; requests: string[]; server: Server; close(): Promise<void> }> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.url ?? ''} ${request.headers.range ?? ''}`.trim());
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    mirror: `http://127.0.0.1:${port}/electron/`,
    port,
    requests,
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers with the archive, or with what of it was asked for, from `from` to `until`. */
export function headFor(request: IncomingMessage, response: ServerResponse): number {
  const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
  response.writeHead(from > 0 ? 206 : 200, { 'Content-Length': goodZip.length - from, ETag: '"one"' });
  return from;
}

export const wholeZip: Answer = (request, response) => {
  response.end(goodZip.subarray(headFor(request, response)));
};

export const readText = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');
