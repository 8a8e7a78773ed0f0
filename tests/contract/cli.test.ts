import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import type { Imported } from '../../electron/shells/cli/import-files.ts';
import type { ReportSummary } from '../../shared/contract/methods.ts';
import type { Outline } from '../../shared/structure/outline-types.ts';
import { runCli, type Ended } from './run-cli.ts';
import { SAMPLE } from './sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'nianshu-cli-test-'));
const data = join(folder, 'data');

// Each command is a process of its own; on a busy machine a few of them take longer than a test usually may.
vi.setConfig({ testTimeout: 90_000 });

const cli = (...args: string[]): Promise<Ended> => runCli(folder, args);

/** The result of a command with `--json` that has to succeed. */
async function json<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await cli(...args, '--data', data, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as T;
}

beforeAll(() => {
  writeFileSync(join(folder, '总结.txt'), SAMPLE);
  writeFileSync(join(folder, 'empty.txt'), '');
  writeFileSync(join(folder, 'fake.docx'), '这不是 Word 文件');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the command line', () => {
  let imported: string;

  it('compares two years, writes the comparison as Word, and gives figures by year', async () => {
    const own = join(folder, 'compare');
    const run = async <T>(...args: string[]): Promise<T> => {
      const { code, stdout, stderr } = await cli(...args, '--data', own, '--json');
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      return JSON.parse(stdout) as T;
    };
    const { ids } = await run<{ ids: string[] }>('demo');
    const [a = '', b = ''] = ids.slice(-2);
    type Compared = {
      reuse: number;
      sections: { a: string; b: string; reuse: number; changes: { kind: string; a: string; b: string }[] }[];
    };
    const compared = await run<Compared>('compare', a, b);
    expect(compared.reuse).toBeGreaterThan(0.5);
    expect(compared.sections.map((section) => section.b)).toContain('（一）学习宣传贯彻习近平法治思想');
    const changes = compared.sections.flatMap((section) => section.changes);
    expect(changes).toContainEqual(
      expect.objectContaining({ kind: 'figure', a: '9次', b: '10次', percent: 11.1 }),
    );
    // The town's name stands in the name of a hall, in no field: somebody has to decide.
    const toPublic = ['compare', a, b, '--edition', 'public', '--out', '对照.docx'];
    const stopped = await cli(...toPublic, '--data', own);
    expect(stopped.code).toBe(1);
    expect(stopped.stderr).toMatch(/没有导出[\s\S]*别处已隐去：.*【青禾】/);
    expect(existsSync(join(folder, '对照.docx'))).toBe(false);
    await run(...toPublic, '--allow-leftovers');
    expect(existsSync(join(folder, '对照.docx'))).toBe(true);
    type Figures = { key: string; unit: string; values: { year: number; value: number | string }[] }[];
    expect(await run<Figures>('indicators', '--key', 'inspections')).toMatchObject([
      {
        key: 'inspections',
        unit: '宗',
        values: [{ year: 2022, value: 486 }, {}, {}, { year: 2025, value: 655 }],
      },
    ]);
    const wrong = await cli('compare', a, '--data', own);
    expect(wrong).toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'compare 后面要写两份报告的编号，旧的在前。\n',
    });
  });

  it('backs up, restores into a folder of its own, and looks after both', async () => {
    const own = join(folder, 'care');
    await cli('import', '总结.txt', '--data', own);
    const made = await cli('backup', '备份.db', '--data', own);
    expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/已备份：.*备份\.db.*1 份报告/) });
    const again = await cli('backup', '备份.db', '--data', own);
    expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining('没有覆盖') });
    const there = await cli('restore', '备份.db', '--data', own);
    expect(there).toMatchObject({ code: 2, stderr: expect.stringContaining('已有 1 份报告，没有恢复') });
    const other = join(folder, 'care-restored');
    expect((await cli('restore', '备份.db', '--data', other)).stdout).toContain('已恢复到');
    expect((await cli('list', '--data', other)).stdout).toContain('青禾镇');
    // Without a backup something is to be done.
    const found = await cli('doctor', '--data', other, '--json');
    expect(found.code).toBe(1);
    expect(JSON.parse(found.stdout)).toMatchObject({ ok: false, problems: [{ what: '还没有备份' }] });
  });

  it('recognises without leaving anything behind', async () => {
    const empty = join(folder, 'never');
    const { code, stdout } = await cli('outline', '总结.txt', '--json', '--data', empty);
    expect(code).toBe(0);
    const outline = JSON.parse(stdout) as Outline;
    expect(outline.counts).toMatchObject({ headings: { '1': 3, '2': 2 }, items: 5, runs: 2 });
    expect(outline.blocks[0]).toMatchObject({ type: 'title' });
    expect(Array.isArray(outline.doubtful)).toBe(true);
    expect(existsSync(empty)).toBe(false);
  });

  it('imports, lists, shows', async () => {
    const [result] = await json<Imported[]>('import', '总结.txt');
    expect(result).toMatchObject({ file: '总结.txt', year: 2022, unit: '青禾镇' });
    imported = result?.id ?? '';
    const list = await json<ReportSummary[]>('list');
    expect(list).toMatchObject([{ id: imported, year: 2022, unit: '青禾镇' }]);
    const shown = await json<Outline & { id: string; year: number }>('show', imported);
    expect(shown).toMatchObject({ id: imported, year: 2022, counts: { items: 5 } });
    expect(shown.blocks.some((block) => block.items?.length === 3)).toBe(true);
  });

  it('takes the good files of several, names the bad ones, and exits with 2', async () => {
    const args = ['import', 'empty.txt', '总结.txt', 'fake.docx', 'none.docx', '--year', '2021'];
    const { code, stdout, stderr } = await cli(...args, '--data', join(folder, 'other'), '--json');
    expect(code).toBe(2);
    const results = JSON.parse(stdout) as Imported[];
    expect(results.map((result) => result.refused?.code ?? 'taken')).toEqual([
      'empty-file',
      'taken',
      'not-word',
      'not-found',
    ]);
    expect(results[1]?.year).toBe(2021);
    expect(stderr.match(/没有导入/g)).toHaveLength(3);
  });

  it('rolls over', async () => {
    const { id } = await json<{ id: string }>('new', '--year', '2023', '--from', imported);
    const shown = await json<Outline & { year: number }>('show', id);
    expect(shown.year).toBe(2023);
    expect(shown.title).toContain('2023');
  });

  it('exports into place', async () => {
    const out = join(folder, 'out.docx');
    writeFileSync(out, 'older');
    const args = ['export', imported, '--format', 'docx', '--edition', 'internal', '--out', out];
    const result = await json<{ file: string; bytes: number; pages: unknown; substitutedFonts: unknown }>(
      ...args,
    );
    expect(Object.keys(result).toSorted()).toEqual(['bytes', 'file', 'pages', 'proof', 'substitutedFonts']);
    const bytes = readFileSync(out);
    expect(result).toMatchObject({ file: out, bytes: bytes.length });
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('leaves an older file alone when it can’t export', async () => {
    const out = join(folder, 'keep.txt');
    writeFileSync(out, 'older');
    const args = ['export', 'none', '--edition', 'public', '--out', out];
    const { code, stdout, stderr } = await cli(...args, '--data', data, '--json');
    expect(code).toBe(2);
    const { error } = JSON.parse(stdout) as { error: { code: string; message: string } };
    expect(error.code).toBe('not-found');
    expect(stderr).toBe(`${error.message}\n`);
    expect(readFileSync(out, 'utf8')).toBe('older');
  });

  it('loads the demo, and reads well without --json', async () => {
    const { code, stdout } = await cli('demo', '--data', join(folder, 'demo'));
    expect(code).toBe(0);
    expect(stdout).toMatch(/^已载入演示数据：\d+ 份报告。用 list 查看。\n$/);
    const list = await cli('list', '--data', join(folder, 'demo'));
    expect(list.stdout).toMatch(/^编号 .*年度 .*单位 .*状态 .*标题\n/);
    expect((await cli('list', '--data', join(folder, 'fresh'))).stdout).toContain('还没有报告');
  });

  it.each([
    [['outline', 'none.docx'], '找不到“none.docx”，没有识别。请核对文件名和位置。'],
    [['outline', '.'], '“.”是文件夹，不是文件，没有识别。请写明文件名。'],
    [['frobnicate'], '没有“frobnicate”这个命令。用 help 查看用法。'],
  ])('says %j in one line', async (args, line) => {
    const ended = await cli(...args);
    expect(ended).toEqual({ code: 2, stdout: '', stderr: `${line}\n` });
    const withJson = await cli(...args, '--json');
    expect(JSON.parse(withJson.stdout)).toMatchObject({ error: { message: line } });
  });
});
