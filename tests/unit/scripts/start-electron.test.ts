import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterAll, beforeEach, describe, expect, it } from 'vitest';

import { scratchProject } from './scratch-project.ts';

const project = scratchProject();
afterAll(() => project.remove());
beforeEach(() => project.reset());

const BROWSER = 'BROWSER SHELL --demo\n';
const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';

/** What Electron, Chromium and the dynamic loader of glibc print and end with, on machines that they don't start on. */
const NOT_STARTING: [name: string, script: string, words: string][] = [
  [
    'an old glibc',
    `echo "$0: /lib/x86_64-linux-gnu/libc.so.6: version \\\`GLIBC_2.34' not found (required by $0)" >&2; exit 1`,
    '系统的基础库太旧（缺 GLIBC_2.34）',
  ],
  [
    'a missing library',
    `echo "$0: error while loading shared libraries: libnss3.so: cannot open shared object file: No such file or directory" >&2; exit 127`,
    '缺少系统库 libnss3.so',
  ],
  ['a missing library that is not named', 'exit 127', '缺少系统库'],
  [
    'a sandbox helper without its rights',
    `echo "[7:1201/101010.123456:FATAL:sandbox/linux/suid/client/setuid_sandbox_host.cc:166] The SUID sandbox helper binary was found, but is not configured correctly. Rather than run without sandboxing I'm aborting now." >&2; kill -TRAP $$`,
    '系统不让它使用沙箱',
  ],
  [
    'user namespaces that are closed',
    `echo "[7:1201/101010.123456:FATAL:content/browser/zygote_host/zygote_host_impl_linux.cc:128] No usable sandbox! If you are running on Ubuntu 23.10+ or another Linux distro that has disabled unprivileged user namespaces with AppArmor" >&2; kill -ABRT $$`,
    '系统不让它使用沙箱',
  ],
  [
    'a display that does not answer',
    `echo "[7:1201/101010.123456:ERROR:ui/ozone/platform/x11/ozone_platform_x11.cc:259] Missing X server or \\$DISPLAY" >&2; exit 1`,
    '连不上图形界面',
  ],
  ['a processor that is too old', 'kill -ILL $$', '处理器太旧'],
  ['something else', 'exit 9', '启动后就退出了，退出码 9'],
  ['a crash', 'kill -SEGV $$', '启动后就退出了，信号 SIGSEGV'],
];

describe('an Electron that does not start', () => {
  it.each(NOT_STARTING)(
    '%s: says why in a line, and opens the browser shell',
    async (_name, script, words) => {
      project.install(`#!/bin/sh\n${script}\n`);
      const { code, stdout, stderr } = await project.start(['--demo']);
      expect(lastLine(stderr)).toBe(`Electron 在本机启动不了（${words}），改用浏览器窗口启动。`);
      expect(stdout).toBe(BROWSER);
      expect(code).toBe(0);
    },
  );

  it('may be there and not be allowed to run', async () => {
    project.install('#!/bin/sh\n');
    chmodSync(join(project.folder, 'node_modules/electron/dist/electron'), 0o644);
    const { stdout, stderr } = await project.start(['--demo']);
    expect(lastLine(stderr)).toContain('没有运行它的权限');
    expect(stdout).toBe(BROWSER);
  });

  it('may be of another machine', async () => {
    project.install('\u007FELF of another machine');
    const { stdout, stderr } = await project.start(['--demo']);
    expect(lastLine(stderr)).toContain('取到的是别的机型的程序');
    expect(stdout).toBe(BROWSER);
  });

  it('is tried again at the next start, when somebody may have mended it', async () => {
    project.install('#!/bin/sh\nexit 127\n');
    expect((await project.start(['--demo'])).stdout).toBe(BROWSER);
    project.install('#!/bin/sh\necho "works $2"\n');
    expect((await project.start(['--demo'])).stdout).toBe('works --demo\n');
  });

  it('is not asked for without a display, and is not fetched', async () => {
    const { stdout, stderr } = await project.start(['--demo'], { DISPLAY: '' });
    expect(lastLine(stderr)).toBe('没有图形界面，改用浏览器方式启动。');
    expect(stdout).toBe(BROWSER);
  });
});

describe('a machine that the bundler has no part for', () => {
  const broken = "throw new Error('Cannot find native binding');\n";
  const bundler = join(project.folder, 'node_modules/vite/index.js');

  it('runs what another one has built, and is told how where nothing is there', async () => {
    const whole = readFileSync(bundler, 'utf8');
    rmSync(join(project.folder, 'out'), { recursive: true, force: true });
    writeFileSync(bundler, broken);
    const none = await project.start(['--browser', '--demo']);
    expect(none.code).toBe(2);
    expect(lastLine(none.stderr)).toMatch(
      /^程序没有生成：生成工具在本机（.+）上用不了。请在别的计算机上运行 npm run build/,
    );
    const { RESULTS } = (await import(pathToFileURL(join(project.folder, 'scripts/lib/build.mjs')).href)) as {
      RESULTS: string[];
    };
    for (const part of RESULTS) {
      mkdirSync(join(project.folder, 'out', part, '..'), { recursive: true });
      writeFileSync(join(project.folder, 'out', part), '');
    }
    const there = await project.start(['--browser', '--demo']);
    rmSync(join(project.folder, 'out'), { recursive: true });
    writeFileSync(bundler, whole);
    expect(there.stdout).toBe(BROWSER);
    expect(there.stderr).toContain('改用 out 文件夹里现成的程序');
  });
});

describe('an Electron that has been at work', () => {
  it('hands on its code, and is not started a second time in a browser', async () => {
    const { electronTrouble } = (await import(
      pathToFileURL(join(project.folder, 'scripts/lib/electron-trouble.mjs')).href
    )) as { electronTrouble: (end: object) => string | null };
    const end = { code: 139, signal: 'SIGSEGV', errors: '', livedMs: 3_600_000 };
    expect(electronTrouble(end)).toBeNull();
    expect(electronTrouble({ ...end, livedMs: 100 })).toContain('SIGSEGV');
    // Somebody has ended it.
    expect(electronTrouble({ code: 143, signal: 'SIGTERM', errors: '', livedMs: 100 })).toBeNull();
    expect(electronTrouble({ code: 0, signal: null, errors: '', livedMs: 100 })).toBeNull();
    // Windows: STATUS_ENTRYPOINT_NOT_FOUND, as Node gives it.
    expect(electronTrouble({ code: 3221225785, signal: null, errors: '', livedMs: 100 })).toContain(
      '系统太旧',
    );
  });
});
