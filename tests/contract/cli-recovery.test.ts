import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { addReport, withStore } from '../store/damage.ts';
import { keepCopy } from '../store/keep-copy.ts';
import { runCli } from './run-cli.ts';

/** Each command is a process of its own. */
const PATIENCE = 120_000;

let folder: string;
let dataDir: string;

const run = (...args: string[]) => runCli(folder, [...args, '--data', dataDir]);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nianshu-cli-recovery-'));
  dataDir = join(folder, 'data');
  await withStore(dataDir, async (store) => {
    addReport(store, 2023);
    await keepCopy(dataDir, 'nianshu-2026-03-01');
    addReport(store, 2024);
  });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it(
  'every command refuses a damaged database without touching it, and restore lists what can be brought back',
  async () => {
    const junk = 'x'.repeat(9000);
    writeFileSync(join(dataDir, 'nianshu.db'), junk);
    const list = await run('list');
    expect(list.code).toBe(2);
    expect(list.stderr).toMatch(/数据文件已损坏，打不开，什么也没有改动.*restore/);
    const looked = await run('restore');
    expect(looked.code).toBe(1);
    expect(looked.stdout).toMatch(
      /的备份（推荐）：1 份报告，最近的改动.*\n {2}restore .*\.db --replace|逐份救回（推荐）：1 份报告/,
    );
    expect(looked.stdout).toContain('restore --empty');
    const json = JSON.parse((await run('restore', '--json')).stdout) as {
      problem: string;
      choices: unknown[];
    };
    expect(json.problem).toBe('damaged');
    expect(json.choices.length).toBeGreaterThanOrEqual(2);
    expect(readdirSync(dataDir)).not.toContain('damaged');
  },
  PATIENCE,
);

it(
  'restore --salvage says what it did, and every command says it until it is acknowledged',
  async () => {
    writeFileSync(join(dataDir, 'nianshu.db'), 'x'.repeat(9000));
    const restored = await run('restore', '--salvage');
    expect(restored.code).toBe(0);
    expect(restored.stdout).toMatch(/数据已逐份救回：1 份报告.*原来的文件保留在/);
    const list = await run('list', '--json');
    expect(JSON.parse(list.stdout)).toHaveLength(1);
    expect(list.stderr).toMatch(/数据已逐份救回/);
    const [report] = JSON.parse(list.stdout) as { id: string }[];
    const shown = await run('show', report?.id ?? '', '--json');
    expect(JSON.parse(shown.stdout)).toMatchObject({ notices: [{ kind: 'recovered' }] });
    expect((await run('doctor')).stdout).toMatch(/数据已逐份救回.*\n.*doctor --acknowledge/);
    expect((await run('doctor', '--acknowledge')).stdout).toContain('已标为看过');
    expect((await run('list')).stderr).toBe('');
  },
  PATIENCE,
);

it(
  'a missing database beside backups is a question on the command line, too',
  async () => {
    rmSync(join(dataDir, 'nianshu.db'));
    for (const command of [['list'], ['demo'], ['doctor']]) {
      const { code, stdout, stderr } = await run(...command);
      expect(code).toBeGreaterThan(0);
      expect(stdout + stderr).toMatch(/没有找到数据文件|没有数据文件/);
    }
    expect(readdirSync(dataDir).sort()).toEqual(['backups', 'nianshu.progress']);
    expect((await run('restore', '--empty')).code).toBe(0);
    expect((await run('list')).code).toBe(0);
  },
  PATIENCE,
);

it(
  'says what is wrong with a line that asks for two things',
  async () => {
    expect((await run('restore', '--salvage', '--empty')).stderr).toContain('只能选一个');
    expect((await run('restore', 'x.db', '--salvage')).stderr).toContain('多了“x.db”');
    expect((await run('recover')).stderr).toContain('没有“recover”这个命令');
  },
  PATIENCE,
);
