import { chmodSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { readArguments } from '../../electron/shells/cli/args.ts';
import { command, done, type Command } from '../../electron/shells/cli/command.ts';
import { COMMANDS } from '../../electron/shells/cli/commands.ts';
import { expandFolders } from '../../electron/shells/cli/import-files.ts';
import { readInput } from '../../electron/shells/cli/read-input.ts';
import { countsLine, displayWidth, table } from '../../electron/shells/cli/text.ts';
import { defaultDataDir } from '../../electron/shells/data-dir.ts';
import { codeOf } from './transports.ts';

describe('arguments', () => {
  it.each([
    ['list', 'list', null],
    ['import a.docx b.txt --year 2022', 'import', { files: ['a.docx', 'b.txt'], year: 2022 }],
    ['outline a.docx', 'outline', 'a.docx'],
    ['show r1', 'show', 'r1'],
    [
      'new --template town --year 2024 --unit 青禾镇 --from r1',
      'new',
      { template: 'town', year: 2024, unit: '青禾镇', from: 'r1' },
    ],
    ['new --year 2024 --from r1', 'new', { year: 2024, from: 'r1' }],
    [
      'export r1 --format pdf --edition public --out a.pdf',
      'export',
      { id: 'r1', format: 'pdf', edition: 'public', out: 'a.pdf', allowLeftovers: false, review: false },
    ],
    [
      'export r1 --edition internal --out a.DOCX',
      'export',
      { id: 'r1', format: 'docx', edition: 'internal', out: 'a.DOCX', allowLeftovers: false, review: false },
    ],
    [
      'export r1 --review --out a.docx --person 张三',
      'export',
      {
        id: 'r1',
        format: 'docx',
        edition: 'internal',
        out: 'a.docx',
        allowLeftovers: false,
        review: true,
        person: '张三',
      },
    ],
    ['search 法治 政府 --kind 事项 --year 2024', 'search', { words: '法治 政府', year: 2024, kind: 'item' }],
    ['compare r1 r2', 'compare', { a: 'r1', b: 'r2', edition: 'internal', out: null, allowLeftovers: false }],
    ['indicators', 'indicators', { edition: 'internal', allowLeftovers: false }],
    [
      'signoff r1 --person 李明 --date 2025-12-20',
      'signoff',
      { id: 'r1', person: '李明', date: '2025-12-20', first: false, paper: null },
    ],
    [
      'signoff r1 --person 周明 --paper a.pdf --signer 李明 --unit 青禾镇 --opinion 同意 --date 2025-12-20',
      'signoff',
      {
        id: 'r1',
        person: '周明',
        opinion: '同意',
        date: '2025-12-20',
        first: false,
        paper: { file: 'a.pdf', signer: '李明', unit: '青禾镇' },
      },
    ],
    ['verify a.docx', 'verify', { target: 'a.docx' }],
    ['verify a.docx --proof b.nsv', 'verify', { target: 'a.docx', proof: 'b.nsv' }],
    [
      'merge r1 a.docx b.docx',
      'merge',
      {
        id: 'r1',
        files: ['a.docx', 'b.docx'],
        knowingly: false,
        looks: { strike: 'take', mark: 'take' },
      },
    ],
    [
      'merge r1 a.docx --ignore strike',
      'merge',
      { id: 'r1', files: ['a.docx'], knowingly: false, looks: { strike: 'ignore', mark: 'take' } },
    ],
    ['person list', 'person', null],
    [
      'person add 李明 --unit 党政办 --role 审阅',
      'person',
      { name: '李明', unit: '党政办', role: 'reviewer' },
    ],
    [
      'opinions r1 --round 2 --person 王芳 --out a.xlsx',
      'opinions',
      { id: 'r1', round: 2, person: '王芳', out: { file: 'a.xlsx', format: 'xlsx' } },
    ],
    ['record r1 --out a.csv', 'record', { id: 'r1', out: 'a.csv' }],
    ['demo', 'demo', null],
    ['backup a.db', 'backup', { file: 'a.db', replace: false }],
    ['restore a.db --replace', 'restore', { file: 'a.db', replace: true }],
    ['restore', 'restore', { choice: 'look' }],
    ['restore --salvage', 'restore', { choice: 'salvage' }],
    ['restore --empty', 'restore', { choice: 'empty' }],
    ['doctor --rebuild-index', 'doctor', { rebuild: true, acknowledge: false }],
    ['help', 'help', null],
    ['--help', 'help', null],
    ['list -h', 'help', null],
  ])('%s', (line, name, wanted) => {
    const read = readArguments(line.split(' '));
    expect(read.name).toBe(name);
    expect(read.wanted).toEqual(wanted);
  });

  it('takes --data and --json anywhere', () => {
    expect(readArguments(['--json', 'list', '--data', 'd'])).toMatchObject({ name: 'list', data: 'd' });
  });

  it('are all in the help, each with its own command', () => {
    for (const [name, { help, options }] of Object.entries<Command>(COMMANDS)) {
      expect(help).toMatch(new RegExp(`^  ${name}(?: |$)`, 'm'));
      for (const option of options) expect(help, `${name} --${option}`).toContain(`--${option}`);
    }
  });

  it('are refused by the compiler where a command reads an option that it does not name', () => {
    const made = command({
      help: '',
      options: ['out'],
      // @ts-expect-error -- `year` is not among the options
      read: (_words, { year }) => year,
      run: () => Promise.resolve(done(null, '')),
    });
    expect(made.options).toEqual(['out']);
  });

  it.each([
    ['', '缺少命令。用 help 查看用法。'],
    ['lst', '没有“lst”这个命令。用 help 查看用法。'],
    ['constructor', '没有“constructor”这个命令。用 help 查看用法。'],
    ['list extra', 'list 后面多了“extra”。用 help 查看用法。'],
    ['list --foo', '没有 --foo 这个选项。用 help 查看用法。'],
    ['list --year 2022', 'list 没有 --year 这个选项。用 help 查看用法。'],
    ['list --data', '选项 --data 写法不对。用 help 查看用法。'],
    ['list --json=1', '选项 --json 写法不对。用 help 查看用法。'],
    ['import', 'import 后面要写文件。'],
    ['import a --year 22', '年度应为 1978 至 2200 的四位数字，不能是“22”。'],
    ['import a --year 1900', '年度应为 1978 至 2200 的四位数字，不能是“1900”。'],
    ['outline a b', 'outline 后面只能写一个文件。'],
    ['show', 'show 后面要写报告编号。'],
    ['new --template t --unit u', '缺少 --year（年度）。'],
    ['new --year 2024 --unit u', '缺少 --template（模板）。'],
    ['new --year 2024 --template t', '缺少 --unit（单位）。'],
    ['export r --format pdf --edition public', '缺少 --out（导出到哪个文件）。'],
    ['export r --format doc --edition public --out a', '--format 只能是：docx、pdf、txt。'],
    ['export r --format pdf --out a', '缺少 --edition，可选：internal、public。'],
    ['export r --edition both --out a.pdf', '--edition 只能是：internal、public。'],
    ['export r --review --format txt --out a', '花脸稿只能导出为 Word 或 PDF：请用 --format docx 或 pdf。'],
    ['export r --review --edition public --out a.pdf', '花脸稿没有公开版'],
    ['restore a.db --empty', 'restore 后面多了“a.db”。用 help 查看用法。'],
    ['restore --salvage --empty', '--salvage 和 --empty 只能选一个。'],
    ['search 法治 --kind 图', '--kind 只能是：标题、正文、事项、表格。'],
    ['compare a b --out c.txt', '--out 的文件名应以 .docx 或 .pdf 结尾。'],
    ['compare a b --out c.pdf', '缺少 --edition，可选：internal、public。'],
    ['indicators --out c.csv', '--out 的文件名应以 .xlsx 结尾。'],
    ['signoff a --person 李明 --date 2025-02-30', '--date 要写完整的日期，如 2025-12-20。'],
  ])('%s → %s', (line, message) => {
    expect(() => readArguments(line.split(' ').filter(Boolean))).toThrow(message);
  });
});

describe('files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nianshu-input-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const at = (name: string): string => join(folder, name);

  it('are read under their own name', async () => {
    writeFileSync(at('报告.txt'), '年述');
    expect(await readInput(at('报告.txt'), 'x', 'check')).toEqual({
      name: '报告.txt',
      bytes: Buffer.from('年述').toString('base64'),
    });
  });

  it('that can’t be taken are named, and never read whole', async () => {
    mkdirSync(at('folder'));
    writeFileSync(at('huge.docx'), '');
    truncateSync(at('huge.docx'), 600 * 1024 * 1024);
    await expect(readInput(at('none'), 'none', 'check')).rejects.toMatchObject({
      code: 'not-found',
      message: '找不到“none”，没有校对。请核对文件名和位置。',
    });
    await expect(readInput(at('folder'), 'folder', 'check')).rejects.toMatchObject({
      message: '“folder”是文件夹，不是文件，没有校对。请写明文件名。',
    });
    await expect(readInput(at('huge.docx'), 'huge.docx', 'check')).rejects.toMatchObject({
      code: 'too-large',
      message: '“huge.docx”太大（600 MB，最多 64 MB），没有校对。请删去其中的图片，另存后再校对。',
    });
    expect(await codeOf(readInput(at('x'.repeat(300)), 'x'.repeat(300), 'check'))).toBe('not-found');
    expect(await codeOf(readInput('a\0b', 'a', 'check'))).toBe('damaged-file');
  });

  it('in a folder that can’t be opened are named, and do not hold up the others', async () => {
    mkdirSync(at('years/closed'), { recursive: true });
    writeFileSync(at('years/2021.txt'), '青禾镇2021年工作总结');
    writeFileSync(at('years/closed/2020.txt'), '青禾镇2020年工作总结');
    const jobs = await expandFolders(['years'], at, (path) => {
      // As for somebody who may not open it; nothing is forbidden to root.
      if (path.endsWith('closed')) throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
      return readdir(path, { withFileTypes: true });
    });
    expect(jobs.map(({ name, closed }) => [name, closed?.slice(0, 15)])).toEqual([
      [join('years', '2021.txt'), undefined],
      [join('years', 'closed'), '这个文件夹打不开（没有权限），'],
    ]);
  });

  it('that are not ours to read are named too', async () => {
    if (process.platform === 'win32' || process.getuid?.() === 0) {
      // Nothing is forbidden to root; a device stands for what is not a file.
      if (process.platform !== 'win32') {
        await expect(readInput('/dev/null', '/dev/null', 'check')).rejects.toMatchObject({
          message: '“/dev/null”不是普通文件，没有校对。请换一个文件。',
        });
      }
      return;
    }
    writeFileSync(at('closed.txt'), 'x');
    chmodSync(at('closed.txt'), 0);
    expect(await codeOf(readInput(at('closed.txt'), 'closed.txt', 'check'))).toBe('read-only');
  });
});

describe('the data folder', () => {
  it.each([
    ['linux', {}, '/home/a/.local/share/nianshu'],
    ['linux', { XDG_DATA_HOME: '/x' }, '/x/nianshu'],
    ['linux', { XDG_DATA_HOME: 'relative' }, '/home/a/.local/share/nianshu'],
    ['linux', { XDG_DATA_HOME: '' }, '/home/a/.local/share/nianshu'],
    ['darwin', {}, '/home/a/Library/Application Support/nianshu'],
  ] as const)('on %s with %j is %s', (platform, env, folder) => {
    expect(defaultDataDir(platform, env, '/home/a')).toBe(folder);
  });

  it('on win32 is in APPDATA', () => {
    expect(defaultDataDir('win32', { APPDATA: 'C:\\Data' }, 'C:\\Users\\a')).toMatch(/^C:\\Data.nianshu$/);
  });
});

describe('text', () => {
  it('stands in columns, Chinese or not', () => {
    expect(displayWidth('年述 2022，')).toBe(11);
    expect(
      table([
        ['编号', '年度', '标题'],
        ['a1', '2022', '总结'],
      ]),
    ).toEqual(['编号  年度  标题', 'a1    2022  总结']);
  });

  it('counts', () => {
    expect(countsLine({ headings: { '1': 3, '2': 7, '3': 0 }, items: 17, runs: 5, fields: 60 })).toBe(
      '一级标题 3 · 二级标题 7 · 要点 17（5 组） · 字段 60',
    );
  });
});
