import { z } from 'zod';

import type { SignedRecord } from '../../../shared/signoff/types.ts';
import { canonicalJson } from '../../../shared/signoff/canonical.ts';
import { howSchema } from './step.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const named = z.strictObject({ name: z.string().min(1).max(200), unit: z.string().max(200) });

/** What a record says beside who signed it, when, how, and with which opinion. */
export const recordDraft = z.strictObject({
  format: z.literal(3),
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  report: z.string().max(64),
  version: z.int().min(1),
  versionId: z.string().max(64),
  title: z.string().max(2000),
  year: z.int(),
  unit: z.string().max(200),
  content: hash,
  editions: z.strictObject({ internal: hash, public: hash }),
  recordHead: z.union([hash, z.literal('')]),
  issuer: z.string().max(200),
  previous: z.union([hash, z.literal('')]),
});

const record = recordDraft.extend({
  signer: named,
  how: howSchema,
  steps: z.array(hash).max(100),
  opinion: z.string().max(5000),
  date: z.iso.date(),
  at: z.iso.datetime(),
  key: z.string().max(200),
});

/** Records of before, in which less was said. */
const common = record.omit({
  format: true,
  salt: true,
  recordHead: true,
  issuer: true,
  how: true,
  steps: true,
});
const anyRecord = z.discriminatedUnion('format', [
  common.extend({ format: z.literal(1) }),
  common.extend({ format: z.literal(2), salt: z.string().regex(/^[0-9a-f]{32}$/) }),
  record,
]);

/**
 * What a stored or received record says; null where it is none, or was written in another way than the program writes
 * it. Says nothing of its signature.
 */
export function readRecord(text: string): (SignedRecord & { format: 1 | 2 | 3 }) | null {
  try {
    const said = anyRecord.parse(JSON.parse(text));
    return canonicalJson(said) === text ? said : null;
  } catch {
    return null;
  }
}
