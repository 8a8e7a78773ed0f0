import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import type { MergeReport } from '../../shared/contract/merge.ts';
import type { Imported } from '../../electron/shells/cli/import-files.ts';
import type { ReportSummary } from '../../shared/contract/methods.ts';
import { behindRun, editWord } from '../office/edit-word.ts';
import { WordModel } from '../attack/word-model.ts';
import { READY } from '../unit/signoff/setup.ts';
import { ResidentCli } from './resident-cli.ts';
import type { Ended } from './run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'nianshu-cli-review-'));
const data = join(folder, 'data');
const BY = 'w:author="张三" w:date="2026-11-20T09:30:00Z"';

// Commands read files in processes of their own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const resident = new ResidentCli();
const cli = (...args: string[]): Promise<Ended> =>
  resident.run({ folder, args: [...args, '--data', data], input: '' });

async function json<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await cli(...args, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as T;
}

/** What a command says that changes nothing. */
async function refused(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await cli(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  return stderr;
}

let id: string;
const file = (name: string): string => join(folder, name);

beforeAll(async () => {
  writeFileSync(file('总结.txt'), READY);
  const [first] = await json<Imported[]>('import', '总结.txt');
  id = first?.id ?? '';
});
afterAll(() => {
  resident.end();
  rmSync(folder, { recursive: true, force: true });
});

/** The steps build on each other: a copy goes out, comes back, and comes back again. */
describe('a review copy on the command line', () => {
  it('goes out as Word, under its own name into a folder, and the report is in review', async () => {
    expect(
      await refused('export', id, '--format', 'docx', '--edition', 'public', '--review', '--out', 'x'),
    ).toMatch(/花脸稿没有公开版/);
    expect(await refused('export', id, '--format', 'txt', '--review', '--out', 'x.txt')).toMatch(
      /花脸稿只能导出为 Word 或 PDF/,
    );
    expect(
      await refused('export', id, '--format', 'docx', '--review', '--person', '无此人', '--out', 'x.docx'),
    ).toMatch(/没有“无此人”这个人，没有执行/);
    expect(existsSync(file('x.docx'))).toBe(false);
    const made = await json<{ file: string; bytes: number }>(
      'export',
      id,
      '--format',
      'docx',
      '--review',
      '--out',
      '送审.docx',
    );
    expect(made).toMatchObject({ file: file('送审.docx'), bytes: readFileSync(file('送审.docx')).length });
    const [report] = await json<ReportSummary[]>('list');
    expect(report).toMatchObject({ id, state: 'in-review' });
  });

  it('keeps reviewers from what the line says, and names what can be locked', async () => {
    const review = ['export', id, '--review', '--out', '围.docx'];
    await json(...review, '--lock', '一');
    const parts = unzipSync(readFileSync(file('围.docx')));
    expect(strFromU8(parts['word/settings.xml'] ?? new Uint8Array())).toContain('w:edit="readOnly"');
    expect(await refused(...review, '--lock', '九')).toMatch(
      /没有“九”这一节。可以锁定的章节：一、法治建设工作情况/,
    );
    expect(await refused(...review, '--lock', '一', '--only', 'tracked')).toMatch(/只能用一个/);
  });

  it('comes back with what was changed, counted, and once', async () => {
    writeFileSync(
      file('张三改.docx'),
      editWord(readFileSync(file('送审.docx')), (xml) =>
        behindRun(
          xml.replace('创新不够', '创新不足'),
          '营商环境持续改善。',
          `<w:ins w:id="900" ${BY}><w:r><w:t>群众满意。</w:t></w:r></w:ins>`,
        ),
      ),
    );
    const merged = await json<MergeReport>('merge', id, '张三改.docx');
    expect(merged).toMatchObject({
      comments: 0,
      replies: 0,
      resolved: 0,
      insertions: 1,
      deletions: 0,
      untracked: 2,
      conflicts: [],
      missing: [],
      people: [{ name: '张三', insertions: 1 }],
      taken: { number: 2 },
    });
    const again = await cli('merge', id, '张三改.docx');
    expect(again.code).toBe(0);
    expect(again.stdout).toBe('张三改.docx：第1轮送审稿，已经收回过，没有再收\n没有新的内容。\n');
    const { stdout } = await cli('show', id);
    expect(stdout).toContain('群众满意。');
  });

  it('says what was changed on both sides, and refuses what is no copy of it', async () => {
    writeFileSync(
      file('李四改.docx'),
      editWord(readFileSync(file('送审.docx')), (xml) => xml.replace('创新不够', '创意不多')),
    );
    const { code, stdout } = await cli('merge', id, '李四改.docx');
    expect(code).toBe(0);
    expect(stdout).toMatch(/未署名的修改 \d+ 处/);
    expect(stdout).toMatch(/两边都改了：（二）存在问题“.*”，Word 中未署名的修改改为“.*”，这里现为“.*”/);
    expect(stdout).toMatch(/已收回，存为第 \d+ 版/);

    writeFileSync(file('半.docx'), readFileSync(file('送审.docx')).subarray(0, 4000));
    expect(await refused('merge', id, '半.docx')).toMatch(
      /^“半\.docx”已损坏或不完整，没有收回，报告没有改动。.*\n$/,
    );
    expect(await refused('merge', id, '总结.txt')).toMatch(/不是 Word 文件，没有收回/);
    expect(await refused('merge', id, '没有.docx')).toMatch(/找不到“没有\.docx”，没有收回，报告没有改动。/);
    expect(await refused('merge', id)).toMatch(/merge 后面要写报告编号和文件/);
    expect(await refused('merge', 'none', '送审.docx')).toMatch(/没有/);
    const error = await cli('merge', id, '半.docx', '--json');
    expect(JSON.parse(error.stdout)).toMatchObject({ error: { code: 'damaged-file' } });
  });
});

const replaced = (word: WordModel): void => {
  const { paragraph, from, to } = word.find('营商环境');
  word.replace(paragraph, from, to, '发展环境');
};
function edited(name: string, edit: (word: WordModel) => void): void {
  const word = new WordModel(readFileSync(file('送审.docx')), '王五');
  edit(word);
  writeFileSync(file(name), word.save());
}

/** Of the copy that went out above. */
describe('a marked file on the command line', () => {
  it('that is a review copy is not imported unless somebody says so', async () => {
    edited('王五改.docx', replaced);
    const told = await cli('import', '王五改.docx');
    expect(told.stdout).toMatch(
      new RegExp(`没有导入：王五改.docx 是《.*》的送审稿。收回用 merge ${id} 文件`),
    );
    const [taken] = await json<Imported[]>('import', '王五改.docx', '--marks', 'keep');
    expect(taken).toMatchObject({ marked: { changes: 2, people: ['王五'], notKept: [], choice: 'keep' } });
    expect(taken?.id).not.toBe(id);
    const bad = await refused('import', '王五改.docx', '--marks', 'all');
    expect(bad).toMatch(
      /--marks 后面写 keep（保留修订和批注）、accept（按改好的文字）或 reject（按原来的文字）/,
    );
  });

  it('that lost its name is held against a version once somebody names one', async () => {
    edited('转存.docx', (word) => {
      replaced(word);
      word.dropProperties();
    });
    writeFileSync(
      file('转存.docx'),
      editWord(readFileSync(file('转存.docx')), (xml) =>
        xml.replaceAll(/<w:bookmark(?:Start|End)[^>]*\/>/g, ''),
      ),
    );
    expect(await refused('merge', id, '转存.docx')).toMatch(
      /没有送审标识.*没有收回，报告没有改动.*第 1 版“第1轮送审稿”有 \d+% 相同.*--against 1/,
    );
    expect(await refused('merge', id, '转存.docx', '--against', '99')).toMatch(/没有第 99 版，没有收回/);
    const merged = await cli('merge', id, '转存.docx', '--against', '1');
    expect({ code: merged.code, stderr: merged.stderr }).toEqual({ code: 0, stderr: '' });
    expect(merged.stdout).toMatch(/^转存.docx：第1轮送审稿（按文字对照，\d+% 相同）/);
    expect(merged.stdout).toMatch(/王五/);
  });
});
