import { generateKeyPairSync, sign } from 'node:crypto';

import type { Approval } from '../../../shared/signoff/types.ts';
import { describe, expect, it } from 'vitest';

import { isSignedBy, makeKey } from '../../../electron/backend/signing/keys.ts';
import {
  approvalOf,
  isSealWhole,
  sealRecord,
  type NewRecord,
} from '../../../electron/backend/signing/seal.ts';

const STEP: Approval = {
  step: { kind: 'check', who: '' },
  person: { name: '陈秋实', unit: '青禾镇' },
  date: '2025-12-18',
  how: 'own',
  recorder: '',
};
const PASSPHRASE = '青禾镇的口令123';

/** Whether the program believes a signature that was made with a key of this kind. */
function believed(kind: 'ed25519' | 'ed448'): boolean {
  const { publicKey, privateKey } =
    kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ed448');
  const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  return isSignedBy(key, '青禾镇', sign(null, Buffer.from('青禾镇', 'utf8'), privateKey).toString('base64'));
}

describe('a signature', () => {
  it('is believed only with the kind of key that the program makes', () => {
    expect(believed('ed25519')).toBe(true);
    expect(believed('ed448')).toBe(false);
    expect(isSignedBy('no key', '青禾镇', '')).toBe(false);
  });

  it('is over the record and over statements that each have nothing from another edition', async () => {
    const { publicKey, sealed } = await makeKey(PASSPHRASE);
    const record: NewRecord = {
      format: 3,
      salt: '5'.repeat(32),
      report: 'r1',
      version: 1,
      versionId: 'v1',
      title: '总结',
      year: 2025,
      unit: '青禾镇',
      content: 'c'.repeat(64),
      editions: { internal: 'a'.repeat(64), public: 'b'.repeat(64) },
      signer: { name: '林春生', unit: '青禾镇' },
      opinion: '同意',
      date: '2025-12-20',
      at: '2025-12-20T01:02:03Z',
      key: publicKey,
      previous: '',
      how: {
        kind: 'paper',
        recorder: { name: '周明远', unit: '青禾镇' },
        scan: { name: '签批单.pdf', sha256: 'd'.repeat(64) },
      },
      steps: ['e'.repeat(64)],
      recordHead: 'f'.repeat(64),
      issuer: 'issuing key',
    };
    const seal = await sealRecord(record, [STEP, approvalOf(record)], sealed, PASSPHRASE);
    expect(JSON.parse(seal.record)).toEqual(record);
    const nonce = expect.stringMatching(/^[0-9a-f]{32}$/) as unknown;
    const common = { format: 3, nonce, issuer: 'issuing key' };
    // The public edition names nobody, no date and no key.
    expect(JSON.parse(seal.publicStatement)).toEqual({
      ...common,
      edition: 'public',
      text: record.editions.public,
      how: 'paper',
    });
    expect(JSON.parse(seal.internalStatement ?? '')).toEqual({
      ...common,
      edition: 'internal',
      version: 1,
      text: record.editions.internal,
      date: record.date,
      key: publicKey,
      approvals: [
        STEP,
        {
          step: { kind: 'sign', who: '' },
          person: record.signer,
          date: record.date,
          how: 'paper',
          recorder: '周明远',
        },
      ],
    });
    expect(JSON.parse(seal.recordStatement ?? '')).toEqual({
      format: 3,
      kind: 'record',
      report: 'r1',
      head: record.recordHead,
      date: record.date,
      key: publicKey,
      nonce,
    });
    const { sha256: _hash, ...raw } = seal;
    expect(isSealWhole(record, raw)).toBe(true);
    for (const part of ['publicStatement', 'internalStatement', 'recordStatement'] as const)
      expect(isSealWhole(record, { ...raw, [part]: null }), part).toBe(false);
    expect(isSealWhole({ ...record, issuer: 'another key' }, raw)).toBe(false);
    // Signed once more, the same words are another signature.
    const again = await sealRecord(record, [STEP, approvalOf(record)], sealed, PASSPHRASE);
    expect(again.signature).toBe(seal.signature);
    expect(again.publicSignature).not.toBe(seal.publicSignature);
    expect(isSignedBy(publicKey, seal.record, seal.signature)).toBe(true);
    expect(isSignedBy(publicKey, seal.record, seal.publicSignature)).toBe(false);
    expect(isSignedBy(publicKey, seal.record.replace('同意', '同意。'), seal.signature)).toBe(false);
    await expect(sealRecord(record, [STEP, approvalOf(record)], sealed, '别的口令')).rejects.toMatchObject({
      code: 'wrong-passphrase',
    });
  });
});
