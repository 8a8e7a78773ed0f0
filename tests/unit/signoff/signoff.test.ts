import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openDb } from '../../../electron/backend/sqlite/driver.ts';
import type { Field } from '../../../shared/document/types.ts';
import { codeOf } from '../../contract/transports.ts';
import { openOffice, PASSPHRASE, READY, sign, takeIn, type Office } from './setup.ts';
import { DATABASE } from '../../../electron/backend/store/base/database-file.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(async () => {
  await office.close();
});

const call: Office['backend']['call'] = (method, params, context) =>
  office.backend.call(method, params, context);

/** Types at the front of the title. */
async function type(id: string, text: string): Promise<void> {
  const { revision } = await call('report.open', { id });
  const op = { type: 'insert_text', path: [0, 0], offset: 0, text };
  await call('report.apply', {
    id,
    session: 's',
    batch: `b${revision}`,
    base: revision,
    ops: [op],
    author: 'writer',
  });
}

describe('signing', () => {
  it('freezes a version, and takes no change after it', async () => {
    const id = await takeIn(office.backend);
    const { version, sha256 } = await sign(office.backend, id);
    expect(version).toBe(1);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect((await call('report.open', { id })).state).toBe('signed-off');
    expect(await codeOf(type(id, '改'))).toBe('signed-off');
    expect(await codeOf(call('report.setMeta', { id, year: 2020 }))).toBe('signed-off');
    expect((await call('version.list', { id }))[0]).toMatchObject({
      kind: 'signed',
      number: 1,
      author: 'signer',
    });
    expect(await call('signoff.verify', { id })).toMatchObject({ ok: true, version: 1, differences: [] });
    expect(await codeOf(sign(office.backend, id))).toBe('signed-off');
  });

  it('is the only way to the signed state', async () => {
    const id = await takeIn(office.backend);
    const params = { id, state: 'signed-off' } as never;
    expect(await codeOf(call('report.setMeta', params))).toBe('bad-request');
    const version = { id, kind: 'signed', name: '', author: 'writer' } as never;
    expect(await codeOf(call('version.create', version))).toBe('bad-request');
  });

  it('names everything that is not done, with its place', async () => {
    const id = await takeIn(
      office.backend,
      READY.replace('612宗', '***宗').replace(/全镇开展企业走访.*\n/, ''),
    );
    const { revision } = await call('report.open', { id });
    await call('report.apply', {
      id,
      session: 's',
      batch: 'b',
      base: revision,
      author: 'writer',
      ops: [{ type: 'set_node', path: [2, 0], properties: {}, newProperties: { ins: 'r1', c_t1: true } }],
      review: {
        revisions: [{ id: 'r1', author: 'writer', at: '2023-12-01T00:00:00Z', kind: 'insert' }],
        threads: [
          {
            id: 't1',
            author: 'writer',
            at: '2023-12-01T00:00:00Z',
            quote: '法治',
            section: '',
            state: 'open',
            comments: [
              { id: 'c1', thread: 't1', author: 'writer', at: '2023-12-01T00:00:00Z', body: '请核对。' },
            ],
          },
        ],
      },
    });
    const obstacles = await call('signoff.obstacles', { id });
    const { blocks } = (await call('report.open', { id })).document;
    const field = blocks
      .flatMap((block) => ('children' in block ? (block.children as unknown as Field[]) : []))
      .find((node) => node.type === 'field' && node.mask);
    expect(obstacles).toContainEqual(expect.objectContaining({ kind: 'change', block: blocks[2]?.id }));
    expect(obstacles).toContainEqual({ kind: 'comment', text: '批注没有解决：请核对。', thread: 't1' });
    expect(obstacles).toContainEqual(
      expect.objectContaining({ kind: 'slot', text: '这一节还没有写：（五）法治社会建设' }),
    );
    expect(obstacles).toContainEqual(expect.objectContaining({ kind: 'field', field: field?.id }));
    expect(await codeOf(sign(office.backend, id))).toBe('not-ready');
    expect((await call('report.open', { id })).state).toBe('drafting');
  });

  it('stops at an error that proofreading has found', async () => {
    const id = await takeIn(office.backend, READY.replace('三、2024年工作计划', '三、2025年工作计划'));
    expect((await call('signoff.obstacles', { id })).map(({ kind }) => kind)).toContain('check');
  });

  it('lets what is no error pass, and an error that somebody has ignored', async () => {
    const slips = READY.replace('建成法治长廊，', '截止11月底建成法治长廊，').replace(
      '编制偏紧。',
      '编制偏紧，其它条件也有限，今年没有增加。',
    );
    const id = await takeIn(office.backend, slips);
    const { findings, counts } = await call('checks.run', { id });
    expect(counts.error).toBe(1);
    expect(findings.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['until-word', 'other-word', 'now-words']),
    );
    expect(await call('signoff.obstacles', { id })).toMatchObject([
      { kind: 'check', text: '后面跟时间，用“截至”；“截止”是停止的意思。' },
    ]);
    expect(await codeOf(sign(office.backend, id))).toBe('not-ready');
    const key = findings.find(({ rule }) => rule === 'until-word')?.key ?? '';
    await call('checks.ignore', { id, entries: [{ kind: 'finding', key }], ignored: true });
    expect(await call('signoff.obstacles', { id })).toEqual([]);
    expect((await sign(office.backend, id)).version).toBe(1);
  });

  it('needs the signer and the passphrase', async () => {
    const id = await takeIn(office.backend);
    const signing = { id, revision: 0, opinion: '同意', date: '2023-12-20', passphrase: PASSPHRASE };
    expect(await codeOf(call('signoff.sign', { ...signing, person: 'writer' }))).toBe('bad-request');
    expect(await codeOf(call('signoff.sign', { ...signing, person: 'nobody' }))).toBe('no-person');
    expect(await codeOf(call('signoff.sign', { ...signing, person: 'signer' }))).toBe('wrong-passphrase');
    await call('keys.make', { person: 'signer', passphrase: PASSPHRASE });
    const wrong = { ...signing, person: 'signer', passphrase: `${PASSPHRASE}x` };
    expect(await codeOf(call('signoff.sign', wrong))).toBe('wrong-passphrase');
    expect(await codeOf(call('keys.make', { person: 'writer', passphrase: 'short' }))).toBe('bad-request');
    expect((await call('report.open', { id })).state).toBe('drafting');
    expect(await call('version.list', { id })).toEqual([]);
  });

  it('keeps no usable key on disk', async () => {
    await call('keys.make', { person: 'signer', passphrase: PASSPHRASE });
    const db = openDb(join(office.dataDir, DATABASE), { readonly: true });
    const { private_key: stored } = db.prepare('SELECT private_key FROM signer_keys').get() as {
      private_key: string;
    };
    db.close();
    // A PKCS #8 form of an Ed25519 key begins with these bytes.
    expect(
      Buffer.from((JSON.parse(stored) as { data: string }).data, 'base64').toString('hex'),
    ).not.toContain('302e020100300506032b6570');
  });

  it('goes on in a new version, which needs the signer again and is chained to the old one', async () => {
    const id = await takeIn(office.backend);
    await sign(office.backend, id);
    await call('signoff.reopen', { id, person: 'writer' });
    expect((await call('report.open', { id })).state).toBe('revised');
    await type(id, '新');
    const changed = await call('signoff.verify', { id });
    expect(changed.ok).toBe(false);
    expect(changed.findings.join('')).toContain('要重新签发');
    expect(changed.differences).toEqual([{ signed: '', found: '新' }]);

    await sign(office.backend, id);
    const [second, first] = await call('signoff.list', { id });
    expect(second?.previous).toBe(first?.sha256);
    expect(first?.previous).toBe('');
    expect(await call('signoff.verify', { id })).toMatchObject({ ok: true, version: 2 });
  });

  it('sees what was changed behind the program’s back', async () => {
    const id = await takeIn(office.backend);
    await sign(office.backend, id);
    const db = openDb(join(office.dataDir, DATABASE));
    expect(() => db.prepare("UPDATE signatures SET record = '{}'").run()).toThrow('frozen');
    expect(() => db.prepare('DELETE FROM signatures').run()).toThrow('kept');
    expect(() => db.prepare("UPDATE versions SET content = '{}'").run()).toThrow('frozen');
    db.exec('DROP TRIGGER versions_frozen');
    db.prepare("UPDATE versions SET content = replace(content, '45次', '54次')").run();
    db.close();
    // Only where the figure stands in one leaf; a field's value is looked for as well.
    const verified = await call('signoff.verify', { id });
    if (verified.ok) {
      const again = openDb(join(office.dataDir, DATABASE));
      again.prepare(`UPDATE versions SET content = replace(content, '"value":"45"', '"value":"54"')`).run();
      again.close();
    }
    const found = await call('signoff.verify', { id });
    expect(found.ok).toBe(false);
    expect(found.findings.join('')).toContain('存着的签发稿被改过');
  });
});

describe('the record', () => {
  it('tells who did what, and can’t be changed', async () => {
    const id = await takeIn(office.backend);
    await type(id, '甲');
    await type(id, '乙');
    await call('version.create', { id, kind: 'sent', name: '第一轮', author: 'writer' });
    await call('export.make', { id, format: 'txt', edition: 'public' });
    const { entries, intact } = await call('record.list', { id });
    expect(intact).toBe(true);
    // Newest first; typing on is one piece of work.
    expect(entries.map(({ action, name }) => [action, name])).toEqual([
      ['exported', ''],
      ['sent', '周明远'],
      ['edited', '周明远'],
      ['imported', ''],
    ]);
    expect(entries[0]?.details).toContain('公开版');

    const db = openDb(join(office.dataDir, DATABASE));
    expect(() => db.prepare("UPDATE record SET name = '别人'").run()).toThrow('frozen');
    expect(() => db.prepare('DELETE FROM record').run()).toThrow('kept');
    db.exec("DROP TRIGGER record_kept; DELETE FROM record WHERE action = 'sent'");
    db.close();
    expect((await call('record.list', { id })).intact).toBe(false);
  });
});
