import { generateKeyPairSync, sign } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { isSignedBy, makeKey } from '../../../electron/backend/signing/keys.ts';
import { sealRecord } from '../../../electron/backend/signing/seal.ts';
import type { SignedRecord } from '../../../shared/signoff/types.ts';

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
    const record: SignedRecord = {
      format: 2,
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
    };
    const seal = await sealRecord(record, sealed, PASSPHRASE);
    expect(JSON.parse(seal.record)).toEqual(record);
    for (const [edition, statement, signature] of [
      ['public', seal.publicStatement, seal.publicSignature],
      ['internal', seal.internalStatement ?? '', seal.internalSignature ?? ''],
    ] as const) {
      expect(JSON.parse(statement)).toEqual({
        format: 2,
        edition,
        version: 1,
        text: record.editions[edition],
        date: record.date,
        key: publicKey,
        nonce: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
      });
      expect(isSignedBy(publicKey, statement, signature)).toBe(true);
    }
    // Signed once more, the same words are another signature.
    const again = await sealRecord(record, sealed, PASSPHRASE);
    expect(again.signature).toBe(seal.signature);
    expect(again.publicSignature).not.toBe(seal.publicSignature);
    expect(isSignedBy(publicKey, seal.record, seal.signature)).toBe(true);
    expect(isSignedBy(publicKey, seal.record, seal.publicSignature)).toBe(false);
    expect(isSignedBy(publicKey, seal.record.replace('同意', '同意。'), seal.signature)).toBe(false);
    await expect(sealRecord(record, sealed, '别的口令')).rejects.toMatchObject({ code: 'wrong-passphrase' });
  });
});
