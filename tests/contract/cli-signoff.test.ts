import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import type { Verification } from '../../shared/signoff/types.ts';
import { PASSPHRASE, READY } from '../unit/signoff/setup.ts';
import { runCli, type Ended } from './run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'nianshu-cli-signoff-'));
const data = join(folder, 'data');

// Each command is a process of its own, and keys are slow to derive by intent.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

/** Runs a command with these words on standard input. */
const cli = (input: string, ...args: string[]): Promise<Ended> =>
  runCli(folder, [...args, '--data', data], input);

async function verified(target: string, code: number): Promise<Verification> {
  const ended = await cli('', 'verify', target, '--json');
  expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code, stderr: '' });
  return JSON.parse(ended.stdout) as Verification;
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function take(name: string, text: string): Promise<string> {
  writeFileSync(join(folder, name), text);
  const { stdout } = await cli('', 'import', name, '--json');
  return (JSON.parse(stdout) as { id: string }[])[0]?.id ?? '';
}

/** What a command says that is refused for how it is used. */
async function line(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await cli('', ...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  return stderr;
}

/** From a finished report to a proven one. The steps build on each other. */
describe('signing and proving on the command line', () => {
  let id: string;
  const signIt = ['--person', '林春生', '--date', '2023-12-20', '--opinion', '同意。'];

  beforeAll(async () => {
    id = await take('总结.txt', READY);
  });

  it('says in one line what is missing, and asks for no passphrase', async () => {
    expect(await line('signoff', id)).toBe('缺少 --person（签发人姓名）。\n');
    expect(await line('signoff', id, '--person', '林春生', '--date', '2023-02-30')).toMatch(/完整的日期/);
    expect(await line('signoff', id, '--passphrase', 'x', '--person', '林春生')).toMatch(/没有 --passphrase/);
    expect(await line('signoff', id, ...signIt)).toMatch(/没有叫“林春生”的签发人.*--first/);
    expect(await line('signoff', id, ...signIt, '--first')).toMatch(/没有读到口令/);
    expect(await line('signoff', 'none', ...signIt)).toMatch(/没有/);
    expect(await line('signoff', id, ...signIt, '--signer', '王芳')).toMatch(/只与 --paper/);
    expect(await line('signoff', id, '--person', '周明远', '--paper', 'a.pdf', '--signer', '林春生')).toMatch(
      /照签批单上的写/,
    );
  });

  it('is not ready while something is not done: 1, and what it is', async () => {
    const other = await take('未完.txt', READY.replace('完成行政检查612宗', '完成行政检查***宗'));
    const ended = await cli(`${PASSPHRASE}\n`, 'signoff', other, ...signIt, '--first', '--json');
    expect(ended.code).toBe(1);
    const { error } = JSON.parse(ended.stdout) as { error: { code: string; obstacles: { kind: string }[] } };
    expect(error).toMatchObject({ code: 'not-ready', obstacles: [{ kind: 'field' }] });
    expect(ended.stderr).toMatch(/还有 1 处没有办完[\s\S]*数据：/);
    expect(await verified(other, 1)).toMatchObject({ ok: false, version: null });
  });

  it('takes the passphrase from standard input, and freezes the report', async () => {
    const short = await cli('123\n', 'signoff', id, ...signIt, '--first');
    expect(short).toMatchObject({ code: 2, stdout: '' });
    expect(short.stderr).toMatch(/至少 8 个字符/);
    const signed = await cli(`${PASSPHRASE}\r\n`, 'signoff', id, ...signIt, '--first', '--json');
    expect({ code: signed.code, stderr: signed.stderr }).toEqual({ code: 0, stderr: '' });
    const made = JSON.parse(signed.stdout) as { version: number; sha256: string };
    expect(made).toEqual({ version: 1, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    expect(signed.stdout + signed.stderr).not.toContain(PASSPHRASE);
    const again = await cli(`${PASSPHRASE}\n`, 'signoff', id, ...signIt);
    expect(again).toMatchObject({ code: 2, stdout: '' });
    expect(again.stderr).toMatch(/已经签发/);
    // The signer is known now, and the passphrase is the one that was set.
    const second = await take('第二份.txt', READY.replaceAll('612', '618'));
    const wrong = await cli('别的口令12345\n', 'signoff', second, ...signIt);
    expect(wrong).toMatchObject({ code: 2, stdout: '' });
    expect(wrong.stderr).toMatch(/口令不对/);
    expect((await cli(`${PASSPHRASE}\n`, 'signoff', second, ...signIt)).code).toBe(0);
  });

  it('proves the stored version, and what was exported', async () => {
    const stored = await verified(id, 0);
    expect(stored).toMatchObject({ ok: true, version: 1, differences: [] });
    for (const out of ['internal.docx', 'internal.pdf']) {
      expect((await cli('', 'export', id, '--edition', 'internal', '--out', out)).code).toBe(0);
    }
    const word = await cli('', 'verify', 'internal.docx');
    expect(word).toMatchObject({ code: 0, stderr: '' });
    expect(word.stdout).toMatch(
      /^核验无误：就是签发后导出的那个文件，一个字节不差。\n内部版，由林春生于2023年12月20日签发（本人签）。\n审签：\n  签发：林春生/,
    );
    expect(await verified('internal.pdf', 0)).toMatchObject({ ok: true, version: 1, differences: [] });
  });

  it('has no sheet of a review before one is filled in, and writes only what there is', async () => {
    expect(await line('review-sheet', id, '--format', 'docx')).toMatch(/还没有公开审查单/);
    expect(await line('review-sheet', id, '--format', 'txt')).toMatch(/docx/);
    expect(await line('review-sheet', '--format', 'pdf')).toMatch(/报告编号/);
  });

  it('names what was changed in a file', async () => {
    const parts = unzipSync(new Uint8Array(readFileSync(join(folder, 'internal.docx'))));
    const xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
    const changed = zipSync({ ...parts, 'word/document.xml': strToU8(xml.replace('612', '621')) });
    writeFileSync(join(folder, '改过.docx'), changed);
    const found = await verified('改过.docx', 1);
    expect(found).toMatchObject({ ok: false, version: 1 });
    expect(found.differences).toHaveLength(1);
    expect(found.differences[0]?.signed).toContain('612');
    expect(found.differences[0]?.found).toContain('621');
    const text = await cli('', 'verify', '改过.docx');
    expect(text.stdout).toMatch(/没有通过核验[\s\S]*签发稿：.*612/);
  });

  it('says what can’t be checked', async () => {
    const missing = await cli('', 'verify', 'none.docx');
    expect(missing).toEqual({
      code: 2,
      stdout: '',
      stderr: '找不到“none.docx”，没有核验。请核对文件名和位置。\n',
    });
    // What a file says can't steer the terminal, nor write a line of its own.
    const steering = await cli('', 'verify', 'a\u001B[2J\n核验无误.docx');
    expect(steering.stderr).toBe('找不到“a\uFFFD[2J 核验无误.docx”，没有核验。请核对文件名和位置。\n');
    writeFileSync(join(folder, 'fake.pdf'), '这不是 PDF');
    const fake = await cli('', 'verify', 'fake.pdf');
    expect(fake).toMatchObject({ code: 2, stdout: '' });
    expect(fake.stderr).toMatch(/不是 Word 或 PDF/);
  });
});

describe('the marked-up draft on the command line', () => {
  it('is internal, and Word or PDF', async () => {
    expect(await line('export', 'x', '--review', '--out', 'a.pdf', '--edition', 'public')).toMatch(
      /花脸稿没有公开版/,
    );
    expect(await line('export', 'x', '--review', '--out', 'a.txt')).toMatch(/只能导出为 Word 或 PDF/);
    expect(await line('export', 'x', '--review', '--out', 'a.docx')).toMatch(/没有/);
  });
});
