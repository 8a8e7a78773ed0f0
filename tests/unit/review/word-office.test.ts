import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { MergeReport } from '../../../shared/contract/merge.ts';
import { inlinesOf, isField } from '../../../shared/document/guards.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { finalView } from '../../../shared/review/resolve.ts';
import { editInOffice, type OfficeStep } from '../../office/libre-office.ts';
import { openOffice, takeIn, type Office } from '../signoff/setup.ts';

let office: Office;
let report: string;

beforeAll(async () => {
  office = await openOffice();
  report = await takeIn(office.backend);
});
afterAll(() => office.close());

async function exported(name: string): Promise<string> {
  const made = await office.backend.call('review.export', { id: report, author: 'writer' });
  const file = join(office.dataDir, name);
  writeFileSync(file, Buffer.from(made.bytes, 'base64'));
  return file;
}

function merge(files: readonly string[], apply = true): Promise<MergeReport> {
  return office.backend.call('review.merge', {
    id: report,
    files: files.map((file) => ({
      name: file.slice(office.dataDir.length + 1),
      bytes: readFileSync(file).toString('base64'),
    })),
    author: 'writer',
    apply,
  });
}

async function finalText(): Promise<string> {
  const { document, variables } = await office.backend.call('report.open', { id: report });
  return plainText(finalView(document.blocks), { variables });
}

describe('a review copy through LibreOffice', () => {
  it('brings back nothing, then what three people did, once', async () => {
    const file = await exported('稿.docx');
    const names = ['无.docx', '甲.docx', '乙.docx'].map((name) => join(office.dataDir, name));
    const [untouched = '', first = '', second = ''] = names;
    const zhang: OfficeStep[] = [
      { by: '张三', do: 'comment', on: '法律顾问', text: '请写明人数。' },
      { by: '张三', do: 'insert', after: '组织专题学习', text: '和集中培训' },
      { by: '张三', do: 'delete', text: '纳入年度考核，' },
      { by: '张三', do: 'replace', text: '612', with: '615' },
      { by: '张三', do: 'paragraph', after: '营商环境持续改善', text: '全年走访企业，听取意见。' },
    ];
    const li: OfficeStep[] = [
      { by: '李四', do: 'insert', after: '主要原因是', text: '宣传' },
      { by: '李四', do: 'replace', text: '执法力量不足', with: '执法人员不足', untracked: true },
      { by: '李四', do: 'comment', on: '编制偏紧', text: '这句再斟酌。' },
      { by: '李四', do: 'reply', to: '这句再斟酌。', on: '编制偏紧', text: '已与编办核对。' },
    ];
    await editInOffice([
      { file, out: untouched, steps: [] },
      { file, out: first, steps: zhang },
      { file, out: second, steps: li },
    ]);
    const nothing = await merge([untouched]);
    expect({ ...nothing, files: [] }).toMatchObject({
      comments: 0,
      insertions: 0,
      deletions: 0,
      untracked: 0,
      taken: null,
    });
    const both = await merge([first, second]);
    expect(both).toMatchObject({
      comments: 2,
      replies: 1,
      insertions: 4,
      deletions: 2,
      untracked: 2,
      conflicts: [],
      taken: { number: 2, name: '第1轮 收回：张三、李四' },
    });
    const text = await finalText();
    expect(text).toContain('组织专题学习和集中培训6次');
    expect(text).toContain('镇党委把法治建设主要负责人');
    expect(text).toContain('完成行政检查615宗');
    expect(text).toContain('营商环境持续改善。\n全年走访企业，听取意见。\n二、');
    expect(text).toContain('主要原因是宣传创新不够。二是执法人员不足');
    const { document, revision } = await office.backend.call('report.open', { id: report });
    const fields = document.blocks.flatMap((block) => inlinesOf(block)).filter((node) => isField(node));
    // A figure that was typed over in LibreOffice is a figure still.
    expect(fields.filter(({ value }) => value === '612' || value === '615')).toMatchObject([
      { value: '612', unit: '宗', del: expect.any(String) },
      { value: '615', unit: '宗', ins: expect.any(String) },
    ]);
    const again = await merge([second, first]);
    expect(again.files.map((one) => one.again)).toEqual([true, true]);
    expect(again.taken).toBeNull();
    expect(await office.backend.call('report.open', { id: report })).toMatchObject({ revision });
  }, 180_000);
});
