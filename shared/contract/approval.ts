import { z } from 'zod';

import { approvalStep } from '../settings/approval.ts';
import type { ApprovalFileView, ApprovalState } from '../signoff/approval.ts';

const id = z.string().min(1).max(64);
const passphrase = z.string().min(1).max(200);
const words = z.string().trim().min(1).max(1000);
/** Base64 of a scan: an image or a PDF of at most 20 MB. */
const scan = z.strictObject({ name: z.string().min(1).max(200), bytes: z.string().min(1).max(28_000_000) });
/** An approval file is text. */
const file = z.string().min(1).max(40_000_000);

/** How a step is taken: by who holds the key, or recorded from paper by who holds it. */
export const stepHow = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('own') }),
  z.strictObject({
    kind: z.literal('paper'),
    /** Who signed the sheet. */
    name: z.string().trim().min(1).max(60),
    unit: z.string().trim().max(100).default(''),
    scan,
  }),
]);

const taking = {
  /** The revision that was seen; any other is not approved. */
  revision: z.int().min(0),
  /** Whose key signs: who approves, or the clerk who records the sheet. */
  person: id,
  how: stepHow.default({ kind: 'own' }),
  date: z.iso.date(),
  passphrase,
};

export const approvalParams = {
  /** Where the approval of a report stands. */
  'approval.state': z.strictObject({ id }),
  /** Takes a step. The last one (签发) freezes the version, as `signoff.sign` does. */
  'approval.take': z.strictObject({ id, ...taking, step: approvalStep, opinion: words }),
  /** Sends the text back with a reason: all steps are asked for again. */
  'approval.return': z.strictObject({ id, ...taking, step: approvalStep, reason: words }),
  /** The scan of a sheet. */
  'approval.scan': z.strictObject({ id, sha256: z.string().length(64) }),
  /** An approval file for somebody on another computer. It holds the text with all its figures. */
  'approval.send': z.strictObject({ id, revision: z.int().min(0) }),
  /** What an approval file holds; changes nothing. */
  'approval.read': z.strictObject({ file }),
  /** Takes over the steps of an approval file that came back. */
  'approval.takeIn': z.strictObject({ file }),
  /** Takes a step in a file whose report is not here, and gives the file back with it. */
  'approval.signFile': z.strictObject({
    file,
    step: approvalStep,
    outcome: z.enum(['approved', 'returned']),
    person: id,
    opinion: words,
    date: z.iso.date(),
    passphrase,
  }),
} as const;

export type ApprovalResults = {
  'approval.state': ApprovalState;
  'approval.take': ApprovalState;
  'approval.return': ApprovalState;
  /** Base64. */
  'approval.scan': { name: string; mime: string; bytes: string };
  /** `file` is text (JSON). */
  'approval.send': { name: string; file: string };
  'approval.read': ApprovalFileView;
  /** Steps that were new here, and whether the last of them signed the report. */
  'approval.takeIn': { report: string; added: number; signed: boolean };
  'approval.signFile': { name: string; file: string };
};
