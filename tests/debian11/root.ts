import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { cacheDir } from '../../scripts/lib/paths.mjs';
import { withLock } from '../../scripts/lib/lock.mjs';
import { run, say } from '../../scripts/lib/run.mjs';
import { findMirror, RELEASE } from '../../scripts/native/mirror.ts';

/** Who works there: a person without any rights. */
export const OFFICE = 1000;

/** A browser of that time, and one Chinese font for it. */
const BROWSER = ['chromium', 'fonts-wqy-microhei'];

/**
 * A whole Debian 11 in a folder of the cache: glibc 2.31 and libstdc++ of GCC 10, as Kylin V10 has, beside a browser of
 * Chromium 120. Made once.
 * @throws Error with one sentence where it can't be made here
 */
export async function debianRoot(): Promise<string> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    throw new Error('Debian 11 的试验环境只有 root 用户在 Linux 上才能建。');
  return withLock('debian11', async () => {
    const root = join(cacheDir, 'debian11');
    if (existsSync(root)) return root;
    if (!existsSync('/usr/sbin/debootstrap'))
      await must(
        'apt-get',
        ['install', '-y', '-qq', '--no-install-recommends', 'debootstrap'],
        '没有装上 debootstrap',
      );
    const mirror = await findMirror();
    const making = `${root}.part`;
    rmSync(making, { recursive: true, force: true });
    mkdirSync(dirname(making), { recursive: true });
    say('正在建 Debian 11 的试验环境…');
    await must('/usr/sbin/debootstrap', ['--variant=minbase', RELEASE, making, mirror], '没有建成 Debian 11');
    // Nothing that is installed there may start by itself on this machine.
    writeFileSync(join(making, 'usr/sbin/policy-rc.d'), '#!/bin/sh\nexit 101\n');
    chmodSync(join(making, 'usr/sbin/policy-rc.d'), 0o755);
    chmodSync(join(making, 'dev/shm'), 0o1777);
    say('正在装那时的浏览器…');
    const install = ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...BROWSER];
    await must('unshare', [...apart(making), ...install], '没有装上浏览器', {
      DEBIAN_FRONTEND: 'noninteractive',
    });
    await must(
      'unshare',
      [...apart(making), 'useradd', '-m', '-u', String(OFFICE), 'office'],
      '没有添加用户',
    );
    renameSync(making, root);
    return root;
  });
}

/**
 * Arguments of `unshare` for a process that sees nothing but that folder and its own processes. What is mounted for it
 * is gone with it, whatever happens: nothing stays that could be deleted through.
 */
function apart(root: string, user?: number): string[] {
  const who = user === undefined ? [] : [`--userspec=${user}:${user}`];
  return [
    '--mount',
    '--pid',
    '--fork',
    '--kill-child=SIGTERM',
    `--mount-proc=${root}/proc`,
    'chroot',
    ...who,
    root,
  ];
}

const PLAIN = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8' };

/** A program that runs there. */
export type Started = {
  child: ChildProcess;
  /** Asks it to end. */
  stop(): void;
  /** Comes when it has ended and said all that it has to say. */
  closed: Promise<unknown>;
};

/** Starts a program there, with nothing of this machine's environment. */
export function startThere(
  root: string,
  command: readonly string[],
  { user = OFFICE, env = {} }: { user?: number; env?: Record<string, string> } = {},
): Started {
  const home = user === 0 ? '/root' : '/home/office';
  const child = spawn('unshare', [...apart(root, user), ...command], {
    env: { ...PLAIN, HOME: home, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = once(child, 'close');
  // Killed, `unshare` asks what it has started to end.
  const abandon = (): void => void child.kill('SIGKILL');
  process.once('exit', abandon);
  void closed.then(() => process.off('exit', abandon));
  return { child, closed, stop: () => within(child).forEach((pid) => process.kill(pid, 'SIGTERM')) };
}

/** What `unshare` has started: it hands no signal on itself. */
function within({ pid }: ChildProcess): number[] {
  const list = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return list === '' ? [] : list.split(' ').map(Number);
}

export type Said = { code: number; stdout: string; stderr: string };

/** Runs a program there to its end. */
export async function runThere(...args: Parameters<typeof startThere>): Promise<Said> {
  const { child, closed } = startThere(...args);
  const said: Said = { code: -1, stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => (said.stdout += String(chunk)));
  child.stderr?.on('data', (chunk) => (said.stderr += String(chunk)));
  await closed;
  return { ...said, code: child.exitCode ?? -1 };
}

async function must(
  command: string,
  args: readonly string[],
  failure: string,
  env: Record<string, string> = {},
): Promise<void> {
  const { code, output } = await run(command, args, {
    quiet: true,
    env: { ...process.env, ...PLAIN, ...env },
  });
  if (code !== 0) throw new Error(`${failure}：${output.trim().split('\n').at(-1) ?? ''}`);
}
