import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { BrowserPrinter } from '../../../electron/backend/print/browser-printer.ts';
import { readDocx } from '../../../electron/backend/docx/read/read-docx.ts';
import type { Block, Field } from '../../../shared/document/types.ts';
import { editions } from '../../../shared/settings/editions.ts';
import { USUAL_BASIS, type ReviewForm } from '../../../shared/signoff/review-sheet.ts';
import { attack } from '../../attack/attack.ts';
import { codeOf } from '../../contract/transports.ts';
import { openOffice, READY, sign, takeIn, type Office } from './setup.ts';

const SECRET = '7391';
const FORM: ReviewForm = {
  clerk: '周明远',
  reviewer: '林春生',
  leader: '钱立',
  basis: USUAL_BASIS,
  grounds: ['state', 'privacy'],
  note: `行政检查${SECRET}宗不公开。`,
  conclusion: 'part',
  date: '2023-12-20',
};

function places(blocks: readonly Block[]): { path: number[]; field: Field }[] {
  return blocks.flatMap((block, at) =>
    block.type === 'table'
      ? []
      : block.children.flatMap((node, child) =>
          'type' in node && node.type === 'field' ? [{ path: [at, child], field: node }] : [],
        ),
  );
}

describe('a sheet of a review before a public export', () => {
  let office: Office;
  let id: string;
  const printer = new BrowserPrinter();
  const call: Office['backend']['call'] = (method, params, context) =>
    office.backend.call(method, params, context);
  const save = (form: Partial<ReviewForm> = {}) =>
    call('reviewSheet.save', { id, form: { ...FORM, ...form } });
  const publish = () => call('export.make', { id, format: 'txt', edition: 'public', allowLeftovers: true });
  const require = (requireReview: boolean) =>
    call('settings.set', { key: 'editions', value: editions.parse({ requireReview }) });
  /** Takes a figure of the report out of the public edition, or lets it in. */
  const setSensitivity = async (value: string, sensitivity: Field['sensitivity']): Promise<void> => {
    const { document, revision } = await call('report.open', { id });
    const found = places(document.blocks).find(({ field }) => field.value === value);
    if (!found) throw new Error('no such field');
    const ops = [{ type: 'set_node', path: found.path, properties: {}, newProperties: { sensitivity } }];
    await call('report.apply', {
      id,
      session: 's',
      batch: `${value}${revision}`,
      base: revision,
      ops,
      author: 'writer',
    });
  };

  beforeAll(async () => {
    office = await openOffice(printer);
    await call('settings.set', { key: 'currentPerson', value: 'writer' });
    id = await takeIn(office.backend, READY.replace('612宗', `${SECRET}宗`));
    await setSensitivity(SECRET, 'secret');
    await setSensitivity('45', 'public');
  }, 60_000);
  afterAll(async () => {
    await office.close();
    await printer.close();
  });

  it('is not there at first, and says what one would be about', async () => {
    const { sheet, state, facts, person } = await call('reviewSheet.get', { id });
    expect([sheet, state, person]).toEqual([null, 'none', '周明远']);
    expect(facts).toMatchObject({ unit: '青禾镇', year: 2023, version: null });
    expect(facts.fingerprint).toMatch(/^[0-9a-f]{16}$/);
    expect(facts.hidden.fields.count).toBeGreaterThan(0);
    expect(await codeOf(call('reviewSheet.export', { id, format: 'docx' }))).toBe('not-found');
  });

  it('holds for its text, and no longer when what is public has changed', async () => {
    expect((await save()).state).toBe('valid');
    // What is hidden anyway changes nothing of what was reviewed.
    await setSensitivity('6', 'secret');
    expect((await call('reviewSheet.get', { id })).state).toBe('valid');
    await setSensitivity('45', 'internal');
    expect((await call('reviewSheet.get', { id })).state).toBe('outdated');
    expect((await save()).state).toBe('valid');
    const entries = (await call('record.list', { id })).entries.filter(({ action }) => action === 'reviewed');
    expect(entries).toHaveLength(2);
    expect(entries[0]?.details).toContain('部分公开，审查人林春生');
  });

  it('has each question with its answer, by whom and when', async () => {
    await call('edition.decide', {
      id,
      person: 'signer',
      decisions: [
        { kind: 'phone', text: '0571-88887777', allowed: false, answer: 'field' },
        { kind: 'name', text: '王小明', allowed: true },
        { kind: 'name', text: '李华', allowed: false, answer: 'hide' },
      ],
    });
    const by = { name: '林春生', at: '2023-12-20T01:02:03.000Z' };
    expect((await call('reviewSheet.get', { id })).facts.questions).toEqual([
      { kind: 'phone', text: '0571-88887777', answer: 'field', ...by },
      { kind: 'name', text: '王小明', answer: 'publish', ...by },
      { kind: 'name', text: '李华', answer: 'hide', ...by },
    ]);
    // Only what may go out goes out; and an answer can be taken back.
    await call('edition.decide', { id, decisions: [{ kind: 'name', text: '李华', allowed: false }] });
    expect((await call('reviewSheet.get', { id })).facts.questions).toHaveLength(2);
  });

  it('is written as Word and PDF, without what no edition prints', async () => {
    await save();
    const word = await call('reviewSheet.export', { id, format: 'docx' });
    expect(word.name).toBe('青禾镇2023年政府信息公开保密审查单.docx');
    const bytes = new Uint8Array(Buffer.from(word.bytes, 'base64'));
    const { lines } = await readDocx('a.docx', bytes);
    const text = JSON.stringify(lines);
    for (const words of [
      '林春生',
      '■不涉及国家秘密',
      '□不涉及商业秘密',
      '■部分公开',
      '0571-88887777',
      '改成字段',
      '行政检查**宗不公开',
    ])
      expect(text).toContain(words);
    const pdf = await call('reviewSheet.export', { id, format: 'pdf' });
    expect(pdf.pages).toBe(1);
    for (const { name, bytes: base64 } of [word, pdf])
      expect(attack(new Uint8Array(Buffer.from(base64, 'base64')), [SECRET], name)).toEqual([]);
  }, 60_000);

  it('is asked for before a signed version is public, where the unit wants it', async () => {
    await require(true);
    await setSensitivity('45', 'public');
    // A draft goes out to be looked at.
    expect((await publish()).name).toContain('公开版');
    await sign(office.backend, id);
    await expect(publish()).rejects.toThrow('又有改动，要重新审查');
    expect(await codeOf(publish())).toBe('review-needed');
    const sides = { a: { report: id }, b: { report: id }, allowLeftovers: true };
    expect(await codeOf(call('compare.run', { ...sides, edition: 'public' }))).toBe('review-needed');
    expect((await call('export.make', { id, format: 'txt', edition: 'internal' })).name).toContain('内部版');
    const { state, facts } = await save();
    expect([state, facts.version]).toEqual(['valid', 1]);
    expect((await publish()).name).toContain('公开版');
    await require(false);
  }, 60_000);

  it('that says no holds a public edition back, wanted or not', async () => {
    await save({ conclusion: 'closed' });
    await expect(publish()).rejects.toThrow('结论是“不公开”');
    // Neither a changed text nor another way out makes it a yes.
    await call('signoff.reopen', { id, person: 'signer' });
    await setSensitivity('45', 'internal');
    await expect(publish()).rejects.toThrow('结论是“不公开”');
    const out = { edition: 'public', allowLeftovers: true } as const;
    const sides = { a: { report: id }, b: { report: id } };
    expect(await codeOf(call('compare.run', { ...sides, ...out }))).toBe('review-needed');
    expect(await codeOf(call('figures.export', out))).toBe('review-needed');
    await save();
    expect((await publish()).name).toContain('公开版');
  });
});

describe('how wide masks are', () => {
  it('stays in a signed version as it was signed', async () => {
    const office = await openOffice();
    const { backend } = office;
    try {
      const set = (mask: 'width' | 'fixed') =>
        backend.call('settings.set', { key: 'editions', value: editions.parse({ mask }) });
      await set('width');
      const id = await takeIn(backend);
      await sign(backend, id);
      const textOf = async (): Promise<string> => {
        const made = await backend.call('export.make', {
          id,
          format: 'txt',
          edition: 'public',
          allowLeftovers: true,
        });
        return Buffer.from(made.bytes, 'base64').toString('utf8');
      };
      const before = await textOf();
      expect(before).toContain('***宗');
      await set('fixed');
      expect(await textOf()).toBe(before);
      const word = await backend.call('export.make', {
        id,
        format: 'docx',
        edition: 'public',
        allowLeftovers: true,
      });
      expect(word.unstamped).toBeUndefined();
      expect(word.maskedAsSigned).toContain('签发时的样子');
      const found = await backend.call('signoff.verifyFile', { name: 'a.docx', bytes: word.bytes });
      expect(found).toMatchObject({ ok: true, differences: [] });
      expect((await backend.call('signoff.verify', { id })).ok).toBe(true);
      // A draft follows what is chosen now.
      await backend.call('signoff.reopen', { id, person: 'signer' });
      expect(await textOf()).not.toContain('***宗');
    } finally {
      await office.close();
    }
  }, 60_000);
});
