import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openDb } from '../../../electron/backend/sqlite/driver.ts';
import { DATABASE } from '../../../electron/backend/store/base/database-file.ts';
import { newId } from '../../../shared/document/ids.ts';
import { resolve } from '../../../shared/document/resolve.ts';
import type { Block } from '../../../shared/document/types.ts';
import { recordCsv } from '../../../shared/signoff/record-csv.ts';
import { makeField } from '../../../shared/document/make.ts';
import { behindRun, editWord } from '../../office/edit-word.ts';
import { openOffice, takeIn, type Office } from './setup.ts';

const BY = 'w:author="王芳" w:date="2023-12-19T09:30:00Z"';

let office: Office;
const call: Office['backend']['call'] = (method, params) => office.backend.call(method, params);

beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

/** A report with what 王芳 put in and took out in Word. */
async function marked(): Promise<string> {
  const id = await takeIn(office.backend);
  const sent = await call('review.export', { id, author: 'writer' });
  const file = editWord(Buffer.from(sent.bytes, 'base64'), (xml) =>
    behindRun(
      xml.replace('营商环境持续改善', '持续改善'),
      '将做好以下工作。',
      `<w:ins w:id="900" ${BY}><w:r><w:t>层层压实责任。</w:t></w:r></w:ins>`,
    ),
  );
  await call('review.merge', {
    id,
    files: [{ name: '改.docx', bytes: file.toString('base64') }],
    author: 'writer',
    apply: true,
  });
  return id;
}

/** Decides changes as the page does. */
async function decide(id: string, wanted: readonly string[], accepted: boolean): Promise<void> {
  const { revision, document } = await call('report.open', { id });
  const after = resolve(document.blocks, (one) => (wanted.includes(one) ? accepted : undefined));
  const ops = document.blocks.flatMap((block, at) => [
    { type: 'remove_node', path: [at], node: block },
    { type: 'insert_node', path: [at], node: after[at] as Block },
  ]);
  const at = '2023-12-20T02:00:00.000Z';
  await call('report.apply', {
    id,
    session: 's',
    batch: newId(),
    base: revision,
    ops,
    author: 'writer',
    review: { decisions: wanted.map((one) => ({ revision: one, accepted, author: 'writer', at })) },
  });
}

describe('the record of what was decided', () => {
  it('says which change, whose, and where', async () => {
    const id = await marked();
    const { revisions } = await call('review.get', { id });
    const insertion = revisions.find(({ kind }) => kind === 'insert');
    const deletion = revisions.find(({ kind }) => kind === 'delete');
    await decide(id, [insertion?.id ?? ''], true);
    await decide(id, [deletion?.id ?? ''], false);
    const { entries, intact } = await call('record.list', { id });
    expect(intact).toBe(true);
    expect(entries.find(({ action }) => action === 'accepted')).toMatchObject({
      name: '周明远',
      details: expect.stringMatching(/^王芳：增加“层层压实责任。”（.+）$/) as string,
    });
    expect(entries.find(({ action }) => action === 'rejected')?.details).toMatch(
      /^Word 中未署名的修改：删去“营商环境”（.+）$/,
    );
  });

  it('counts what came and was decided in one batch, and tells all of many', async () => {
    const id = await takeIn(office.backend);
    const { revision } = await call('report.open', { id });
    const at = '2023-12-20T02:00:00.000Z';
    const row = (one: number) => ({ id: `many${one}`, author: 'signer', at, kind: 'insert' as const });
    const many = Array.from({ length: 60 }, (_, one) => row(one));
    await call('report.apply', {
      id,
      session: 's',
      batch: newId(),
      base: revision,
      ops: many.map(({ id: ins }, one) => ({
        type: 'insert_node',
        path: [2, 0],
        node: { text: `第${one}处${'长'.repeat(50)}`, ins },
      })),
      author: 'signer',
      review: { revisions: many },
    });
    await decide(
      id,
      many.map((one) => one.id),
      true,
    );
    const { entries } = await call('record.list', { id });
    const told = entries.filter(({ action }) => action === 'accepted');
    expect(told.length).toBeGreaterThan(1);
    const words = told.map(({ details }) => details).join('；');
    for (let one = 0; one < 60; one += 1) expect(words).toContain(`林春生：增加“第${one}处`);
  });

  it('says which comment was answered, resolved and taken back', async () => {
    const id = await takeIn(office.backend);
    const thread = newId();
    const first = {
      id: newId(),
      thread,
      author: 'signer',
      at: '2023-12-19T01:02:03.000Z',
      body: '请核对数字',
    };
    const { revision } = await call('report.open', { id });
    await call('report.apply', {
      id,
      session: 's',
      batch: newId(),
      base: revision,
      ops: [{ type: 'set_node', path: [2, 0], properties: {}, newProperties: { [`c_${thread}`]: true } }],
      author: 'signer',
      review: {
        threads: [
          {
            id: thread,
            author: 'signer',
            at: first.at,
            quote: '',
            section: '一、工作',
            state: 'open',
            comments: [first],
          },
        ],
      },
    });
    const comment = newId();
    await call('review.reply', { id, thread, comment, author: 'writer', body: '已核对' });
    await call('review.removeComment', { id, comment, author: 'writer' });
    await call('review.setThreadState', { id, thread, author: 'writer', state: 'resolved' });
    const { entries } = await call('record.list', { id });
    expect(entries.slice(0, 3).map(({ details }) => details)).toEqual([
      '一、工作，林春生的批注“请核对数字”',
      '已核对',
      '一、工作，林春生的批注“请核对数字”：已核对',
    ]);
  });
});

describe('the record as a table', () => {
  it('has ids, seconds and hashes, and a chain that reads on from entries of before', async () => {
    const id = await marked();
    const before = await call('record.list', { id, forFile: true });
    const db = openDb(join(office.dataDir, DATABASE), { readonly: true });
    const stored = db.prepare('SELECT previous, sha256 FROM record WHERE report_id = ? ORDER BY id').all(id);
    db.close();
    expect(before.entries.toReversed().map(({ previous, sha256 }) => ({ previous, sha256 }))).toEqual(stored);
    const [head, ...rows] = recordCsv(id, before.entries, before.seals).split('\r\n');
    expect(head).toBe(
      '编号,时间,时间（UTC）,人员,人员编号,事项,说明,事项代号,盐,说明校验值,前一条校验值,本条校验值',
    );
    expect(rows[0]).toMatch(/^\d+,\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,2023-12-20T01:02:03\.000Z,/);
    expect(rows.at(-1)).toBe(`报告,${id}`);
    expect(rows.at(-2)).toMatch(/,[0-9a-f]{32},[0-9a-f]{64},[0-9a-f]{64},[0-9a-f]{64}$/);
    const found = await call('record.verifyFile', {
      name: 'a.csv',
      text: recordCsv(id, before.entries, before.seals),
    });
    expect(found).toMatchObject({ ok: false, entries: before.entries.length });
    expect(found.findings[0]).toContain('前后相接');
    expect(found.findings.join('')).toContain('证明不了是真的');
  });

  it('has no salt of what a file may not say, and can be checked all the same', async () => {
    const id = await takeIn(office.backend);
    const { revision } = await call('report.open', { id });
    const secret = makeField({ value: '7413', unit: '万元', label: '经费', sensitivity: 'secret' });
    await call('report.apply', {
      id,
      session: 's',
      batch: newId(),
      base: revision,
      ops: [
        { type: 'insert_node', path: [2, 1], node: secret },
        { type: 'insert_node', path: [2, 2], node: { text: '' } },
      ],
      author: 'writer',
    });
    const thread = newId();
    const at = '2023-12-19T01:02:03.000Z';
    const said = { id: newId(), thread, author: 'writer', at, body: '经费7413万元，请核对' };
    const now = await call('report.open', { id });
    await call('report.apply', {
      id,
      session: 's',
      batch: newId(),
      base: now.revision,
      ops: [{ type: 'set_node', path: [2, 0], properties: {}, newProperties: { [`c_${thread}`]: true } }],
      author: 'writer',
      review: {
        threads: [
          { id: thread, author: 'writer', at, quote: '', section: '', state: 'open', comments: [said] },
        ],
      },
    });
    await call('review.setThreadState', { id, thread, author: 'writer', state: 'resolved' });
    const { entries } = await call('record.list', { id, forFile: true });
    const oldest = entries.toReversed();
    const hidden = oldest.findIndex(({ action }) => action === 'commented');
    expect(oldest[hidden]?.details).not.toContain('7413');
    expect(oldest[hidden]).toMatchObject({
      salt: null,
      commitment: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
    });
    expect(oldest.slice(0, hidden).every(({ salt }) => salt !== null)).toBe(true);
    const page = await call('record.list', { id, forFile: true });
    const csv = recordCsv(id, page.entries, page.seals);
    const found = await call('record.verifyFile', { name: 'a.csv', text: csv });
    expect(found.findings[0]).toBe(`共 ${entries.length} 条，前后相接，没有缺漏。`);
    expect(found.findings.join('')).toContain('没有核对');
    // A line taken out of the middle, a word changed, a time, a name: each is seen.
    const lines = csv.split('\r\n');
    const broken = [
      [...lines.slice(0, 2), ...lines.slice(3)].join('\r\n'),
      csv.replace('2023-12-20T01:02:03.000Z', '2023-12-21T01:02:03.000Z'),
      csv.replace('导入', '新建'),
      csv.replace('周明远', '林春生'),
    ];
    for (const text of broken) {
      expect(text).not.toBe(csv);
      const told = await call('record.verifyFile', { name: 'a.csv', text });
      expect(told.findings[0]).not.toContain('没有缺漏');
    }
  });
});
