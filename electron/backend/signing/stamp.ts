import { z } from 'zod';

import type { Edition } from '../../../shared/edition/edition.ts';
import { canonicalJson } from '../../../shared/signoff/canonical.ts';
import type { Stamp } from '../../../shared/signoff/types.ts';
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
const statement = z.strictObject({
  format: z.literal(2),
  edition,
  version: z.int().min(1),
  text: hash,
  date: z.iso.date(),
  key: words,
  nonce: random,
});
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

/** What a stamp says that carries what was signed: of which text, when, with which key; the version where it says so. */
export type Claim = { text: string; date: string; key: string; version: number | null };

export function claimOf(value: SignedStamp): Claim {
  if (value.kind === 'internal') {
    const { editions, date, key, version } = value.record;
    return { text: editions.internal, date, key, version };
  }
  const { text, date, key } = value.statement;
  return { text, date, key, version: value.kind === 'statement' ? value.statement.version : null };
}

/** True when the stamp says what its key signed. */
export function isStampSigned(value: SignedStamp): boolean {
  return isSignedBy(claimOf(value).key, statementText(value), value.signature);
}
