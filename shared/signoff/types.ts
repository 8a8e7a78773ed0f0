import type { Edition } from '../edition/edition.ts';
import type { ApprovalStep } from '../settings/approval.ts';
import type { How, HowKind, Named } from './approval.ts';
import type { Oddity } from './oddities.ts';

/**
 * What a signer signs: which words, whose, when, and what was signed before it. Hashes are SHA-256 in hex. It stays in
 * the store: it says what no file may (the title as it is, the opinion). Files of format 1 still carry theirs.
 */
export type SignedRecord = RecordFormat & {
  report: string;
  /** Number and id of the frozen version. */
  version: number;
  versionId: string;
  title: string;
  year: number;
  unit: string;
  /** Over the canonical form of the report; see `RecordFormat`. */
  content: string;
  /** Over the text of each edition as it goes out. */
  editions: Record<Edition, string>;
  /** 签发人 */
  signer: { name: string; unit: string };
  /** 签发意见 */
  opinion: string;
  /** Full date of signing, `2025-12-20`. */
  date: string;
  /** Time of the machine, ISO 8601 UTC. */
  at: string;
  /** Public key, base64 of its SPKI form. */
  key: string;
  /** Hash of the record signed before it in this report; '' for the first. */
  previous: string;
};

/**
 * `content` of format 1 is a plain hash, from format 2 on an HMAC with a random salt (128 bits, hex). The form that it
 * is over has every hidden figure in it: whoever has a plain hash tries out figure by figure until it fits. Format 3
 * says how it was signed and on which steps it stands, and holds the record and the key of its exports.
 */
export type RecordFormat = { format: 1 } | { format: 2; salt: string } | (SealedFormat & { format: 3 });

export type SealedFormat = {
  salt: string;
  how: How;
  /** Hashes of the steps before it, in the order of the approval. */
  steps: string[];
  /** Hash of the newest entry of the report's record when it was signed; '' where there was none. */
  recordHead: string;
  /** Public key that signs the files of this version when they are exported (the issuing key). */
  issuer: string;
};

/**
 * What is signed of one edition beside the record: the text that a file of it prints, and nothing that was derived from
 * what it hides. The nonce (128 random bits, hex) has two signatures over the same words differ.
 */
export type EditionStatement = OldEditionStatement | InternalStatement | PublicEditionStatement;

export type OldEditionStatement = {
  format: 2;
  edition: Edition;
  /** Number of the frozen version. */
  version: number;
  text: string;
  date: string;
  key: string;
  nonce: string;
};

/** One step of an approval as a file names it. */
export type Approval = { step: ApprovalStep; person: Named; date: string; how: HowKind; recorder: string };

export type InternalStatement = {
  format: 3;
  edition: 'internal';
  version: number;
  text: string;
  date: string;
  key: string;
  nonce: string;
  issuer: string;
  /** All steps, the signature itself last. */
  approvals: Approval[];
};

/** It names nobody, and no key: whoever knows the signer's key can tell that it is his, and nobody else can. */
export type PublicEditionStatement = {
  format: 3;
  edition: 'public';
  text: string;
  nonce: string;
  issuer: string;
  how: HowKind;
};

/** What is signed of the record, so that an exported record can be proved by itself. */
export type RecordStatement = {
  format: 3;
  kind: 'record';
  report: string;
  /** Hash of its newest entry; '' where there was none. */
  head: string;
  date: string;
  key: string;
  nonce: string;
};

/** What the issuing key signs of a file when it is exported, and the file itself carries. */
export type ExportStatement = {
  format: 1;
  kind: 'export';
  /** Hash of the edition statement. */
  of: string;
  file: 'docx' | 'pdf';
  /** Hash of all that the pages of a PDF show; '' for Word, which has no pages of its own. */
  pages: string;
  /** Hash of what the stamp says of head, contact and imprint, which the signer did not sign; '' where it says nothing. */
  head: string;
  /** SHA-256 of each image of a Word file, in order; none for PDF, whose pages have them. */
  pictures: string[];
  /** HMAC of the record's newest entry with a salt that stays in the store. */
  anchor: string;
};

/** What the issuing key signs of a file's bytes, and stands beside the file. */
export type FileStatement = Omit<ExportStatement, 'kind' | 'pages' | 'head' | 'pictures'> & {
  kind: 'file';
  name: string;
  size: number;
  sha256: string;
};

/** A side file (核验文件, `.nsv`): what was signed of the edition, and of these very bytes. Signatures are base64. */
export type SideFile = {
  format: 1;
  kind: 'nianshu-proof';
  /** Canonical JSON of an EditionStatement of format 3, and the signature over it. */
  statement: string;
  signature: string;
  /** Canonical JSON of a FileStatement, and the issuing key's signature over it. */
  file: string;
  fileSignature: string;
};

/** What public files of format 1 carry. */
export type PublicStatement = { format: 1; edition: 'public'; text: string; date: string; key: string };

/**
 * What an exported file carries. An internal file carries a statement with its signature (base64); a public one only a
 * reference, by which the store that signed it finds its own: the key would tie together all that one person has
 * signed. The first two are those of files of before.
 */
export type Stamp =
  | { kind: 'internal'; record: SignedRecord; signature: string }
  | { kind: 'public'; statement: PublicStatement; signature: string }
  | { kind: 'statement'; statement: EditionStatement; signature: string }
  | { kind: 'reference'; edition: Edition; id: string };

/** A signature as it is listed. */
export type Signature = SignedRecord & {
  /** Counts the signatures of a report from 1. */
  number: number;
  /** Hash of the record: the next one names it. */
  sha256: string;
};

/** What still stands between a report and its signature. */
export type Obstacle = {
  kind: 'change' | 'comment' | 'check' | 'slot' | 'field' | 'state';
  text: string;
  /** Where to go: a block, a field or a thread. */
  block?: string;
  field?: string;
  thread?: string;
};

/** One place in which two texts differ; '' where a side has nothing. */
export type TextDifference = { signed: string; found: string };

/**
 * `known`: valid, and the key is known here; `unknown`: valid, but with a key that is not known here; `invalid`: it is not
 * what was signed, or nothing can prove that it is.
 */
export const ANSWERS_OF_VERIFY = {
  known: '核验无误',
  unknown: '签名有效，但本机不认识这把密钥',
  invalid: '没有通过核验',
} as const;
export type VerifyAnswer = keyof typeof ANSWERS_OF_VERIFY;

/** What was compared: these very bytes, the words of a file, a report in the store. */
export const VERIFY_SCOPES = {
  file: '就是签发后导出的那个文件，一个字节不差',
  words: '文字与签发稿相同，版面没有核对',
  report: '存着的签发稿与签名相符',
} as const;
export type VerifyScope = keyof typeof VERIFY_SCOPES;

/** Who approved, as an answer of `verify` shows it. */
export type VerifiedApproval = Approval & {
  /** Of the key that signed; '' for a step of which a file holds no key. */
  fingerprint: string;
};

export type Verification = {
  answer: VerifyAnswer;
  /** Null where nothing was proved. */
  scope: VerifyScope | null;
  /** True for `known` only. */
  ok: boolean;
  /** Number of the signed version; null where nothing is signed. */
  version: number | null;
  /** Fingerprint of the key of the newest signature; '' where none was found. */
  fingerprint: string;
  approvals: VerifiedApproval[];
  /** Sentences for the user: who signed when, and what is wrong. */
  findings: string[];
  differences: TextDifference[];
  /** What a file shows, hides or could show differently that our exports never do. */
  oddities: Oddity[];
};
