import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { afterAll, beforeEach, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const load = (path: string): Promise<Record<string, never>> => import(pathToFileURL(join(root, path)).href);

describe('the nightly run', () => {
  it('attacks, kills and mutates as often as it says, each stretch with a seed of its own, and runs what is there', async () => {
    type Stretch = { script: string; kind: string; seed: number; count: number };
    type Step = { name: string; test?: string; stretch?: Stretch };
    const { nightlySteps } = (await load('scripts/lib/nightly-plan.mjs')) as unknown as {
      nightlySteps: (seed: number) => Step[];
    };
    const steps = nightlySteps(7);
    const stretches = steps.flatMap(({ stretch }) => stretch ?? []);
    const together = (own: (stretch: Stretch) => boolean): number =>
      stretches.filter(own).reduce((sum, { count }) => sum + count, 0);
    expect(together(({ kind }) => kind === 'reports')).toBeGreaterThanOrEqual(1000);
    expect(together(({ kind }) => kind === 'worked')).toBeGreaterThanOrEqual(1000);
    expect(together(({ script }) => script.includes('/kills/'))).toBeGreaterThanOrEqual(1000);
    expect(together(({ script }) => script.includes('/mutated-files/'))).toBeGreaterThanOrEqual(10_000);
    expect(together(({ script }) => script.includes('/power-cuts/'))).toBeGreaterThanOrEqual(2000);
    expect(together(({ script }) => script.includes('/damaged/'))).toBeGreaterThanOrEqual(2000);
    expect(together(({ script }) => script.includes('/hidden-words/'))).toBeGreaterThanOrEqual(400);
    for (const { script } of stretches) expect(existsSync(join(root, script)), script).toBe(true);
    expect(new Set(stretches.map(({ seed }) => seed)).size).toBe(stretches.length);
    expect(new Set(steps.map(({ name }) => name)).size).toBe(steps.length);
    for (const { test } of steps) if (test) expect(existsSync(join(root, test)), test).toBe(true);
  });
});

/** A Node that does not run TypeScript. */
const OLD_NODE = `data:text/javascript,${encodeURIComponent("Object.defineProperty(process.features,'typescript',{value:false})")}`;

describe('a Node that is too old', () => {
  const launcher = readFileSync(join(root, 'scripts/on-node.cjs'), 'utf8');

  it('is told in a sentence what to do', () => {
    const old = "Object.defineProperty(process.versions, 'node', { value: '10.19.0' });\n";
    const { status, stderr, stdout } = spawnSync(process.execPath, ['--input-type=commonjs', '-'], {
      input: `${old}${launcher}`,
      encoding: 'utf8',
    });
    expect({ status, stderr, stdout }).toEqual({
      status: 2,
      stderr:
        '本机的 Node 是 10.19.0，年述需要 Node 18 或更新的。请从 https://nodejs.org 或单位的软件源安装后再试；数据没有受影响。\n',
      stdout: '',
    });
  });

  it('can read the file that says so: no word in it is younger than Node 4', () => {
    expect(launcher.replaceAll(/^ *\/\/.*$/gm, '')).not.toMatch(
      /\b(const|let|async|await|import)\b|=>|`|\?\.|\?\?/,
    );
  });

  it('is stopped there by every command that a person starts with', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    for (const name of ['start', 'test', 'cli'])
      expect(scripts[name]).toBe(`node scripts/on-node.cjs ${name}`);
  });
});

describe('the last line of npm test', () => {
  type Summary = (
    report: object | null,
    failedChecks: number,
    exitCode: number,
  ) => { line: string; ok: boolean };
  const summary = async (): Promise<Summary> =>
    (await load('scripts/lib/test-summary.mjs'))['summaryLine'] as unknown as Summary;
  const report = {
    numPassedTests: 12,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [],
  };

  it.each([
    ['all well', report, 0, 0, '12 passed, 0 failed', true],
    ['a failed test', { ...report, numFailedTests: 2 }, 0, 1, '12 passed, 2 failed', false],
    ['left out', { ...report, numPendingTests: 1 }, 0, 0, '12 passed, 0 failed, 1 skipped', true],
    ['a failed type check', report, 1, 0, '12 passed, 1 failed', false],
    [
      'a file that can’t be loaded',
      { ...report, testResults: [{ status: 'failed', assertionResults: [] }] },
      0,
      1,
      '12 passed, 1 failed',
      false,
    ],
    ['an error outside of tests', report, 0, 1, '12 passed, 1 failed', false],
    ['nothing written', null, 0, 137, '0 passed, 1 failed', false],
    ['nothing run', { ...report, numPassedTests: 0 }, 0, 0, '0 passed, 0 failed', false],
  ])('%s', async (_name, given, checks, exitCode, line, ok) => {
    expect((await summary())(given, checks, exitCode)).toEqual({ line, ok });
  });
});

/**
 * A small project with the real set-up scripts and a stand-in for npm that notes what it is asked and installs
 * what the real one would.
 */
describe('setting up', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nianshu-setup-'));
  const calls = join(folder, 'calls.txt');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const npm = `
import { appendFileSync, copyFileSync, mkdirSync, rmSync, chmodSync } from 'node:fs';
const args = process.argv.slice(2).join(' ');
appendFileSync(${JSON.stringify(calls)}, args + '\\n');
if (args.startsWith('ci')) { rmSync('node_modules', { recursive: true, force: true }); mkdirSync('node_modules'); }
if (args.startsWith('ci') && process.env.LOCK_INCOMPLETE) { console.error('npm error code EUSAGE'); process.exit(1); }
if (args.startsWith('rebuild') && process.env.NODE_FAILS) { console.error(process.env.NODE_FAILS); process.exit(1); }
if (args.startsWith('rebuild')) {
  mkdirSync('node_modules/node/bin', { recursive: true });
  copyFileSync(process.execPath, 'node_modules/node/bin/node' + (process.platform === 'win32' ? '.exe' : ''));
}
if (process.env.NPM_FAILS) { console.error(process.env.NPM_FAILS); process.exit(1); }
`;

  beforeEach(() => {
    rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
    cpSync(join(root, 'scripts'), join(folder, 'scripts'), { recursive: true });
    writeFileSync(
      join(folder, 'package-lock.json'),
      '{"packages":{"":{},"node_modules/a":{"version":"1.0.0"}}}',
    );
    writeFileSync(join(folder, 'npm-cli.mjs'), npm);
    // What npm_execpath names has to end in .js or .cjs.
    writeFileSync(
      join(folder, 'npm-cli.cjs'),
      `import(${JSON.stringify(pathToFileURL(join(folder, 'npm-cli.mjs')).href)})`,
    );
    writeFileSync(
      join(folder, 'scripts', 'hello.mjs'),
      "import { runUnderProjectNode } from './lib/setup.mjs';\nawait runUnderProjectNode('scripts/inner.mjs');\n",
    );
    writeFileSync(
      join(folder, 'scripts', 'inner.mjs'),
      'console.log(JSON.stringify({ program: process.execPath, args: process.argv.slice(2), path: process.env.PATH }));\nprocess.exit(Number(process.argv[2] ?? 0));\n',
    );
    writeFileSync(calls, '');
  });

  const start = (args: string[] = [], env: Record<string, string> = {}): ReturnType<typeof run> =>
    run(args, env);
  function run(
    args: string[],
    env: Record<string, string>,
  ): { status: number | null; stdout: string; stderr: string; asked: string[] } {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(folder, 'scripts', 'hello.mjs'), ...args],
      {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, npm_execpath: join(folder, 'npm-cli.cjs'), ...env },
      },
    );
    return { status, stdout, stderr, asked: readFileSync(calls, 'utf8').trim().split('\n').filter(Boolean) };
  }

  it('installs once, says so in a line each, and starts under the project’s Node with all arguments', () => {
    const first = start(['3', 'a b']);
    expect(first.asked).toEqual([
      'ci --no-audit --no-fund --loglevel=error',
      'rebuild node --ignore-scripts=false',
    ]);
    expect(first.stderr).toBe('正在安装依赖…\n正在准备 Node 24…\n');
    expect(first.status).toBe(3);
    const seen = JSON.parse(first.stdout) as { program: string; args: string[]; path: string };
    expect(seen.program).toContain(join('node_modules', 'node', 'bin'));
    expect(seen.args).toEqual(['3', 'a b']);
    expect(seen.path.split(delimiter)[0]).toContain(join('node_modules', '.bin'));
    const second = start();
    expect(second.stderr).toBe('');
    expect(second.asked).toHaveLength(2);
  });

  it('installs again when the lock file has changed', () => {
    start();
    writeFileSync(
      join(folder, 'package-lock.json'),
      '{"packages":{"":{},"node_modules/a":{"version":"1.0.1"}}}',
    );
    expect(start().asked.filter((line) => line.startsWith('ci'))).toHaveLength(2);
  });

  it('takes the versions of a lock that lacks the binaries of other platforms', () => {
    const { status, asked } = start([], { LOCK_INCOMPLETE: '1' });
    expect(status).toBe(0);
    expect(asked[1]).toBe('install --no-save --no-audit --no-fund --loglevel=error');
  });

  it('takes what somebody installed by hand', () => {
    mkdirSync(join(folder, 'node_modules', 'node', 'bin'), { recursive: true });
    const program = process.platform === 'win32' ? 'node.exe' : 'node';
    copyFileSync(process.execPath, join(folder, 'node_modules', 'node', 'bin', program));
    chmodSync(join(folder, 'node_modules', 'node', 'bin', program), 0o755);
    writeFileSync(
      join(folder, 'node_modules', '.package-lock.json'),
      '{"packages":{"node_modules/a":{"version":"1.0.0"}}}',
    );
    expect(start().asked).toEqual([]);
  });

  it('says what went wrong, and tries again the next time', () => {
    const failed = start([], { NPM_FAILS: 'ENOTFOUND registry' });
    expect(failed.status).toBe(2);
    expect(failed.stderr).toBe(
      '正在安装依赖…\n依赖没有装上：找不到服务器，可能没有联网。可换镜像源后再试：npm config set registry 镜像源地址；要经过代理的：npm config set https-proxy 代理地址。npm 说：\nENOTFOUND registry\n',
    );
    expect(failed.stdout).toBe('');
    expect(start().status).toBe(0);
  });

  it.each([
    ['npm error code E407', '代理服务器没有接通'],
    ['npm error code ENOSPC\nnpm error ENOSPC: no space left on device, write', '磁盘已满。请腾出空间后再试'],
    ['npm error code SELF_SIGNED_CERT_IN_CHAIN', 'NODE_EXTRA_CA_CERTS'],
    ['npm error code EINTEGRITY', '校验值不一致'],
    ['npm error code EACCES', '没有写文件的权限'],
    ['npm error code E404', '服务器上没有这个文件。可换镜像源后再试'],
  ])('says what npm means by %s', (output, words) => {
    expect(start([], { NPM_FAILS: output }).stderr).toContain(words);
  });

  describe('a machine that there is no Node package for', () => {
    const none = { NODE_FAILS: 'npm error code E404\nnpm error 404 Not Found - GET node-linux-loong64' };

    it('runs under its own Node, which is new enough, and asks no more', () => {
      const first = start([], none);
      expect(first.stderr).toContain(`没有取得 Node 24，改用本机的 Node ${process.versions.node}。`);
      expect((JSON.parse(first.stdout) as { program: string }).program).toBe(process.execPath);
      const asked = start([], none).asked.length;
      expect(start([], none)).toMatchObject({ status: 0, stderr: '' });
      expect(readFileSync(calls, 'utf8').trim().split('\n')).toHaveLength(asked);
    });

    it('is told which Node it needs where its own is too old', () => {
      const old = start([], { ...none, NODE_OPTIONS: `--import ${OLD_NODE}` });
      expect(old.status).toBe(2);
      expect(old.stderr).toContain('请从系统的软件源安装 Node 24.12 或更新的，再试。');
    });

    it('asks again after a network that failed', () => {
      start([], { NODE_FAILS: 'npm error code ENOTFOUND' });
      expect(start().asked.filter((line) => line.startsWith('rebuild'))).toHaveLength(2);
      expect(start().stderr).toBe('');
    });
  });

  it('does not wait for a process that died while it was installing', () => {
    mkdirSync(join(folder, '.cache'), { recursive: true });
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    writeFileSync(join(folder, '.cache', 'setup.lock'), String(pid));
    expect(start().status).toBe(0);
    expect(existsSync(join(folder, '.cache', 'setup.lock'))).toBe(false);
  });
});
