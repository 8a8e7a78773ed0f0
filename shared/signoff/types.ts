import type { Edition } from '../edition/edition.ts';

/** What a signer signs: which words, whose, when, and what was signed before it. Hashes are SHA-256 in hex. */
export type SignedRecord = {
  format: 1;
  report: string;
  /** Number and id of the frozen version. */
  version: number;
  versionId: string;
  title: string;
  year: number;
  unit: string;
  /** Over the canonical form of the report. */
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
 * What a public file carries. It says nothing that was derived from the internal text: a hash over masked figures could
 * be tried out figure by figure until it fits.
 */
export type PublicStatement = { format: 1; edition: 'public'; text: string; date: string; key: string };

/** What an exported file carries: a statement and its signature (base64). */
export type Stamp =
  | { kind: 'internal'; record: SignedRecord; signature: string }
  | { kind: 'public'; statement: PublicStatement; signature: string };

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
