import type { HowKind } from '../../../shared/signoff/approval.ts';
import { canonicalJson } from '../../../shared/signoff/canonical.ts';
import type {
  Approval,
  InternalStatement,
  PublicEditionStatement,
  RecordStatement,
  SealedFormat,
  SignedRecord,
} from '../../../shared/signoff/types.ts';
import { randomSalt, sha256 } from './hash.ts';
import { isSignedBy, signWith, type SealedKey } from './keys.ts';

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
  /** What is signed of the report's record, from format 3 on. */
  recordStatement: string | null;
  recordSignature: string | null;
};

/** A record as it is signed now. */
export type NewRecord = SignedRecord & SealedFormat & { format: 3 };

/**
 * Signs a record, and the statements that follow from it: of each edition, and of the report's record. Throws
 * AppError('wrong-passphrase').
 * @param approvals all steps, this one last, as the internal file may name them: what no edition prints is masked
 */
export async function sealRecord(
  record: NewRecord,
  approvals: readonly Approval[],
  sealed: SealedKey,
  passphrase: string,
): Promise<Seal> {
  const { key, date, version, editions, issuer } = record;
  const internal: InternalStatement = {
    format: 3,
    edition: 'internal',
    version,
    text: editions.internal,
    date,
    key,
    nonce: randomSalt(),
    issuer,
    approvals: [...approvals],
  };
  const open: PublicEditionStatement = {
    format: 3,
    edition: 'public',
    text: editions.public,
    nonce: randomSalt(),
    issuer,
    how: record.how.kind,
  };
  const history: RecordStatement = {
    format: 3,
    kind: 'record',
    report: record.report,
    head: record.recordHead,
    date,
    key,
    nonce: randomSalt(),
  };
  const texts = [record, open, internal, history].map((part) => canonicalJson(part));
  const signatures = await signWith(sealed, passphrase, texts);
  const [text = '', publicStatement = '', internalStatement = '', recordStatement = ''] = texts;
  const [signature = '', publicSignature = '', internalSignature = '', recordSignature = ''] = signatures;
  return {
    record: text,
    sha256: sha256(text),
    signature,
    publicStatement,
    publicSignature,
    internalStatement,
    internalSignature,
    recordStatement,
    recordSignature,
  };
}

/** The last step of an approval, as files and answers name it. Records of formats 1 and 2 were signed by the signer. */
export function approvalOf(record: SignedRecord): Approval {
  const { signer, date } = record;
  const how: { kind: HowKind; recorder: string } =
    record.format === 3 && record.how.kind === 'paper'
      ? { kind: 'paper', recorder: record.how.recorder.name }
      : { kind: 'own', recorder: '' };
  return {
    step: { kind: 'sign', who: '' },
    person: { name: signer.name, unit: signer.unit },
    date,
    how: how.kind,
    recorder: how.recorder,
  };
}

/**
 * True where all that is kept of a signature was signed with the record's key, and says what the record says.
 * A statement of the internal edition is there from format 2 on, of the record from format 3 on.
 */
export function isSealWhole(signed: SignedRecord, raw: Omit<Seal, 'sha256'>): boolean {
  const { key, format, editions } = signed;
  const holds = (text: string | null, signature: string | null, says: (it: Said) => boolean): boolean => {
    if (text === null || signature === null) return false;
    try {
      return isSignedBy(key, text, signature) && says(JSON.parse(text) as Said);
    } catch {
      return false;
    }
  };
  const issuer = signed.format === 3 ? signed.issuer : undefined;
  return (
    isSignedBy(key, raw.record, raw.signature) &&
    holds(
      raw.publicStatement,
      raw.publicSignature,
      (it) => it.text === editions.public && it.edition === 'public' && it.issuer === issuer,
    ) &&
    (format === 1 ||
      holds(
        raw.internalStatement,
        raw.internalSignature,
        (it) => it.text === editions.internal && it.edition === 'internal' && it.issuer === issuer,
      )) &&
    (signed.format !== 3 ||
      holds(
        raw.recordStatement,
        raw.recordSignature,
        (it) => it.head === signed.recordHead && it.report === signed.report && it.kind === 'record',
      ))
  );
}

type Said = Partial<Record<'text' | 'edition' | 'issuer' | 'head' | 'report' | 'kind', unknown>>;
