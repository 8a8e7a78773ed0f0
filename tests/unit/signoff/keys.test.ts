import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openOffice, PASSPHRASE, sign, takeIn, type Office } from './setup.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const make = (person: string, more: object = {}) =>
  office.backend.call('keys.make', { person, passphrase: PASSPHRASE, ...more });

describe('a key', () => {
  it('has a fingerprint of six groups of five digits, and an event in the record', async () => {
    const key = await make('signer');
    expect(key.fingerprint).toMatch(/^(?:\d{5} ){5}\d{5}$/);
    const { events, intact } = await office.backend.call('keys.events', {});
    expect(intact).toBe(true);
    expect(events).toMatchObject([{ action: '设密钥', name: '林春生' }]);
    expect(events[0]?.details).toContain(key.fingerprint);
  });

  it.each(['password', '12345678', 'linchunsheng', '青禾镇青禾镇', 'qinghezhen1'])(
    'takes no passphrase that is soon guessed: %s',
    async (passphrase) => {
      await expect(make('signer', { passphrase })).rejects.toThrow(/太容易猜到|至少/);
      expect(await office.backend.call('signoff.key', { person: 'signer' })).toEqual({ has: false });
    },
  );

  it('is not silently followed by another one, nor by a namesake’s', async () => {
    const old = await make('signer');
    await expect(make('signer')).rejects.toMatchObject({ code: 'not-ready' });
    await office.backend.call('people.save', {
      person: { id: 'other', name: '林春生', unit: '别处', role: 'signer' },
    });
    await expect(make('other')).rejects.toThrow(old.fingerprint);
    const key = await make('other', { way: { kind: 'declared', reason: '同名的两个人。' } });
    expect(key).toMatchObject({ namesakes: 1, follows: { way: 'namesake', reason: '同名的两个人。' } });
    // The first key stays his.
    const first = (await office.backend.call('keys.list', {})).find(({ person }) => person === 'signer');
    expect(first).toMatchObject({ fingerprint: old.fingerprint, ended: null });
    const id = await takeIn(office.backend);
    await sign(office.backend, id);
    const found = await office.backend.call('signoff.verify', { id });
    expect(found.fingerprint).toBe(old.fingerprint);
    expect(found.findings.join('')).toContain('以指纹区分');
  }, 60_000);

  it.each([
    ['the old passphrase', { kind: 'old', passphrase: PASSPHRASE }, '用原来的口令换'],
    [
      'a witness',
      { kind: 'witness', person: 'writer', passphrase: PASSPHRASE, reason: '忘了口令。' },
      '由另一人作证换（周明远',
    ],
    ['a declaration', { kind: 'declared', reason: '忘了口令，单位只有一人。' }, '登记说明后换'],
  ])(
    'is followed by another one by %s, which is told',
    async (_how, way, words) => {
      await make('writer');
      const old = await make('signer');
      const id = await takeIn(office.backend);
      await sign(office.backend, id);
      const next = await make('signer', { way, passphrase: '另一把钥匙 七月' });
      expect(next.fingerprint).not.toBe(old.fingerprint);
      const { events } = await office.backend.call('keys.events', {});
      expect(events[0]?.action).toBe('换密钥');
      expect(events[0]?.details).toContain(words);
      // What was signed stays valid, under the fingerprint that it had.
      const found = await office.backend.call('signoff.verify', { id });
      expect(found).toMatchObject({ answer: 'known', fingerprint: old.fingerprint });
      expect(found.findings.join('')).toContain('停用');
      // The card is proved by itself.
      const { card } = await office.backend.call('keys.card', { person: 'signer' });
      const view = await office.backend.call('keys.readCard', { card });
      expect(view.follows).toMatchObject({ fingerprint: old.fingerprint, way: way.kind });
    },
    60_000,
  );

  it('is not followed by a wrong passphrase, or by one’s own witness', async () => {
    await make('signer');
    for (const way of [
      { kind: 'old', passphrase: '不是这个' },
      { kind: 'witness', person: 'signer', passphrase: PASSPHRASE, reason: '忘了口令。' },
      { kind: 'witness', person: 'writer', passphrase: PASSPHRASE, reason: '忘了口令。' },
    ])
      await expect(make('signer', { way })).rejects.toThrow();
    expect(await office.backend.call('keys.list', {})).toHaveLength(1);
  }, 60_000);

  it('keeps the name that it was made under', async () => {
    const id = await takeIn(office.backend);
    await sign(office.backend, id);
    await office.backend.call('people.save', {
      person: { id: 'signer', name: '林秋生', unit: '青禾镇', role: 'signer' },
    });
    const found = await office.backend.call('signoff.verify', { id });
    expect(found.findings.join('')).toContain('林春生');
    expect(found.findings.join('')).not.toContain('林秋生');
    const { bytes } = await office.backend.call('export.make', { id, format: 'docx', edition: 'internal' });
    const file = await office.backend.call('signoff.verifyFile', { name: 'a.docx', bytes });
    expect(file.findings.join('')).toContain('由林春生于');
    const [key] = await office.backend.call('keys.list', {});
    expect(key?.name).toBe('林春生');
  }, 60_000);

  it('opens with its new passphrase once that was changed', async () => {
    const before = await make('signer');
    const call = (passphrase: string, next: string) =>
      office.backend.call('keys.changePassphrase', { person: 'signer', passphrase, next });
    await expect(call('不是这个', '另一把钥匙 七月')).rejects.toMatchObject({ code: 'wrong-passphrase' });
    await expect(call(PASSPHRASE, 'password')).rejects.toThrow('太容易猜到');
    await call(PASSPHRASE, '另一把钥匙 七月');
    await expect(call(PASSPHRASE, '第三把钥匙 八月')).rejects.toMatchObject({ code: 'wrong-passphrase' });
    const [key] = await office.backend.call('keys.list', {});
    expect(key?.fingerprint).toBe(before.fingerprint);
  }, 60_000);
});

describe('a key card', () => {
  let far: Office;
  beforeEach(async () => {
    far = await openOffice();
    await far.backend.call('keys.make', { person: 'signer', passphrase: PASSPHRASE });
  });
  afterEach(() => far.close());

  it('is taken in under its fingerprint, and given up again', async () => {
    const { card, name } = await far.backend.call('keys.card', { person: 'signer' });
    expect(name).toBe('林春生的密钥卡.nskey');
    const [theirs] = await far.backend.call('keys.list', {});
    const view = await office.backend.call('keys.readCard', { card });
    expect(view).toMatchObject({ name: '林春生', fingerprint: theirs?.fingerprint, isKnown: false });
    const line = await office.backend.call('keys.addCard', { card, compared: true });
    expect(line).toMatchObject({ person: null, ended: null });
    await office.backend.call('keys.end', { key: line.key, reason: '调离。' });
    const [ended] = await office.backend.call('keys.list', {});
    expect(ended?.ended).not.toBeNull();
    const { events } = await office.backend.call('keys.events', {});
    expect(events.map(({ action }) => action)).toEqual(['停用密钥', '收入密钥卡']);
  }, 60_000);

  it('is refused where anything of it was changed', async () => {
    const { card } = await far.backend.call('keys.card', { person: 'signer' });
    for (const text of [
      card.replace('林春生', '王镇长'),
      card.replace('"vouch":""', '"vouch":"x"}'),
      '{}',
      '',
    ])
      await expect(office.backend.call('keys.addCard', { card: text, compared: true })).rejects.toThrow();
    expect(await office.backend.call('keys.list', {})).toEqual([]);
  }, 60_000);
});
