import { canonicalJson } from '../../../shared/signoff/canonical.ts';
import type { PublicStatement, SignedRecord } from '../../../shared/signoff/types.ts';
import { sha256 } from './hash.ts';
import { signWith, type SealedKey } from './keys.ts';

/** What a signature consists of, as it is kept: the texts that were signed, and the signatures over them in base64. */
export type Seal = {
  /** Canonical JSON of a SignedRecord, its hash, and the signature over it. */
  record: string;
  sha256: string;
  signature: string;
  /** Canonical JSON of a PublicStatement, which the public edition carries, and the signature over it. */
  publicStatement: string;
  publicSignature: string;
};

/** Signs a record, and the public statement that follows from it. Throws AppError('wrong-passphrase'). */
export async function sealRecord(record: SignedRecord, sealed: SealedKey, passphrase: string): Promise<Seal> {
  const statement: PublicStatement = {
    format: 1,
    edition: 'public',
    text: record.editions.public,
    date: record.date,
    key: record.key,
  };
  const texts = [canonicalJson(record), canonicalJson(statement)] as const;
  const [signature = '', publicSignature = ''] = await signWith(sealed, passphrase, texts);
  return {
    record: texts[0],
    sha256: sha256(texts[0]),
    signature,
    publicStatement: texts[1],
    publicSignature,
  };
}
