import type { Edition } from '../edition/edition.ts';

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
 * `content` of format 1 is a plain hash, of format 2 an HMAC with a random salt (128 bits, hex). The form that it is
 * over has every hidden figure in it: whoever has a plain hash tries out figure by figure until it fits.
 */
export type RecordFormat = { format: 1 } | { format: 2; salt: string };

/**
 * What is signed of one edition beside the record: the text that a file of it prints, and nothing that was derived from
 * what it hides. The nonce (128 random bits, hex) has two signatures over the same words differ.
 */
export type EditionStatement = {
  format: 2;
  edition: Edition;
  /** Number of the frozen version. */
  version: number;
  text: string;
  date: string;
  key: string;
  nonce: string;
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

export type Verification = {
  ok: boolean;
  /** Number of the signed version; null where nothing is signed. */
  version: number | null;
  /** Sentences for the user: who signed when, and what is wrong. */
  findings: string[];
  differences: TextDifference[];
};
