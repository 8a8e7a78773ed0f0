import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { MergeReport } from '../../../shared/contract/merge.ts';
import { inlinesOf, isField } from '../../../shared/document/guards.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { marksIn } from '../../../shared/document/marks.ts';
import { finalView } from '../../../shared/document/resolve.ts';
import { editInOffice, type OfficeStep } from '../../office/libre-office.ts';
import { suggest } from './suggest.ts';
import { openOffice, READY, takeIn, type Office } from '../signoff/setup.ts';

let office: Office;
let short: string;
let long: string;

const ZHANG: OfficeStep[] = [
  { by: '张三', do: 'comment', on: '法律顾问', text: '请写明人数。' },
  { by: '张三', do: 'insert', after: '组织专题学习', text: '和集中培训' },
  { by: '张三', do: 'delete', text: '纳入年度考核，' },
  { by: '张三', do: 'replace', text: '612', with: '615' },
  { by: '张三', do: 'paragraph', after: '营商环境持续改善', text: '全年走访企业，听取意见。' },
];

const LI: OfficeStep[] = [
  { by: '李四', do: 'insert', after: '主要原因是', text: '宣传' },
  { by: '李四', do: 'replace', text: '执法力量不足', with: '执法人员不足', untracked: true },
  { by: '李四', do: 'comment', on: '编制偏紧', text: '这句再斟酌。' },
  { by: '李四', do: 'reply', to: '这句再斟酌。', on: '编制偏紧', text: '已与编办核对。' },
];

const at = (name: string): string => join(office.dataDir, name);

beforeAll(async () => {
  office = await openOffice();
  short = await takeIn(office.backend);
  long = await takeIn(office.backend, READY);
  await office.backend.call('people.save', {
    person: { id: 'zhao', name: '赵六', unit: '司法所', role: 'reviewer' },
  });
  await suggest(office.backend, long, 'zhao', '2023-12-19T02:00:00.000Z', [
    { put: '认真', after: '抓好' },
    { put: '切实', after: '镇党委' },
    { put: '及时', after: '全镇' },
    { cut: '组织普法队' },
    { cut: '企业化解' },
    { cut: '成为' },
    { put: '全面', after: '建成' },
  ]);
  await comment(long);
  const file = await exported(short, '稿.docx');
  const whole = await exported(long, '大稿.docx');
  // One sitting for all tests: LibreOffice takes its time to come up.
  await editInOffice([
    { file, out: at('无.docx'), steps: [] },
    { file, out: at('甲.docx'), steps: ZHANG },
    { file, out: at('乙.docx'), steps: LI },
    {
      file: whole,
      out: at('一.docx'),
      steps: [
        ...rounds('张三', 0),
        ...rounds('李四', 1),
        verdict('张三', '认真', true),
        verdict('李四', '切实', true),
        verdict('李四', '组织普法队', false),
      ],
    },
    {
      file: whole,
      out: at('二.docx'),
      steps: [
        ...rounds('王五', 2),
        verdict('王五', '企业化解', true),
        verdict('王五', '及时', false),
        // 张三 accepted it.
        verdict('王五', '认真', false),
      ],
    },
  ]);
}, 240_000);
afterAll(() => office.close());

const said = (id: string, body: string) => ({
  id,
  thread: 'lost',
  author: 'zhao',
  at: '2023-12-19T03:00:00.000Z',
  body,
});

/** A comment whose words are gone, with an answer: of several paragraphs, as people write them. */
async function comment(report: string): Promise<void> {
  const { revision } = await office.backend.call('report.open', { id: report });
  await office.backend.call('report.apply', {
    id: report,
    batch: 'lost',
    base: revision,
    session: 'test',
    ops: [],
    author: 'zhao',
    review: {
      threads: [
        {
          id: 'lost',
          author: 'zhao',
          at: '2023-12-19T03:00:00.000Z',
          quote: '这一句已经删了',
          section: '（三）法治政府建设',
          state: 'open',
          comments: [said('lost1', '删得对。\n\n但请在别处交代。'), said('lost2', '好的。\n已移到（五）。')],
        },
      ],
    },
  });
}

async function exported(report: string, name: string): Promise<string> {
  const made = await office.backend.call('review.export', { id: report, author: 'writer' });
  const file = join(office.dataDir, name);
  writeFileSync(file, Buffer.from(made.bytes, 'base64'));
  return file;
}

function merge(report: string, files: readonly string[]): Promise<MergeReport> {
  return office.backend.call('review.merge', {
    id: report,
    files: files.map((file) => ({
      name: file.slice(office.dataDir.length + 1),
      bytes: readFileSync(file).toString('base64'),
    })),
    author: 'writer',
    apply: true,
  });
}

async function finalText(report: string): Promise<string> {
  const { document, variables } = await office.backend.call('report.open', { id: report });
  return plainText(finalView(document.blocks), { variables });
}

const verdict = (by: string, text: string, accept: boolean): OfficeStep => ({
  by,
  do: 'decide',
  of: '赵六',
  text,
  accept,
});

describe('a review copy through LibreOffice', () => {
  it('brings back nothing, then what three people did, once', async () => {
    const report = short;
    const [first, second] = [at('甲.docx'), at('乙.docx')];
    const nothing = await merge(report, [at('无.docx')]);
    expect({ ...nothing, files: [] }).toMatchObject({
      comments: 0,
      insertions: 0,
      deletions: 0,
      untracked: 0,
      taken: null,
    });
    const both = await merge(report, [first, second]);
    expect(both).toMatchObject({
      comments: 2,
      replies: 1,
      insertions: 4,
      deletions: 2,
      untracked: 2,
      conflicts: [],
      taken: { number: 2, name: '第1轮 收回：张三、李四' },
    });
    const text = await finalText(report);
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
    const again = await merge(report, [second, first]);
    expect(again.files.map((one) => one.again)).toEqual([true, true]);
    expect(again.taken).toBeNull();
    expect(await office.backend.call('report.open', { id: report })).toMatchObject({ revision });
  });

  it('brings back ten comments, answers, what was resolved, thirty changes by three people and six decisions, counted', async () => {
    const report = long;
    const result = await merge(report, [at('一.docx'), at('二.docx')]);
    const { people, comments, replies, insertions, deletions, untracked, missing, partly } = result;
    // For whoever runs it by hand: everything that was done is there.
    console.log(JSON.stringify({ ...result, files: undefined }));
    expect({ comments, replies, changes: insertions + deletions, untracked, missing, partly }).toEqual({
      comments: 10,
      replies: 3,
      changes: 30,
      untracked: 0,
      missing: [],
      partly: [],
    });
    // This LibreOffice saves answers as comments of their own: the user is told of each.
    expect(result.guessed.map(({ text }) => text).sort()).toEqual(
      ['张三：已改（主要负责人）。', '李四：已改（决策）。', '王五：已改（风险）。'].sort(),
    );
    // All of it is kept with the version, to be looked at later.
    const [version] = await office.backend.call('version.list', { id: report });
    const kept = await office.backend.call('version.open', { id: report, version: version?.id ?? '' });
    expect(kept.merged?.guessed).toHaveLength(3);
    expect(kept.merged?.conflicts).toMatchObject([{ base: '认真' }]);
    expect(people.map(({ name }) => name).sort()).toEqual(['张三', '李四', '王五'].sort());
    const { threads, decisions } = await office.backend.call('review.get', { id: report });
    expect(threads.filter(({ state }) => state === 'resolved')).toHaveLength(3);
    // The one whose words are gone went through LibreOffice and back as what it was.
    expect(
      threads.filter(({ comments: all }) => all.some(({ body }) => body.includes('交代'))),
    ).toMatchObject([{ id: 'lost', state: 'open', comments: [{ id: 'lost1' }, { id: 'lost2' }] }]);

    expect(result.resolved).toBe(3);
    expect({ accepted: result.accepted, rejected: result.rejected }).toEqual({ accepted: 3, rejected: 3 });
    expect(decisions).toHaveLength(6);
    const { document } = await office.backend.call('report.open', { id: report });
    const own = new Set(marksIn(document.blocks).revisions.keys());
    // What nobody decided stays open, and what two people decided differently is open again.
    expect([...own].filter((id) => id.startsWith('zhao')).sort()).toEqual(['zhao0', 'zhao5', 'zhao6']);
    expect(result.conflicts).toMatchObject([
      { base: '认真', theirs: '拒绝', ours: '接受', section: '（一）学习宣传贯彻习近平法治思想' },
    ]);
    const text = await finalText(report);
    expect(text).toContain('镇党委切实把法治建设');
    expect(text).toContain('组织普法队进村入户');
    expect(text).toContain('全镇开展企业走访');
    expect(text).not.toContain('企业化解');
  });

  it('names a file that is no copy of this report', async () => {
    const other = await takeIn(office.backend, READY.replaceAll('青禾镇', '柳溪镇'));
    const report = short;
    const file = await exported(report, '本稿.docx');
    const bytes = readFileSync(file);
    const tell = (id: string, data: Buffer): Promise<unknown> =>
      office.backend
        .call('review.merge', {
          id,
          files: [{ name: '来稿.docx', bytes: data.toString('base64') }],
          author: 'writer',
          apply: true,
        })
        .catch((error: unknown) => error);
    expect(await tell(other, bytes)).toMatchObject({
      code: 'not-review-copy',
      message: expect.stringMatching(/来稿\.docx.*是《青禾镇2023年.*》.*的送审稿，不是这份报告的/),
    });
    const plain = await office.backend.call('export.make', {
      id: report,
      format: 'docx',
      edition: 'internal',
    });
    expect(await tell(report, Buffer.from(plain.bytes, 'base64'))).toMatchObject({
      code: 'not-review-copy',
      message: expect.stringContaining('不是年述导出的送审稿'),
    });
  });
});

/** Words of the report that nobody else touches: three people's shares. */
const INSERTED = [
  ['扎实推进', '有关情况', '专题学习', '进村入户', '考核，主要'],
  ['审查程序', '资格考试', '法律顾问', '充实执法', '办案程序'],
  ['走访', '营商环境', '法治长廊', '新阵地', '接待群众'],
] as const;
const DELETED = [
  ['依法行政', '基层宣讲', '亲自部署、', '亲自过问、', '亲自协调、'],
  ['决策制度', '管理，', '审查合同', '力量，新增', '行政检查'],
  ['用工风险', '法治宣传的', '普法形式单一', '编制偏紧', '法治素养'],
] as const;

/** Ten changes, three or four comments, an answer, and one that is resolved, by one person. */
function rounds(by: string, n: 0 | 1 | 2): OfficeStep[] {
  const on = ['主要负责人', '决策', '风险'][n] ?? '';
  const topics = [
    ['现将', '领导干部', '重大问题', '重要任务'],
    ['完善', '规范', '组织执法'],
    ['帮助', '持续', '丰富'],
  ][n] as string[];
  return [
    ...topics.map((words): OfficeStep => ({ by, do: 'comment', on: words, text: `${by}：请看“${words}”。` })),
    {
      by,
      do: 'reply',
      to: `${by}：请看“${topics[0] ?? ''}”。`,
      on: topics[0] ?? '',
      text: `${by}：已改（${on}）。`,
    },
    { by, do: 'resolve', text: `${by}：请看“${topics[1] ?? ''}”。` },
    ...INSERTED[n].map((words): OfficeStep => ({ by, do: 'insert', after: words, text: '（补）' })),
    ...DELETED[n].map((words): OfficeStep => ({ by, do: 'delete', text: words })),
  ];
}
