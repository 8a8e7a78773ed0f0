import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Params, Result } from '../../../shared/contract/methods.ts';
import type { ApprovalStep } from '../../../shared/settings/approval.ts';
import { openOffice, PASSPHRASE, takeIn, type Office } from './setup.ts';

const DRAFT: ApprovalStep = { kind: 'draft', who: '' };
const CHECK: ApprovalStep = { kind: 'check', who: '' };
const MONEY: ApprovalStep = { kind: 'countersign', who: '财政所' };
const PARTY: ApprovalStep = { kind: 'countersign', who: '党政办' };
const SIGN: ApprovalStep = { kind: 'sign', who: '' };
const ORDER = [DRAFT, CHECK, MONEY, PARTY, SIGN];

const PDF = Buffer.from('%PDF-1.4\n% 签批单\n').toString('base64');

let office: Office;
let id: string;

beforeEach(async () => {
  office = await openOffice();
  const { backend } = office;
  for (const [person, name] of [
    ['checker', '陈秋实'],
    ['money', '何满仓'],
    ['party', '白露'],
  ] as const)
    await backend.call('people.save', { person: { id: person, name, unit: '青禾镇', role: 'reviewer' } });
  for (const person of ['writer', 'checker', 'money', 'party', 'signer'])
    await backend.call('keys.make', { person, passphrase: PASSPHRASE });
  await backend.call('settings.set', { key: 'approval', value: { steps: ORDER } });
  id = await takeIn(backend);
}, 60_000);
afterEach(() => office.close());

const revisionOf = async (one: Office = office): Promise<number> =>
  (await one.backend.call('report.open', { id })).revision;

async function take(
  step: ApprovalStep,
  person: string,
  more: Partial<Params<'approval.take'>> = {},
): Promise<Result<'approval.take'>> {
  return office.backend.call('approval.take', {
    id,
    revision: await revisionOf(),
    step,
    person,
    opinion: '同意。',
    date: '2023-12-19',
    passphrase: PASSPHRASE,
    ...more,
  });
}

const paper = (name = '签批单.pdf', bytes = PDF): Params<'approval.take'>['how'] => ({
  kind: 'paper',
  name: '王镇长',
  unit: '青禾镇',
  scan: { name, bytes },
});

/** One word more, as the writer types it. */
async function edit(): Promise<void> {
  await office.backend.call('report.apply', {
    id,
    session: 's',
    batch: `b${await revisionOf()}`,
    base: await revisionOf(),
    ops: [{ type: 'insert_text', path: [2, 0], offset: 0, text: '全年，' }],
    author: 'writer',
  });
}

async function allBefore(): Promise<void> {
  await take(DRAFT, 'writer');
  await take(CHECK, 'checker');
  await take(PARTY, 'party');
  await take(MONEY, 'money');
}

/** How two calls at the same moment end. */
const twice = async (work: () => Promise<unknown>): Promise<string[]> =>
  (await Promise.allSettled([work(), work()])).map(({ status }) => status).toSorted();

describe('an approval in steps', () => {
  it('is taken in the unit’s order, steps of one kind in any', async () => {
    await expect(take(CHECK, 'checker')).rejects.toThrow('前面还要：拟稿');
    await take(DRAFT, 'writer');
    await expect(take(DRAFT, 'writer')).rejects.toThrow('已由周明远签过');
    await expect(take(MONEY, 'money')).rejects.toThrow('前面还要：核稿');
    await expect(take(SIGN, 'signer')).rejects.toThrow('前面还要：核稿、会签（财政所）、会签（党政办）');
    await take(CHECK, 'checker');
    await take(PARTY, 'party');
    await take(MONEY, 'money');
    const state = await take(SIGN, 'signer', { date: '2023-12-20', opinion: '同意印发。' });
    expect(state.slots.map(({ step, done }) => [step.kind, done?.person.name])).toEqual([
      ['draft', '周明远'],
      ['check', '陈秋实'],
      ['countersign', '何满仓'],
      ['countersign', '白露'],
      ['sign', '林春生'],
    ]);
    const found = await office.backend.call('signoff.verify', { id });
    expect(found).toMatchObject({ answer: 'known', scope: 'report' });
    expect(found.approvals.map(({ person, how }) => `${person.name} ${how}`)).toEqual([
      '周明远 own',
      '陈秋实 own',
      '何满仓 own',
      '白露 own',
      '林春生 own',
    ]);
  }, 60_000);

  it('says in the file who approved, and how', async () => {
    await take(DRAFT, 'writer');
    await take(CHECK, 'writer', { how: paper() });
    await take(PARTY, 'party');
    await take(MONEY, 'money');
    await take(SIGN, 'writer', { how: paper('签发单.pdf'), date: '2023-12-20', opinion: '同意印发。' });
    const { bytes } = await office.backend.call('export.make', { id, format: 'docx', edition: 'internal' });
    const found = await office.backend.call('signoff.verifyFile', { name: 'a.docx', bytes });
    expect(found).toMatchObject({ answer: 'known', scope: 'file' });
    expect(found.approvals.map(({ person, how, recorder }) => [person.name, how, recorder])).toEqual([
      ['周明远', 'own', ''],
      ['王镇长', 'paper', '周明远'],
      ['何满仓', 'own', ''],
      ['白露', 'own', ''],
      ['王镇长', 'paper', '周明远'],
    ]);
    expect(found.findings[0]).toContain('由王镇长于2023年12月20日签发（凭签批单登记，周明远登记）');
    const { history } = await office.backend.call('approval.state', { id });
    const { how } = history.find(({ step }) => step.kind === 'check') ?? {};
    if (how?.kind !== 'paper') throw new Error('not recorded from paper');
    const scan = await office.backend.call('approval.scan', { id, sha256: how.scan.sha256 });
    expect(scan).toEqual({ name: '签批单.pdf', mime: 'application/pdf', bytes: PDF });
  }, 60_000);

  it('asks again for all that was taken before a change', async () => {
    await allBefore();
    await edit();
    const { slots, voided } = await office.backend.call('approval.state', { id });
    expect(slots.every(({ done }) => done === null)).toBe(true);
    expect(slots.map(({ isOpen }) => isOpen)).toEqual([true, false, false, false, false]);
    expect(voided).toHaveLength(4);
    await expect(take(SIGN, 'signer')).rejects.toThrow('前面还要');
    const { revision } = await office.backend.call('report.open', { id });
    const sign = {
      id,
      revision,
      person: 'signer',
      opinion: '同意。',
      date: '2023-12-20',
      passphrase: PASSPHRASE,
    };
    await expect(office.backend.call('signoff.sign', sign)).rejects.toThrow('前面还要');
  }, 60_000);

  it('counts again where the change was undone', async () => {
    await take(DRAFT, 'writer');
    await edit();
    await office.backend.call('report.apply', {
      id,
      session: 's',
      batch: 'back',
      base: await revisionOf(),
      ops: [{ type: 'remove_text', path: [2, 0], offset: 0, text: '全年，' }],
      author: 'writer',
    });
    const { slots } = await office.backend.call('approval.state', { id });
    expect(slots[0]?.done?.person.name).toBe('周明远');
  }, 60_000);

  it('ends where somebody sends the text back, with a reason that stays', async () => {
    await take(DRAFT, 'writer');
    const state = await office.backend.call('approval.return', {
      id,
      revision: await revisionOf(),
      step: CHECK,
      person: 'checker',
      reason: '第三部分太短。',
      date: '2023-12-19',
      passphrase: PASSPHRASE,
    });
    expect(state.returned).toMatchObject({ person: { name: '陈秋实' }, opinion: '第三部分太短。' });
    expect(state.slots.every(({ done }) => done === null)).toBe(true);
    const { entries } = await office.backend.call('record.list', { id });
    expect(entries[0]).toMatchObject({ action: 'sent-back', name: '陈秋实' });
    expect(entries[0]?.details).toContain('第三部分太短。');
    expect((await take(DRAFT, 'writer')).returned).toBeNull();
  }, 60_000);

  it('is taken by one of two windows that take the same step, or sign, at once', async () => {
    expect(await twice(() => take(DRAFT, 'writer'))).toEqual(['fulfilled', 'rejected']);
    await take(CHECK, 'checker');
    await take(PARTY, 'party');
    await take(MONEY, 'money');
    expect(await twice(() => take(SIGN, 'signer', { date: '2023-12-20' }))).toEqual([
      'fulfilled',
      'rejected',
    ]);
    expect(await office.backend.call('signoff.list', { id })).toHaveLength(1);
    expect(await office.backend.call('signoff.verify', { id })).toMatchObject({ answer: 'known' });
  }, 60_000);

  it('begins anew in a new version', async () => {
    await allBefore();
    await take(SIGN, 'signer', { date: '2023-12-20' });
    await office.backend.call('signoff.reopen', { id, person: 'writer' });
    const { slots, returned } = await office.backend.call('approval.state', { id });
    expect(slots.every(({ done }) => done === null)).toBe(true);
    expect(returned).toBeNull();
  }, 60_000);

  it.each([
    ['2023-12-21', '还没有到'],
    ['1900-01-01', '比报告的年度'],
  ])('refuses the date %s', async (date, words) => {
    await expect(take(DRAFT, 'writer', { date })).rejects.toThrow(words);
  });

  it('refuses a date before that of the step before', async () => {
    await take(DRAFT, 'writer', { date: '2023-12-18' });
    await expect(take(CHECK, 'checker', { date: '2023-12-17' })).rejects.toThrow('比前一步');
  }, 30_000);

  it('takes sheets of one kind in whichever order they come back, whatever their dates', async () => {
    await take(DRAFT, 'writer', { date: '2023-12-15' });
    await take(CHECK, 'checker', { date: '2023-12-16' });
    await take(MONEY, 'writer', { date: '2023-12-18', how: paper() });
    await take(PARTY, 'writer', { date: '2023-12-17', how: paper() });
    await expect(take(SIGN, 'signer', { date: '2023-12-17' })).rejects.toThrow('比前一步');
    const { slots } = await take(SIGN, 'signer', { date: '2023-12-18' });
    expect(slots).toHaveLength(5);
  }, 60_000);

  it('goes on after a passage was erased that an older step had approved', async () => {
    const passage = '另有一件事不宜写在这里。';
    const change = async (type: 'insert_text' | 'remove_text'): Promise<void> => {
      const base = await revisionOf();
      await office.backend.call('report.apply', {
        id,
        session: 's',
        batch: `passage${base}`,
        base,
        ops: [{ type, path: [2, 0], offset: 0, text: passage }],
        author: 'writer',
      });
    };
    await change('insert_text');
    await take(DRAFT, 'writer');
    await change('remove_text');
    await take(DRAFT, 'writer');
    await office.backend.call('purge.runWords', {
      id,
      words: passage,
      person: 'writer',
      deleteClosed: false,
    });
    const { history } = await office.backend.call('approval.state', { id });
    expect(history.map(({ state }) => state)).toEqual(['good']);
    await take(CHECK, 'checker');
    await take(MONEY, 'money');
    await take(PARTY, 'party');
    await take(SIGN, 'signer', { date: '2023-12-20' });
    const made = await office.backend.call('export.make', { id, format: 'docx', edition: 'internal' });
    expect(made.proof?.name).toBe(`${made.name}.nsv`);
    expect(await office.backend.call('signoff.verify', { id })).toMatchObject({ answer: 'known' });
  }, 90_000);

  it('refuses a scan that is none, a step that the unit does not have, a text that was not seen', async () => {
    const text = Buffer.from('签批单').toString('base64');
    await expect(take(DRAFT, 'writer', { how: paper('a.txt', text) })).rejects.toMatchObject({
      code: 'not-image',
    });
    await expect(take({ kind: 'check', who: '司法所' }, 'checker')).rejects.toThrow(
      '没有“核稿（司法所）”这一步',
    );
    await expect(take(DRAFT, 'writer', { revision: 999 })).rejects.toMatchObject({ code: 'stale-revision' });
    await expect(take(DRAFT, 'writer', { passphrase: '别的口令' })).rejects.toMatchObject({
      code: 'wrong-passphrase',
    });
    expect((await office.backend.call('approval.state', { id })).history).toEqual([]);
  }, 60_000);
});

/** An approval file of the report. */
const sent = async (): Promise<string> =>
  (await office.backend.call('approval.send', { id, revision: await revisionOf() })).file;

describe('an approval on two computers', () => {
  let far: Office;
  beforeEach(async () => {
    far = await openOffice();
    await far.backend.call('people.save', {
      person: { id: 'checker', name: '陈秋实', unit: '青禾镇', role: 'signer' },
    });
    for (const person of ['checker', 'signer'])
      await far.backend.call('keys.make', { person, passphrase: PASSPHRASE });
  }, 60_000);
  afterEach(() => far.close());

  const signFar = async (file: string, step: ApprovalStep, person: string): Promise<string> => {
    const made = await far.backend.call('approval.signFile', {
      file,
      step,
      outcome: 'approved',
      person,
      opinion: '同意。',
      date: '2023-12-20',
      passphrase: PASSPHRASE,
    });
    return made.file;
  };
  const meet = async (): Promise<void> => {
    for (const person of ['checker', 'signer']) {
      const { card } = await far.backend.call('keys.card', { person });
      await office.backend.call('keys.addCard', { card, compared: true });
    }
  };

  it('comes together by a file, the last step too', async () => {
    await office.backend.call('settings.set', { key: 'approval', value: { steps: [DRAFT, CHECK, SIGN] } });
    await take(DRAFT, 'writer');
    const file = await sent();
    const view = await far.backend.call('approval.read', { file });
    expect(view).toMatchObject({ here: 'none', report: null, unknownKeys: [{ name: '周明远' }] });
    expect(view.lines.join('')).toContain('完成行政检查612宗');
    const checked = await signFar(file, CHECK, 'checker');
    const back = await signFar(checked, SIGN, 'signer');
    await expect(office.backend.call('approval.takeIn', { file: back })).rejects.toThrow('本机不认识的密钥');
    await meet();
    expect(await office.backend.call('approval.takeIn', { file: back })).toEqual({
      report: id,
      added: 2,
      signed: true,
    });
    expect((await office.backend.call('report.open', { id })).state).toBe('signed-off');
    expect(await office.backend.call('signoff.verify', { id })).toMatchObject({ answer: 'known' });
    const { bytes } = await office.backend.call('export.make', { id, format: 'docx', edition: 'internal' });
    const found = await office.backend.call('signoff.verifyFile', { name: 'a.docx', bytes });
    expect(found).toMatchObject({ answer: 'known', scope: 'file' });
    expect(await office.backend.call('approval.takeIn', { file: back })).toMatchObject({ added: 0 });
  }, 90_000);

  it('shows a file whose steps are none, and takes none of them in', async () => {
    const made = JSON.parse(await sent()) as { steps: unknown[] };
    const statement = '{}';
    const step = { statement, sha256: 'a'.repeat(64), signature: '' };
    const file = JSON.stringify({ ...made, steps: [step] });
    const view = await far.backend.call('approval.read', { file });
    expect(view).toMatchObject({ here: 'none', unknownKeys: [] });
    expect(view.slots.every(({ done }) => done === null)).toBe(true);
    await office.backend.call('approval.takeIn', { file }).catch(() => null);
    expect((await office.backend.call('approval.state', { id })).history).toEqual([]);
  }, 60_000);

  it('takes nothing in for a text that has changed, from a file that was changed, or out of order', async () => {
    await office.backend.call('settings.set', { key: 'approval', value: { steps: [DRAFT, CHECK, SIGN] } });
    await meet();
    await take(DRAFT, 'writer');
    const file = await sent();
    await expect(signFar(file, SIGN, 'signer')).rejects.toThrow('前面还要：核稿');
    await expect(far.backend.call('approval.read', { file: file.replace('612', '912') })).rejects.toThrow(
      '在路上被改过',
    );
    const back = await signFar(file, CHECK, 'checker');
    const forged = back.replaceAll('陈秋实', '陈秋石');
    await expect(office.backend.call('approval.takeIn', { file: forged })).rejects.toThrow();
    await edit();
    await expect(office.backend.call('approval.takeIn', { file: back })).rejects.toThrow('正文又改过');
    expect((await office.backend.call('approval.state', { id })).history).toHaveLength(1);
  }, 90_000);
});
