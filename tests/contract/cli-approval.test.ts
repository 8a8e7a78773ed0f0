import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import type { ApprovalFileView, ApprovalState } from '../../shared/signoff/approval.ts';
import type { Verification } from '../../shared/signoff/types.ts';
import { makeFolder, officeIn, takeReady } from './cli-office.ts';

// Keys are slow to derive by intent.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const { folder, remove } = makeFolder();
/** Where the report is, and the computer of an office that countersigns. */
const here = officeIn(folder, 'here');
const there = officeIn(folder, 'there');

const DRAFTER = '石桥边七盏旧灯笼';
const CLERK = '晨雾里的木匠与灯塔';
const OTHER = '三月的蓝色玻璃杯';

/** A PDF as far as its head goes: the program keeps it, and doesn't look inside. */
const SCAN = '%PDF-1.4\n签批单';

const fileOf = (name: string): string => join(folder, name);

afterAll(remove);

/** From the order of steps to the signed report. The tests build on each other. */
/** Who has taken each step, and how. */
const doneIn = ({ slots }: Pick<ApprovalState, 'slots'>): (string | null)[] =>
  slots.map(({ done }) => done && `${done.person.name}·${done.how.kind}`);

describe('approval on the command line', () => {
  let id: string;
  const stateOf = (): Promise<ApprovalState> => here.json<ApprovalState>([], 'approval', id);

  beforeAll(async () => {
    id = await takeReady(here);
    writeFileSync(fileOf('签批单.pdf'), SCAN);
    await here.json([], 'person', 'add', '李志远', '--unit', '青禾镇', '--role', '审阅');
    await here.json([], 'person', 'add', '周明远');
    await here.json([DRAFTER], 'key', 'make', '--person', '李志远');
    await there.json([], 'person', 'add', '赵文', '--unit', '财政所', '--role', '审阅');
    await there.json([OTHER], 'key', 'make', '--person', '赵文');
  });

  it('has the order that the unit sets, one step unless told', async () => {
    expect((await here.ended(0, [], 'approval')).stdout).toBe('审签顺序：签发\n');
    const order = '拟稿,核稿,会签:财政所,签发';
    expect((await here.ended(0, [], 'approval', '--order', order)).stdout).toBe(
      '审签顺序改为：拟稿 → 核稿 → 会签（财政所） → 签发\n',
    );
    const text = (await here.ended(0, [], 'approval', id)).stdout;
    expect(text).toBe(
      '审签：\n  拟稿：待签\n  核稿：还没有轮到\n  会签（财政所）：还没有轮到\n  签发：还没有轮到\n',
    );
  });

  it('takes a step with the own key, and none before its turn or without a key', async () => {
    const early = await here.ended(2, [], 'approval', id, '--take', '核稿', '--person', '李志远');
    expect(early.stderr).toBe('还没有轮到“核稿”，没有签。前面还要：拟稿。\n');
    const taking = ['approval', id, '--take', '拟稿', '--date', '2023-12-18'];
    const keyless = await here.ended(2, [], ...taking, '--person', '周明远');
    expect(keyless.stderr).toMatch(/周明远还没有密钥，没有签。请先用 key make/);
    const wrong = await here.ended(2, ['不是这个口令吧'], ...taking, '--person', '李志远');
    expect(wrong.stderr).toMatch(/口令不对/);
    const before = ['approval', id, '--take', '拟稿', '--date', '2022-12-18', '--person', '李志远'];
    expect((await here.ended(2, [DRAFTER], ...before)).stderr).toMatch(/比报告的年度（2023年）还早/);
    const taken = await here.ended(0, [DRAFTER], ...taking, '--person', '李志远', '--opinion', '请核稿。');
    expect(taken.stdout).toMatch(
      /^已签：拟稿，李志远，本人签\n审签：\n {2}拟稿：李志远（青禾镇），2023-12-18，本人签，指纹 (?:\d{5} ){5}\d{5}，意见：请核稿。\n {2}核稿：待签/,
    );
    const again = await here.ended(2, [DRAFTER], ...taking, '--person', '李志远');
    expect(again.stderr).toMatch(/“拟稿”已由李志远签过/);
  });

  it('records a step from a signed sheet, says so, and gives the sheet back byte by byte', async () => {
    await here.json([CLERK], 'key', 'make', '--person', '周明远');
    const taking = ['approval', id, '--take', '核稿', '--person', '周明远', '--date', '2023-12-19'];
    const sheet = [...taking, '--opinion', '已核。', '--signer', '陈立', '--unit', '青禾镇', '--paper'];
    writeFileSync(fileOf('不是扫描件.txt'), '扫描件');
    expect((await here.ended(2, [CLERK], ...sheet, '不是扫描件.txt')).stderr).toMatch(/要是图片.*或 PDF/);
    expect((await here.ended(2, [CLERK], ...sheet, 'none.pdf')).stderr).toMatch(/找不到“none.pdf”/);
    const taken = await here.ended(0, [CLERK], ...sheet, '签批单.pdf');
    expect(taken.stdout).toMatch(/^已签：核稿，陈立，凭签批单登记（周明远登记）\n/);
    expect(taken.stdout).toContain(
      '陈立（青禾镇），2023-12-19，凭签批单登记（周明远登记，扫描件 签批单.pdf）',
    );
    await here.json([], 'approval', id, '--scan', '核稿', '--out', 'back.pdf');
    expect(readFileSync(fileOf('back.pdf'), 'utf8')).toBe(SCAN);
    const none = await here.ended(2, [], 'approval', id, '--scan', '拟稿', '--out', 'none.pdf');
    expect(none.stderr).toMatch(/“拟稿”是本人签的，没有签批单/);
  });

  it('goes to another computer in a file and comes back with a step', async () => {
    const sent = await here.ended(0, [], 'approval', id, '--send', 'a.nsa');
    expect(sent.stdout).toMatch(/没有遮盖的数据，只交给审签的人/);
    const read = await there.ended(0, [], 'approval', 'a.nsa');
    expect(read.stdout).toMatch(/^审签文件：青禾镇2023年/);
    expect(read.stdout).toContain('本机没有这份报告');
    expect(read.stdout).toMatch(/本机不认识李志远（青禾镇）的密钥（指纹 /);
    expect(read.stdout).toContain('完成行政检查612宗');
    // Who takes it may be left out where there is only one of the kind.
    const signing = ['approval', 'a.nsa', '--take', '会签', '--person', '赵文', '--date', '2023-12-19'];
    await there.json([OTHER], ...signing, '--out', 'b.nsa');
    expect(doneIn(await there.json<ApprovalFileView>([], 'approval', 'b.nsa'))).toEqual([
      '李志远·own',
      '陈立·paper',
      '赵文·own',
      null,
    ]);
  });

  it('comes together only once the key is known', async () => {
    const unknown = await here.ended(2, [], 'approval', '--take-in', 'b.nsa');
    expect(unknown.stderr).toMatch(/不认识的密钥，没有收入：赵文（指纹 (?:\d{5} ){5}\d{5}）/);
    const { fingerprint } = await there.json<{ fingerprint: string }>(
      [],
      'key',
      'card',
      '--person',
      '赵文',
      '--out',
      '赵文.nskey',
    );
    await here.json([], 'key', 'add', '赵文.nskey', '--compared', fingerprint);
    const taken = await here.json([], 'approval', '--take-in', 'b.nsa');
    expect(taken).toEqual({ report: id, added: 1, signed: false });
    expect((await here.ended(0, [], 'approval', '--take-in', 'b.nsa')).stdout).toMatch(/^没有新的步骤/);
    const changed = readFileSync(fileOf('b.nsa'), 'utf8').replace('612', '621');
    writeFileSync(fileOf('改过.nsa'), changed);
    expect((await here.ended(2, [], 'approval', '--take-in', '改过.nsa')).stderr).toMatch(/在路上被改过/);
  });

  it('is sent back with a reason, and begins anew', async () => {
    const returning = ['approval', id, '--return', '签发', '--person', '李志远', '--date', '2023-12-20'];
    const back = await here.ended(0, [DRAFTER], ...returning, '--reason', '第三节数字请再核。');
    expect(back.stdout).toMatch(/^已退回：签发，李志远，本人签\n/);
    expect(back.stdout).toMatch(/退回：\n.*退回原因：第三节数字请再核。\n {2}改好后从头再签。/);
    const state = await stateOf();
    expect(doneIn(state)).toEqual([null, null, null, null]);
    expect(state.returned?.opinion).toBe('第三节数字请再核。');
  });

  it('ends with the last step, also from a sheet: the file says who recorded it', async () => {
    await here.json([], 'approval', '--order', '核稿,签发');
    const sheet = ['--person', '周明远', '--date', '2023-12-20', '--paper', '签批单.pdf', '--unit', '青禾镇'];
    const sign = ['signoff', id, ...sheet, '--signer', '林春生', '--opinion', '同意印发。'];
    expect((await here.ended(2, [], ...sign)).stderr).toMatch(/还没有轮到“签发”，没有签。前面还要：核稿。/);
    const check = ['approval', id, '--take', '核稿', '--person', '李志远', '--date', '2023-12-20'];
    await here.json([DRAFTER], ...check);
    const signed = await here.ended(0, [CLERK], ...sign);
    expect(signed.stdout).toMatch(
      /^已签发：第 \d+ 版，林春生，凭签批单登记（周明远登记，扫描件 签批单\.pdf），稿件指纹 [0-9a-f]{64}\n$/,
    );
    await here.json([], 'export', id, '--edition', 'internal', '--out', 'a.docx');
    const found = await here.json<Verification>([], 'verify', 'a.docx');
    expect(found).toMatchObject({ answer: 'known', scope: 'file' });
    expect(found.approvals).toMatchObject([
      { step: { kind: 'check' }, person: { name: '李志远' }, how: 'own', recorder: '' },
      { step: { kind: 'sign' }, person: { name: '林春生' }, how: 'paper', recorder: '周明远' },
    ]);
    const text = (await here.ended(0, [], 'verify', 'a.docx')).stdout;
    expect(text).toContain('签发：林春生（青禾镇），2023-12-20，凭签批单登记（周明远登记），指纹');
    expect((await here.ended(2, [], 'approval', id, '--send', 'c.nsa')).stderr).toMatch(/已经签发/);
  });
});
