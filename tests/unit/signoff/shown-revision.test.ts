import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { codeOf } from '../../contract/transports.ts';
import { PASSPHRASE, openOffice, takeIn, type Office } from './setup.ts';

let office: Office;
let id: string;
let shown: number;

beforeEach(async () => {
  office = await openOffice();
  id = await takeIn(office.backend);
  ({ revision: shown } = await office.backend.call('report.open', { id }));
});
afterEach(() => office.close());

/** What another window or program does. */
async function saveElsewhere(): Promise<void> {
  const ops = [{ type: 'insert_text', path: [0, 0], offset: 0, text: '改' }];
  await office.backend.call('report.apply', { id, session: 'other', batch: 'b1', base: shown, ops });
}

describe('text that the person has not seen', () => {
  it('is not signed', async () => {
    await office.backend.call('keys.make', { person: 'signer', passphrase: PASSPHRASE });
    await saveElsewhere();
    const signing = { person: 'signer', opinion: '同意', date: '2023-12-20', passphrase: PASSPHRASE };
    const signed = office.backend.call('signoff.sign', { id, revision: shown, ...signing });
    expect(await codeOf(signed)).toBe('stale-revision');
    expect((await office.backend.call('report.open', { id })).state).not.toBe('signed-off');
    expect(await office.backend.call('signoff.list', { id })).toEqual([]);
  });

  it('is not signed when it comes while the signer’s key is being derived, and nothing is frozen', async () => {
    const { backend } = office;
    await backend.call('keys.make', { person: 'signer', passphrase: PASSPHRASE });
    const signing = { person: 'signer', opinion: '同意', date: '2023-12-20', passphrase: PASSPHRASE };
    const signed = codeOf(backend.call('signoff.sign', { id, revision: shown, ...signing }));
    // The handler has read the report when this comes, and is far from done.
    await saveElsewhere();
    expect(await signed).toBe('stale-revision');
    expect((await backend.call('report.open', { id })).state).not.toBe('signed-off');
    expect(await backend.call('signoff.list', { id })).toEqual([]);
    expect(await backend.call('version.list', { id })).toEqual([]);
    const { entries } = await backend.call('record.list', { id });
    expect(entries.filter(({ action }) => action === 'signed')).toEqual([]);
  });

  it('does not go out: not as an edition, a marked-up draft or a review copy, and the record says nothing', async () => {
    await saveElsewhere();
    const at = { id, revision: shown };
    const { backend } = office;
    const tries = [
      backend.call('export.make', { ...at, format: 'txt', edition: 'internal' }),
      backend.call('export.marked', { ...at, format: 'docx' }),
      backend.call('review.export', { ...at, author: 'writer' }),
    ];
    for (const one of tries) expect(await codeOf(one)).toBe('stale-revision');
    const { entries } = await backend.call('record.list', { id });
    expect(entries.filter(({ action }) => action === 'exported' || action === 'sent')).toEqual([]);
    expect(await backend.call('version.list', { id })).toEqual([]);
  });

  it('goes out where it is what the window shows', async () => {
    const { bytes } = await office.backend.call('export.make', {
      id,
      revision: shown,
      format: 'txt',
      edition: 'internal',
    });
    expect(Buffer.from(bytes, 'base64').toString('utf8')).toContain('法治');
  });
});
