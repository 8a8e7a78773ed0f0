import { z } from 'zod';

import { canonicalJson } from '../../../shared/signoff/canonical.ts';
import type { Stamp } from '../../../shared/signoff/types.ts';
import { fromAscii, toAscii } from '../properties/ascii.ts';
import { isSignedBy } from './keys.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const words = z.string().max(2000);
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
const statement = z.strictObject({
  format: z.literal(1),
  edition: z.literal('public'),
  text: hash,
  date: z.iso.date(),
  key: words,
});
const stamp = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('internal'), record, signature: words }),
  z.strictObject({ kind: z.literal('public'), statement, signature: words }),
]);

/** A stamp as plain ASCII, fit for any property of a file. */
export function encodeStamp(value: Stamp): string {
  return toAscii(canonicalJson(value));
}

/** The stamp of a file; null where it is damaged or none. */
export function decodeStamp(text: string): Stamp | null {
  return fromAscii(stamp, text);
}

/** What was signed, as text. */
export function statementText(value: Stamp): string {
  return canonicalJson(value.kind === 'internal' ? value.record : value.statement);
}

export const stampKey = (value: Stamp): string =>
  value.kind === 'internal' ? value.record.key : value.statement.key;

export const stampTextHash = (value: Stamp): string =>
  value.kind === 'internal' ? value.record.editions.internal : value.statement.text;

/** True when the stamp says what its key signed. */
export function isStampSigned(value: Stamp): boolean {
  return isSignedBy(stampKey(value), statementText(value), value.signature);
}
