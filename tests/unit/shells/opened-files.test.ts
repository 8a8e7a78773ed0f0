import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterAll, describe, expect, it } from 'vitest';

import { filesIn, readOpened } from '../../../electron/shells/opened-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'nianshu-opened-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the files that a start names', () => {
  it.skipIf(process.platform === 'win32')(
    'are told from options, ours and Chromium’s, and from addresses',
    () => {
      expect(filesIn([], '/a')).toEqual([]);
      expect(
        filesIn(
          [
            '--no-sandbox',
            '--data',
            '/数据',
            '--ozone-platform=x11',
            '--demo',
            '年度 总结.docx',
            '-psn_0_1',
            '/b/会签.nsa',
            'https://a.example/x.docx',
            'nianshu://x.docx',
            '',
          ],
          '/a',
        ),
      ).toEqual(['/a/年度 总结.docx', '/b/会签.nsa']);
      // Behind `--` a dash is part of a name; the same file once.
      expect(filesIn(['--', '-总结.docx', '--demo', '-总结.docx'], '/a')).toEqual([
        '/a/-总结.docx',
        '/a/--demo',
      ]);
    },
  );

  it.skipIf(process.platform === 'win32')('may be addresses of files, as desktops hand them over', () => {
    const path = '/家/李 明/总结#1（终）.docx';
    expect(filesIn([pathToFileURL(path).href], '/a')).toEqual([path]);
    for (const wrong of ['file://elsewhere/x.docx', 'file:///a%00.docx', 'file:///%E0%A4%A.docx', 'a\0.docx'])
      expect(filesIn([wrong], '/a')).toEqual([]);
  });
});

const put = (name: string, bytes = 'x'): string => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};

describe('reading what was opened', () => {
  it('gives name and bytes, also through a link', async () => {
    const path = put('总结 终稿.docx', '内容');
    symlinkSync(path, join(folder, '链接.docx'));
    const { files, refused } = await readOpened([path, join(folder, '链接.docx')]);
    expect(files.map(({ name, bytes }) => [name, bytes.toString()])).toEqual([
      ['总结 终稿.docx', '内容'],
      ['链接.docx', '内容'],
    ]);
    expect(refused).toEqual([]);
  });

  it('says of each other why not, and reads the rest', async () => {
    mkdirSync(join(folder, '文件夹.docx'));
    if (process.platform !== 'win32') execFileSync('mkfifo', [join(folder, '管道.docx')]);
    const good = put('好.txt');
    const { files, refused } = await readOpened([
      join(folder, '文件夹.docx'),
      join(folder, '没有.docx'),
      join(folder, '管道.docx'),
      put('备份.nsb'),
      put('程序.exe'),
      good,
    ]);
    expect(files.map(({ name }) => name)).toEqual(['好.txt']);
    expect(refused.map((text) => text.slice(0, 30))).toEqual([
      expect.stringContaining('“文件夹.docx”没有打开：这是文件夹'),
      expect.stringContaining('“没有.docx”没有打开：找不到'),
      expect.stringContaining('“管道.docx”没有打开：'),
      expect.stringContaining('“备份.nsb”没有打开：这像是备份'),
      expect.stringContaining('“程序.exe”没有打开：年述不认得'),
    ]);
    for (const text of refused) expect(text).toMatch(/。$/);
  });

  it('takes fifty at once', async () => {
    const { files, refused } = await readOpened(Array.from({ length: 60 }, () => put('多.txt')));
    expect(files).toHaveLength(50);
    expect(refused).toEqual([expect.stringContaining('一次最多打开 50 个文件')]);
  });
});
