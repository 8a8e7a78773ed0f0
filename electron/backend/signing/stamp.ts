import { z } from 'zod';

import type { Edition } from '../../../shared/edition/edition.ts';
import { canonicalJson } from '../../../shared/signoff/canonical.ts';
import { STEP_KIND_NAMES } from '../../../shared/settings/approval.ts';
import type { Approval, EditionStatement, Stamp } from '../../../shared/signoff/types.ts';
import { fromAscii, toAscii } from '../properties/ascii.ts';
import { sha256 } from './hash.ts';
import { isSignedBy } from './keys.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const random = z.string().regex(/^[0-9a-f]{32}$/);
const words = z.string().max(2000);
const edition = z.enum(['internal', 'public']);
/** As files of format 1 carry it. */
const record = z.strictObject({
  format: z.literal(1),
  report: words,
  version: z.int().min(1),
  versionId: words,
  title: words,
  year: z.int(),
  unit: words,
  content: hash,
  editions: z.strictObject({ internal: hash, public: hash }),
  signer: z.strictObject({ name: words, unit: words }),
  opinion: z.string().max(5000),
  date: z.iso.date(),
  at: z.iso.datetime(),
  key: words,
  previous: z.union([hash, z.literal('')]),
});
const publicStatement = z.strictObject({
  format: z.literal(1),
  edition: z.literal('public'),
  text: hash,
  date: z.iso.date(),
  key: words,
});
const oldStatement = z.strictObject({
  format: z.literal(2),
  edition,
  version: z.int().min(1),
  text: hash,
  date: z.iso.date(),
  key: words,
  nonce: random,
});
const named = z.strictObject({ name: words, unit: words });
const approvalStep = z.strictObject({ kind: z.enum(STEP_KIND_NAMES), who: words });
const how = z.enum(['own', 'paper']);
const internalStatement = z.strictObject({
  format: z.literal(3),
  edition: z.literal('internal'),
  version: z.int().min(1),
  text: hash,
  date: z.iso.date(),
  key: words,
  nonce: random,
  issuer: words,
  approvals: z
    .array(z.strictObject({ step: approvalStep, person: named, date: z.iso.date(), how, recorder: words }))
    .min(1)
    .max(100),
});
const publicEditionStatement = z.strictObject({
  format: z.literal(3),
  edition: z.literal('public'),
  text: hash,
  nonce: random,
  issuer: words,
  how,
});
const statement = z.union([oldStatement, internalStatement, publicEditionStatement]);
const stamp = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('internal'), record, signature: words }),
  z.strictObject({ kind: z.literal('public'), statement: publicStatement, signature: words }),
  z.strictObject({ kind: z.literal('statement'), statement, signature: words }),
  z.strictObject({ kind: z.literal('reference'), edition, id: random }),
]);

/** A stamp that carries what was signed itself. */
type SignedStamp = Exclude<Stamp, { kind: 'reference' }>;

/** A stamp as plain ASCII, fit for any property of a file. */
export function encodeStamp(value: Stamp): string {
  return toAscii(canonicalJson(value));
}

/** The stamp of a file; null where it is damaged or none. */
export function decodeStamp(text: string): Stamp | null {
  return fromAscii(stamp, text);
}

/**
 * What a file calls a signature that it doesn't carry: nobody can make it who does not have the signature itself, nor
 * tell from two of them whether one key made both.
 */
export function referenceOf(signature: string): string {
  return sha256(signature).slice(0, 32);
}

/** What was signed, as text. */
function statementText(value: SignedStamp): string {
  return canonicalJson(value.kind === 'internal' ? value.record : value.statement);
}

export const stampEdition = (value: Stamp): Edition =>
  value.kind === 'reference'
    ? value.edition
    : value.kind === 'internal'
      ? 'internal'
      : value.statement.edition;

/** What a stamp, or what the store keeps in its place, says was signed. */
export type Claim = {
  /** Hash of the edition's text. */
  text: string;
  /** '' where a file does not say: the public edition names neither key nor date. */
  date: string;
  key: string;
  version: number | null;
  /** Empty in files of before, and in the public edition. */
  approvals: readonly Approval[];
  /** The key that signs exports of it; null in files of before, which had none. */
  issuer: string | null;
  /** Text of what was signed, and the signature over it. */
  statement: string;
  signature: string;
};

export function claimOf(value: SignedStamp): Claim {
  const { signature } = value;
  const common = { statement: statementText(value), signature, approvals: [], issuer: null };
  if (value.kind === 'internal') {
    const { editions, date, key, version } = value.record;
    return { ...common, text: editions.internal, date, key, version };
  }
  if (value.kind === 'public') {
    const { text, date, key } = value.statement;
    return { ...common, text, date, key, version: null };
  }
  return claimOfStatement(value.statement, signature);
}

function claimOfStatement(said: EditionStatement, signature: string): Claim {
  const common = { statement: canonicalJson(said), signature, approvals: [], issuer: null };
  if (said.format === 2) {
    const { text, date, key, version } = said;
    return { ...common, text, date, key, version };
  }
  const { text, issuer } = said;
  if (said.edition === 'public') return { ...common, text, date: '', key: '', version: null, issuer };
  const { date, key, version, approvals } = said;
  return { ...common, text, date, key, version, issuer, approvals };
}

/** What the statement of an edition says, as the store or a side file keeps it; null where it is none. */
export function readStatement(text: string, signature: string): { edition: Edition; claim: Claim } | null {
  try {
    const said = statement.parse(JSON.parse(text));
    return canonicalJson(said) === text
      ? { edition: said.edition, claim: claimOfStatement(said, signature) }
      : null;
  } catch {
    return null;
  }
}

/**
 * The key that has signed a claim: the one that it names or, where it names none, the one of those known here that has.
 * Null where there is no such key: what it says was changed, or it names none and none that is known fits.
 */
export function signingKey(claim: Claim, known: readonly string[]): string | null {
  const isOf = (key: string): boolean => isSignedBy(key, claim.statement, claim.signature);
  if (claim.key !== '') return isOf(claim.key) ? claim.key : null;
  return known.find((key) => isOf(key)) ?? null;
}
