import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import type { Imported } from '../../electron/shells/cli/import-files.ts';
import { READY } from '../unit/signoff/setup.ts';
import { ResidentCli } from './resident-cli.ts';
import type { Ended } from './run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'nianshu-cli-check-'));
const data = join(folder, 'data');

// Commands read files in processes of their own: on a busy machine a few of them take longer than a test usually may.
vi.setConfig({ testTimeout: 90_000 });

type Found = { rule: string; severity: string; section: string; text: string; suggestion: string | null };

const resident = new ResidentCli();
const cli = (...args: string[]): Promise<Ended> => resident.run({ folder, args, input: '' });

const FLAWED = READY.replace('建成法治长廊，', '截止11月底建成法治长廊,');

beforeAll(() => {
  writeFileSync(join(folder, '好.txt'), READY);
  writeFileSync(join(folder, '错.txt'), FLAWED);
});
afterAll(() => {
  resident.end();
  rmSync(folder, { recursive: true, force: true });
});

const found = ({ stdout }: Ended): Found[] => JSON.parse(stdout) as Found[];
const rules = (list: readonly Found[]): string[] => list.map(({ rule }) => rule);

const errors = (list: readonly Found[]) =>
  list.filter(({ severity }) => severity === 'error').map(({ rule, section, text }) => [rule, section, text]);

describe('check', () => {
  it('passes a file without errors, and leaves nothing behind', async () => {
    const ended = await cli('check', '好.txt', '--json');
    expect(ended.code).toBe(0);
    expect(found(ended).filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(existsSync(data)).toBe(false);
  });

  it('exits with 1 where there are errors, each with rule, severity, place and suggestion', async () => {
    const ended = await cli('check', '错.txt', '--json');
    expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code: 1, stderr: '' });
    expect(found(ended)).toContainEqual({
      rule: 'until-word',
      severity: 'error',
      section: '（一）主要成效和亮点',
      text: '截止',
      message: '后面跟时间，用“截至”；“截止”是停止的意思。',
      suggestion: '截至',
    });
    const text = await cli('check', '错.txt');
    expect(text.code).toBe(1);
    expect(text.stdout).toContain('错误  （一）主要成效和亮点：“截止” → 截至\n');
    expect(text.stdout).toMatch(/\n错误 2 · 提醒 \d+ · 提示 \d+\n$/);
  });

  it('checks a stored report and a Word file of it alike', async () => {
    const imported = await cli('import', '错.txt', '--data', data, '--json');
    const [{ id } = { id: '' }] = JSON.parse(imported.stdout) as Imported[];
    const stored = await cli('check', id ?? '', '--data', data, '--json');
    expect(stored.code).toBe(1);
    expect(rules(found(stored))).toEqual(expect.arrayContaining(['until-word', 'half-width-mark']));
    const args = ['export', id ?? '', '--format', 'docx', '--edition', 'internal', '--out', '错.docx'];
    expect((await cli(...args, '--data', data)).code).toBe(0);
    const word = await cli('check', '错.docx', '--json');
    expect(word.code).toBe(1);
    expect(errors(found(word))).toEqual(errors(found(stored)));
  });

  it('says in one line what it can’t check, and exits with 2', async () => {
    writeFileSync(join(folder, '坏.docx'), '这不是 Word 文件');
    for (const target of ['没有.txt', '坏.docx', 'no-such-report']) {
      const ended = await cli('check', target, '--data', data, '--json');
      expect({ target, code: ended.code }).toEqual({ target, code: 2 });
      const { error } = JSON.parse(ended.stdout) as { error: { code: string; message: string } };
      expect(ended.stderr).toBe(`${error.message}\n`);
    }
    expect((await cli('check')).code).toBe(2);
  });
});
