import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { openStore } from '../../electron/backend/store/store.ts';
import { brokenMachine, HIDDEN } from './broken-machine.ts';
import { openSocket, signIn } from './transports.ts';

type Ended = { code: number; stdout: string; stderr: string };

let machine: ReturnType<typeof brokenMachine>;
let written: string;
let data: string;

beforeAll(async () => {
  machine = brokenMachine();
  written = mkdtempSync(join(tmpdir(), 'nianshu-written-'));
  const store = await openStore(written, () => new Date('2026-01-05T08:00:00Z'));
  await store.close();
}, 180_000);
afterAll(() => {
  machine.remove();
  rmSync(written, { recursive: true, force: true });
});
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'nianshu-no-driver-'));
  cpSync(written, data, { recursive: true });
  return () => rmSync(data, { recursive: true, force: true });
});

/** The environment without the word of the tests' own run on drivers. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'NIANSHU_SQLITE'));

function run(flags: readonly string[], entry: string, args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [...flags, entry, ...args],
      { env, cwd: data },
      (error, stdout, stderr) => resolve({ code: error ? Number(child.exitCode) : 0, stdout, stderr }),
    );
  });
}

const cli = (flags: readonly string[], ...args: string[]): Promise<Ended> =>
  run(flags, join(machine.folder, 'electron', 'shells', 'cli', 'main.ts'), [...args, '--data', data]);

/** Every file of the data folder but the log, with its bytes. */
const everything = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(data, { recursive: true, encoding: 'utf8' })
      .filter((name) => !name.startsWith('logs') && statSync(join(data, name)).isFile())
      .map((name) => [name, readFileSync(join(data, name)).toString('base64')]),
  );

const NONE =
  /这台电脑上打不开数据库，年述没有打开数据，数据一点没有改动。原因：better-sqlite3 文件已损坏，或不是给这种处理器用的；node:sqlite 运行环境里没有（\w+ \w+）。请换用/;

/** What a page gets as an answer that has found the program by the address that it was given. */
async function ask(address: string, method: string): Promise<unknown> {
  const { origin, port } = new URL(address);
  const { cookie, key } = await signIn({ issueUrl: () => address });
  const socket = openSocket({ port: Number(port) }, { Cookie: cookie, Origin: origin }, key);
  await once(socket, 'open');
  socket.send(JSON.stringify({ call: 1, method, params: {} }));
  const [message] = (await once(socket, 'message')) as [Buffer];
  socket.close();
  return JSON.parse(message.toString('utf8'));
}

describe('a machine on which no database library can be loaded', () => {
  it.each(['list', 'doctor', 'backup a.db', 'restore b.db --replace', 'restore --salvage'])(
    'the command line says so, and touches nothing: %s',
    async (line) => {
      const before = everything();
      const { code, stderr } = await cli(HIDDEN, ...line.split(' '));
      expect(stderr).toMatch(NONE);
      expect(stderr).not.toContain('程序内部出错');
      expect(code).toBe(2);
      expect(everything()).toEqual(before);
      expect(existsSync(join(data, 'a.db'))).toBe(false);
    },
    180_000,
  );

  it('the command line still helps', async () => {
    expect(await cli(HIDDEN, 'help')).toMatchObject({ code: 0, stderr: '' });
  });

  it('the desktop window is told by the backend, and the log has the reason', async () => {
    const before = everything();
    const entry = fileURLToPath(new URL('desktop-service.ts', import.meta.url));
    const { stdout } = await run(HIDDEN, entry, [machine.folder, data, 'template.list']);
    const answer = JSON.parse(stdout) as { error?: { code: string; message: string } };
    expect(answer.error).toMatchObject({ code: 'no-driver', message: expect.stringMatching(NONE) as string });
    expect(everything()).toEqual(before);
    const log = readFileSync(join(data, 'logs', 'nianshu.log'), 'utf8');
    expect(log).toContain('database library refused');
    expect(log).toMatch(/invalid ELF header|file too short|not a valid|mach-o/);
  }, 180_000);

  it('the page in a browser is told over loopback', async () => {
    const entry = join(machine.folder, 'electron', 'shells', 'loopback', 'main.ts');
    const child = spawn(process.execPath, [...HIDDEN, entry, '--data', data, '--no-open'], { env });
    try {
      const address = await new Promise<string>((resolve, reject) => {
        let out = '';
        child.stdout.on('data', (chunk) => {
          out += String(chunk);
          const found = /http:\/\/\S+/.exec(out)?.[0];
          if (found) resolve(found);
        });
        child.once('exit', () => reject(new Error(out)));
      });
      const answer = await ask(address, 'template.list');
      expect(answer).toMatchObject({
        ok: false,
        error: { code: 'no-driver', message: expect.stringMatching(NONE) as string },
      });
    } finally {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await ended;
    }
  }, 180_000);
});

describe('a machine on which only the library that comes with Node can be loaded', () => {
  it('works, tells it once, and the doctor says which and why', async () => {
    const WHY = 'better-sqlite3 文件已损坏，或不是给这种处理器用的';
    const first = await cli([], 'list');
    expect(first.code).toBe(0);
    expect(first.stderr).toContain('已改用系统环境里的另一个');
    expect(first.stderr).toContain(WHY);
    const seen = await cli([], 'doctor', '--acknowledge');
    expect(seen.stdout).toMatch(/数据库组件 node:sqlite（SQLite 3\.\d+\.\d+；better-sqlite3 文件已损坏/);
    expect((await cli([], 'list')).stderr).toBe('');
    expect((await cli([], 'doctor')).stdout).toContain(WHY);
  }, 180_000);

  it('the library that came with the program is used again once it can be, and nothing is told any more', async () => {
    await cli([], 'list');
    const entry = fileURLToPath(new URL('../../electron/shells/cli/main.ts', import.meta.url));
    const { code, stderr } = await run([], entry, ['list', '--data', data]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  }, 180_000);
});
