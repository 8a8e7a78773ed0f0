import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { afterEach, describe, expect, it, vi } from 'vitest';

import { installed } from '../../scripts/lib/electron-binary.mjs';
import { addressesIn } from '../desktop/desk.ts';
import { NotHere, type Outcome, type Step } from '../desktop/outcome.ts';
import { root } from '../desktop/prepare.ts';
import { noDisplay } from '../desktop/reason.ts';
import { exitCodeOf, report, summary } from '../desktop/report.ts';
import { runSteps } from '../desktop/run-steps.ts';
import { STEPS } from '../desktop/steps/steps.ts';

afterEach(() => vi.useRealTimers());

const ok = (): Promise<void> => Promise.resolve();
const fails = (message: string) => (): Promise<void> => Promise.reject(new Error(message));
const taken = (steps: readonly Step<null>[]): Promise<Outcome[]> =>
  runSteps(steps, null, { deadlineMs: 1000, now: () => 0 });

describe('the steps', () => {
  it('are taken in order; what one needs and did not get is left out, and said', async () => {
    const outcomes = await taken([
      { name: '启动', run: ok },
      { name: '打印', run: fails('locator.click: Timeout\n  - waiting for …') },
      { name: '看打印', needs: ['启动', '打印'], run: ok },
      { name: '暂停', run: () => Promise.reject(new NotHere('Windows 上不能让后台暂停')) },
      { name: '退出', needs: ['启动'], run: ok },
    ]);
    expect(outcomes.map(({ name, how, why }) => [name, how, why])).toEqual([
      ['启动', 'passed', ''],
      ['打印', 'failed', 'locator.click: Timeout'],
      ['看打印', 'skipped', '“打印”没有通过'],
      ['暂停', 'skipped', 'Windows 上不能让后台暂停'],
      ['退出', 'passed', ''],
    ]);
  });

  it('don’t wait for one that never ends', async () => {
    vi.useFakeTimers();
    const outcomes = taken([
      { name: '卡住', run: () => new Promise(() => {}) },
      { name: '下一项', run: ok },
    ]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await outcomes).toMatchObject([{ how: 'failed', why: '超过 1 秒没有完成' }, { how: 'passed' }]);
  });

  it('of the real program need only steps before them, each by its own name', () => {
    const names = STEPS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const [at, { needs = [] }] of STEPS.entries())
      for (const need of needs) expect(names.slice(0, at)).toContain(need);
  });
});

describe('the table', () => {
  const outcomes: Outcome[] = [
    { name: '启动', how: 'passed', why: '', seconds: 3.14 },
    { name: '导出 PDF', how: 'failed', why: '没有写出 PDF', seconds: 45 },
    { name: '看打印', how: 'skipped', why: '“打印”没有通过', seconds: 0 },
  ];

  it('says in Chinese what passed, what did not and why', () => {
    expect(report(outcomes, 'linux 6.1 x64').split('\n').slice(0, 6)).toEqual([
      '年述桌面程序检查（linux 6.1 x64）',
      '',
      '   项目      结果      用时     说明',
      '1  启动      通过      3.1 秒',
      '2  导出 PDF  没有通过  45.0 秒  没有写出 PDF',
      '3  看打印    没有做             “打印”没有通过',
    ]);
    expect(report(outcomes, '')).toContain('□ 输入法');
  });

  it('ends with a line and an exit code that hide nothing', () => {
    expect(summary(outcomes)).toBe('通过 1 项，没有通过 1 项，没有做 1 项（原因见上）。');
    expect(exitCodeOf(outcomes)).toBe(1);
    expect(summary(outcomes.slice(0, 1))).toBe('通过 1 项。');
    expect(exitCodeOf(outcomes.filter(({ how }) => how !== 'failed'))).toBe(0);
  });
});

describe('the network’s log', () => {
  it('gives the addresses that were asked for', () => {
    const log =
      '{"params":{"url":"https://redirector.gvt1.com/edgedl/zh.bdic"}},{"params":{"host":"https://a.example:443"}},' +
      '{"params":{"url":"app://nianshu/"}},{"params":{"url":"https://redirector.gvt1.com/edgedl/zh.bdic"}}';
    expect(addressesIn(log)).toEqual(['https://redirector.gvt1.com/edgedl/zh.bdic', 'https://a.example:443']);
    expect(addressesIn('{"events":[]}')).toEqual([]);
  });
});

/** The check as a process of its own. */
const run = (env: Record<string, string>): { status: number | null; stderr: string; stdout: string } =>
  spawnSync(process.execPath, [join(root, 'tests/desktop/main.ts')], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });

describe('where nothing can be done', () => {
  it('knows a machine without a display', () => {
    expect(noDisplay('linux', {})).toBe('没有图形界面');
    expect(noDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBeNull();
    expect(noDisplay('win32', {})).toBeNull();
  });

  it.skipIf(process.platform !== 'linux')('says so in one line, which is not “well”', () => {
    const { status, stderr, stdout } = run({ DISPLAY: '', WAYLAND_DISPLAY: '' });
    expect(stderr).toBe(
      '没有运行桌面程序的检查：没有图形界面。请在有图形界面、能取得 Electron 的电脑上运行 npm run test:desktop。\n',
    );
    expect(status).toBe(3);
    expect(stdout).toBe('');
  });

  it.skipIf(installed() !== null)('says why there is no Electron', () => {
    // Nobody listens there.
    const { status, stderr } = run({ DISPLAY: ':9', ELECTRON_MIRROR: 'http://127.0.0.1:9/' });
    expect(stderr.trim().split('\n').at(-1)).toMatch(/^没有运行桌面程序的检查：没有取得 Electron（.+）/);
    expect(status).toBe(3);
  });
});
