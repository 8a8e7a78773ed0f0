import type { Edition } from '../../../shared/edition/edition.ts';
import { canonicalJson } from '../../../shared/signoff/canonical.ts';
import type { EditionStatement, SignedRecord } from '../../../shared/signoff/types.ts';
import { randomSalt, sha256 } from './hash.ts';
import { signWith, type SealedKey } from './keys.ts';

/** What a signature consists of, as it is kept: the texts that were signed, and the signatures over them in base64. */
export type Seal = {
  /** Canonical JSON of a SignedRecord, its hash, and the signature over it. */
  record: string;
  sha256: string;
  signature: string;
  /** Canonical JSON of what is signed of each edition, and the signature over it; the internal one from format 2 on. */
  publicStatement: string;
  publicSignature: string;
  internalStatement: string | null;
  internalSignature: string | null;
};

/** Signs a record, and the statements of its editions that follow from it. Throws AppError('wrong-passphrase'). */
export async function sealRecord(record: SignedRecord, sealed: SealedKey, passphrase: string): Promise<Seal> {
  const statement = (edition: Edition): EditionStatement => ({
    format: 2,
    edition,
    version: record.version,
    text: record.editions[edition],
    date: record.date,
    key: record.key,
    nonce: randomSalt(),
  });
  const texts = [record, statement('public'), statement('internal')].map((part) => canonicalJson(part));
  const signatures = await signWith(sealed, passphrase, texts);
  const [text = '', publicStatement = '', internalStatement = ''] = texts;
  const [signature = '', publicSignature = '', internalSignature = ''] = signatures;
  return {
    record: text,
    sha256: sha256(text),
    signature,
    publicStatement,
    publicSignature,
    internalStatement,
    internalSignature,
  };
}
