import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { writeFileSafely } from '../../../electron/shells/write-file.ts';

/** What the system says next time, and at what: a disk that is full and a folder without rights can't be had as root. */
const failing = vi.hoisted(() => ({ at: '', code: '' }));

function refuse(at: string): void {
  if (failing.at === at) throw Object.assign(new Error(failing.code), { code: failing.code });
}

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  return {
    ...real,
    open: async (path: string, flags: string): Promise<FileHandle> => {
      refuse('open');
      const file = await real.open(path, flags);
      const write = file.writeFile.bind(file);
      file.writeFile = async (bytes) => {
        if (failing.at === 'write') await write((bytes as Uint8Array).subarray(0, 1));
        refuse('write');
        await write(bytes);
      };
      return file;
    },
    rename: async (from: string, to: string): Promise<void> => {
      refuse('rename');
      await real.rename(from, to);
    },
  };
});

const folder = mkdtempSync(join(tmpdir(), 'nianshu-write-'));
const file = join(folder, '总结.docx');
const bytes = new Uint8Array([1, 2, 3]);

const message = (path: string): Promise<string> =>
  writeFileSafely(path, bytes).then(
    () => '',
    (error: Error) => error.message,
  );

afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  failing.at = '';
  writeFileSync(file, 'older');
});

describe('writing a file into its place', () => {
  it('replaces an older one, whole', async () => {
    await writeFileSafely(file, bytes);
    expect(readFileSync(file)).toEqual(Buffer.from(bytes));
    expect(readdirSync(folder)).toEqual(['总结.docx']);
  });

  it.each([
    ['a full disk', 'write', 'ENOSPC', 'disk-full', /磁盘空间不足，没有写出 总结\.docx；原来的文件没有动/],
    ['a used up quota', 'write', 'EDQUOT', 'disk-full', /磁盘空间不足/],
    ['a read-only folder', 'open', 'EACCES', 'read-only', /文件夹只读.*请换个位置/],
    ['a read-only disk', 'open', 'EROFS', 'read-only', /文件夹只读/],
    ['a file that Word has open', 'rename', 'EPERM', 'read-only', /正被其他程序打开.*关闭该文件后再试/],
    ['a name that Windows refuses', 'open', 'EINVAL', 'bad-request', /不能作文件名.*请换个名字/],
  ])(
    'says what to do about %s; the older file stays, and nothing beside it',
    async (_, at, code, kind, words) => {
      Object.assign(failing, { at, code });
      await expect(writeFileSafely(file, bytes)).rejects.toMatchObject({
        code: kind,
        message: expect.stringMatching(words) as unknown,
      });
      expect(readFileSync(file, 'utf8')).toBe('older');
      expect(readdirSync(folder)).toEqual(['总结.docx']);
    },
  );

  it('says the same of a name that is too long, of a folder, and of a folder that is not there', async () => {
    expect(await message(join(folder, `${'长'.repeat(200)}.docx`))).toMatch(/不能作文件名：太长/);
    expect(await message(folder)).toMatch(/是文件夹，请写明文件名/);
    expect(await message(join(folder, '没有', 'a.docx'))).toMatch(/文件夹不存在/);
    expect(readdirSync(folder)).toEqual(['总结.docx']);
  });
});
