import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { afterAll, beforeEach, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'nianshu-installed-'));
const data = join(folder, 'data');
const asked = join(folder, 'asked.txt');
const command = join(folder, 'bin/nianshu-cli');
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => writeFileSync(asked, ''));

/** As a package lies on the disk: the program, the command among its resources, and a link to it on the path. */
function install(): void {
  const app = join(folder, 'opt/nianshu');
  mkdirSync(join(app, 'resources/resources'), { recursive: true });
  cpSync(join(root, 'resources/launch'), join(app, 'resources/resources/launch'), { recursive: true });
  const use = pathToFileURL(join(root, 'tests/electron/no-window/use.mjs')).href;
  writeFileSync(
    join(app, 'nianshu'),
    `#!/bin/sh\nexec "${process.execPath}" --import "${use}" "${join(root, 'out/main/main.js')}" "$@"\n`,
  );
  chmodSync(join(app, 'nianshu'), 0o755);
  mkdirSync(join(folder, 'bin'));
  symlinkSync(join(app, 'resources/resources/launch/nianshu-cli'), command);
  // The command refuses root, which tests may be.
  writeFileSync(join(folder, 'bin/id'), '#!/bin/sh\necho 1000\n');
  chmodSync(join(folder, 'bin/id'), 0o755);
}
install();

const tmp = join(folder, 'tmp');
mkdirSync(tmp);
const env = {
  // Neither a display nor anything else of this machine's desktop.
  PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
  HOME: folder,
  TMPDIR: tmp,
  NIANSHU_ROOT: root,
  NIANSHU_ASKED: asked,
};

type Ended = { code: number | null; stdout: string; stderr: string };

function start(args: string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(command, args, { cwd: folder, env, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (piece: Buffer) => (stdout += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (stderr += piece.toString()));
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  return { child, ended };
}

function run(args: string[], input?: string): Promise<Ended> {
  const { child, ended } = start(args);
  child.stdin?.end(input);
  return ended;
}

const wasAsked = (): string[] => readFileSync(asked, 'utf8').trim().split('\n');

describe('the command line of the installed program', () => {
  it('runs a command without a window, a lock or the folder of a running program, and hands on its code', async () => {
    const demo = await run(['demo', '--data', data]);
    expect(demo).toEqual({ code: 0, stdout: '已载入演示数据：4 份报告。用 list 查看。\n', stderr: '' });
    expect(wasAsked()).not.toContain('lock');
    expect(wasAsked().filter((line) => line.startsWith('window'))).toEqual([]);
    const path = wasAsked().find((line) => line.startsWith('path userData'));
    expect(path).toContain(tmp);
    expect(readdirSync(tmp)).toEqual([]);
    expect((await run(['check', 'no-such-report', '--data', data])).code).toBe(2);
  });

  it('is called nianshu-cli in its help', async () => {
    const { stdout, code } = await run(['help']);
    expect(code).toBe(0);
    expect(stdout).toContain('用法：nianshu-cli 命令 [选项]');
    expect(stdout).not.toContain('npm');
  });

  it('reads foreign files in a process apart, from where the user is', async () => {
    writeFileSync(
      join(folder, '总结.txt'),
      '青禾镇2025年全面依法治市工作总结\n一、工作开展情况\n（一）学习。\n',
    );
    const { code, stdout, stderr } = await run(['outline', '总结.txt']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.any(String) as string });
    expect(stdout).toContain('一级标题 1');
    expect(wasAsked()).toContain('fork 年述读取文件');
  });

  it('prints PDF through its own hidden window', async () => {
    const list = await run(['list', '--data', data, '--json']);
    const [{ id }] = JSON.parse(list.stdout) as [{ id: string }];
    const out = join(folder, '导出.pdf');
    const { code, stderr } = await run([
      'export',
      id,
      '--format',
      'pdf',
      '--edition',
      'internal',
      '--out',
      out,
      '--data',
      data,
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(readFileSync(out, 'latin1')).toMatch(/^%PDF-1\.\d/);
    expect(wasAsked()).toContain('window hidden');
  });

  it('takes a passphrase from standard input, and an option for the word that Chromium has as well', async () => {
    const added = await run(['person', 'add', '王五', '--role', 'signer', '--data', data]);
    expect(added.code, added.stderr).toBeLessThan(3);
    const { code, stderr } = await run(['list', '--lang', 'en', '--data', data]);
    expect(code).toBe(2);
    expect(stderr).toBe('没有 --lang 这个选项。用 help 查看用法。\n');
  });

  it('loses nothing of a long output on a pipe, and is quiet when nobody reads it', async () => {
    const { stdout } = await run(['list', '--data', data, '--json']);
    expect(JSON.parse(stdout)).toHaveLength(4);
    const cut = spawnSync('sh', ['-c', `"${command}" help | head -1`], { env, encoding: 'utf8' });
    expect(cut.stdout).toContain('年述');
    expect(cut.stderr).toBe('');
  });

  it('stops at Ctrl+C and leaves no folder behind', async () => {
    const { child, ended } = start(['verify', '-', '--data', data]);
    await expect.poll(() => readFileSync(asked, 'utf8')).toContain('path userData');
    process.kill(-(child.pid ?? 0), 'SIGINT');
    child.stdin?.end();
    const { code } = await ended;
    expect(code).not.toBe(0);
    expect(readdirSync(tmp)).toEqual([]);
  });

  it('refuses root kindly, and says so where the program is missing or does not come up', async () => {
    const id = join(folder, 'bin/id');
    writeFileSync(id, '#!/bin/sh\necho 0\n');
    expect(await run(['list'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('不要用 root 或 sudo') as string,
    });
    writeFileSync(id, '#!/bin/sh\necho 1000\n');
    const program = join(folder, 'opt/nianshu/nianshu');
    const whole = readFileSync(program);
    writeFileSync(program, '#!/bin/sh\nkill -TRAP $$\n');
    const trapped = await run(['list']);
    expect(trapped.code).toBe(133);
    expect(trapped.stderr).toContain('年述没有运行起来（退出码 133），数据没有受影响');
    rmSync(program);
    expect((await run(['list'])).stderr).toContain('请重新安装年述；数据没有受影响');
    writeFileSync(program, whole, { mode: 0o755 });
  });
});

describe('the command line under plain Node, as in the portable archive', () => {
  it('runs from the build alone, with readers of its own', () => {
    const at = join(folder, 'portable');
    for (const part of [
      'out/cli',
      'out/care',
      'out/node-reader',
      'resources/templates',
      'resources/rules',
      'package.json',
    ])
      if (existsSync(join(root, part))) cpSync(join(root, part), join(at, part), { recursive: true });
    mkdirSync(join(at, 'node_modules'));
    symlinkSync(join(root, 'node_modules/better-sqlite3'), join(at, 'node_modules/better-sqlite3'));
    const own = (...args: string[]): { status: number | null; stdout: string; stderr: string } =>
      spawnSync(process.execPath, [join(at, 'out/cli/main.js'), ...args], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...env, NIANSHU_CALLED_AS: './nianshu-cli' },
      });
    expect(own('help').stdout).toContain('用法：./nianshu-cli 命令 [选项]');
    expect(own('outline', '总结.txt').stdout).toContain('一级标题 1');
    expect(own('list', '--data', data, '--json').status).toBe(0);
  });
});
