import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The pinyin table, and the part that brings it into the browser. */
const FILES: readonly (readonly [name: string, files: readonly string[]])[] = [
  ['fcitx5-chinese-addons', ['/usr/share/fcitx5/inputmethod/pinyin.conf']],
  [
    'fcitx5-frontend-gtk3',
    ['x86_64-linux-gnu', 'aarch64-linux-gnu'].map(
      (machine) => `/usr/lib/${machine}/gtk-3.0/3.0.0/immodules/im-fcitx5.so`,
    ),
  ],
];
const PROGRAMS = ['Xvfb', 'xdotool', 'dbus-daemon', 'openbox', 'fcitx5', 'fcitx5-remote'];

/** What is missing for a real input method, by name; empty where all is there. */
export function missingPrograms(): string[] {
  if (process.platform !== 'linux') return PROGRAMS;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const programs = PROGRAMS.filter((name) => !folders.some((folder) => existsSync(join(folder, name))));
  const files = FILES.filter(([, paths]) => !paths.some((path) => existsSync(path)));
  return [...programs, ...files.map(([name]) => name)];
}

/** A virtual display with a window manager and fcitx5's pinyin. */
export type Display = {
  /** What a program needs to come up on it and be composed in. */
  env: Record<string, string>;
  /** Presses a key as a hand does: `n`, `space`, `ctrl+z`. */
  press(key: string): Promise<void>;
  /** The input method has the caret and is on. */
  isActive(): Promise<boolean>;
  close(): Promise<void>;
};

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`${what}: not in 30 seconds`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export async function startDisplay(): Promise<Display> {
  const home = mkdtempSync(join(tmpdir(), 'nianshu-ime-'));
  const children: ChildProcess[] = [];
  const start = (
    program: string,
    args: string[],
    env: Record<string, string>,
    stdio: 'ignore' | 'pipe' = 'ignore',
  ): ChildProcess => {
    const child = spawn(program, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', stdio, 'ignore'],
    });
    children.push(child);
    return child;
  };
  const close = async (): Promise<void> => {
    const ended = children
      .filter((child) => child.exitCode === null && child.signalCode === null)
      .map((child) => once(child, 'exit'));
    // At once: nothing of theirs is worth keeping, and fcitx5 may hang when it is asked politely.
    for (const child of children.toReversed()) child.kill('SIGKILL');
    await Promise.all(ended);
    rmSync(home, { recursive: true, force: true });
  };

  try {
    configure(home);
    const runtime = join(home, 'run');
    mkdirSync(runtime, { mode: 0o700 });
    // `-displayfd 1`: it says which number was free, once it answers.
    const server = start('Xvfb', ['-displayfd', '1', '-screen', '0', '1600x1000x24'], {}, 'pipe');
    const number = await firstLine(server);
    const base = { DISPLAY: `:${number}`, XDG_RUNTIME_DIR: runtime, LANG: 'C.UTF-8' };
    const bus = start(
      'dbus-daemon',
      [`--config-file=${join(home, 'bus.conf')}`, '--nofork', '--nopidfile', '--print-address=1'],
      base,
      'pipe',
    );
    const env = {
      ...base,
      DBUS_SESSION_BUS_ADDRESS: await firstLine(bus),
      XMODIFIERS: '@im=fcitx',
      GTK_IM_MODULE: 'fcitx',
      QT_IM_MODULE: 'fcitx',
      XDG_CONFIG_HOME: join(home, '.config'),
      XDG_DATA_HOME: join(home, 'data'),
    };
    start('openbox', [], env);
    start('fcitx5', ['--disable=cloudpinyin'], env);
    const remote = async (...args: string[]): Promise<string> =>
      (
        await run('fcitx5-remote', args, { env: { ...process.env, ...env } }).catch(() => ({ stdout: '' }))
      ).stdout.trim();
    await until('fcitx5 answers', async () => (await remote('-n')) === 'pinyin');
    return {
      env,
      press: async (key) => {
        await run('xdotool', ['key', '--clearmodifiers', key], { env: { ...process.env, ...env } });
      },
      isActive: async () => (await remote()) === '2',
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function configure(home: string): void {
  const folder = join(home, '.config', 'fcitx5');
  mkdirSync(join(folder, 'conf'), { recursive: true });
  const write = (name: string, lines: string[]): void =>
    writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
  // Starts nothing by itself: a second fcitx5, called up by the question whether there is one, would end the first.
  writeFileSync(
    join(home, 'bus.conf'),
    `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=${home}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`,
  );
  write('profile', [
    '[Groups/0]',
    'Name=Default',
    'Default Layout=us',
    'DefaultIM=pinyin',
    '[Groups/0/Items/0]',
    'Name=pinyin',
    'Layout=',
    '[GroupOrder]',
    '0=Default',
  ]);
  write('config', ['[Behavior]', 'ActiveByDefault=True', 'ShareInputState=All']);
  write('conf/pinyin.conf', ['CloudPinyinEnabled=False', 'PreeditMode="Composing pinyin"']);
}

/** What the program says first, which is that it is ready. */
function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`${child.spawnfile} ended before it was ready`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const [line, rest] = text.split('\n');
      if (line && rest !== undefined) resolve(line.trim());
    });
  });
}
