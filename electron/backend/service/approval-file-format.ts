import { z } from 'zod';

import { shapeProblems } from '../../../shared/document/shape.ts';
import { readDocument } from '../../../shared/document/upgrade.ts';
import type { ReportDocument, Variables } from '../../../shared/document/types.ts';
import type { StoredPolicy } from '../../../shared/edition/stored-policy.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { STEP_KIND_NAMES } from '../../../shared/settings/approval.ts';
import { canonicalForm } from '../../../shared/signoff/canonical.ts';
import { contentHash } from '../signing/hash.ts';
import type { NewRecord, Seal } from '../signing/seal.ts';
import { readRecord, recordDraft as draft } from '../signing/signed-record.ts';

/** Extension of an approval file (审签文件). */
export const APPROVAL_ENDING = 'nsa';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const signature = z.string().max(200);
const step = z.strictObject({ kind: z.enum(STEP_KIND_NAMES), who: z.string().max(40) });
const sensitivity = z.enum(['public', 'internal', 'secret']);

const text = z.string().max(100_000);
const seal = z.strictObject({
  record: text,
  sha256: hash,
  signature,
  publicStatement: text,
  publicSignature: signature,
  internalStatement: text,
  internalSignature: signature,
  recordStatement: text,
  recordSignature: signature,
});

const approvalFile = z.strictObject({
  format: z.literal(1),
  kind: z.literal('nianshu-approval'),
  template: z.string().max(64),
  /** What a signature of the last step is made from. */
  draft,
  document: z.unknown(),
  variables: z.record(z.string().max(64), z.string().max(5000)),
  policy: z.strictObject({
    mask: z.union([z.literal('width'), z.int().min(1).max(8)]),
    words: z.literal(2).optional(),
    variables: z.array(z.tuple([z.string().max(64), sensitivity, z.boolean()])).max(1000),
  }),
  wanted: z.array(step).min(1).max(12),
  steps: z.array(z.strictObject({ statement: text, sha256: hash, signature })).max(200),
  /** The last step, where it was taken elsewhere. */
  seal: seal.nullable(),
  /** Key cards of those who signed. */
  cards: z.array(z.string().max(20_000)).max(200),
});

/** An approval file: the text with all its figures, the steps taken, and what the last step is made from. */
export type ApprovalFile = Omit<z.output<typeof approvalFile>, 'document' | 'variables' | 'policy'> & {
  document: ReportDocument;
  variables: Variables;
  policy: StoredPolicy;
};

/** Reads an approval file. Throws AppError('bad-request') for what is none, or was changed on its way. */
export function readApprovalFile(from: string): ApprovalFile {
  try {
    const file = approvalFile.parse(JSON.parse(from.replace(/^\uFEFF/, '')));
    const document = readDocument(file.document);
    // What is shown of it must not stop the window.
    if (document.blocks.some((block) => shapeProblems(block, '').length > 0)) throw damaged();
    const read = { ...file, document } as ApprovalFile;
    if (contentHash({ format: 2, salt: file.draft.salt }, formOf(read)) !== file.draft.content)
      throw damaged();
    return read;
  } catch (error) {
    throw error instanceof AppError && error.code === 'newer-database' ? error : damaged(error);
  }
}

const damaged = (cause?: unknown): AppError =>
  new AppError('bad-request', '这不是审签文件，或文件在路上被改过，没有读入。请让对方重新发来。', {
    cause,
  });

/** The canonical form of the text in the file. */
export const formOf = ({ template, document, variables, draft: { year, unit } }: ApprovalFile): string =>
  canonicalForm({ template, year, unit, document, variables });

/** What the last step in a file says; null where it is none. Says nothing of its signature. */
export function sealedRecord({ record: from }: { record: string }): NewRecord | null {
  const read = readRecord(from);
  return read?.format === 3 ? read : null;
}

/** A new seal, which has all its parts. */
export function wholeSeal(made: Seal): NonNullable<ApprovalFile['seal']> {
  return seal.parse(made);
}
