import { z } from 'zod';

import type { RecordCheck, RecordPage } from '../signoff/record.ts';
import type { Obstacle, Signature, Verification } from '../signoff/types.ts';

const id = z.string().min(1).max(64);
const passphrase = z.string().min(1).max(200);

export const signoffParams = {
  /** What still stands between the report and its signature. Empty: it can be signed. */
  'signoff.obstacles': z.strictObject({ id }),
  /** Whether this person has a key here. */
  'signoff.key': z.strictObject({ person: id }),
  /** Takes the last step of the approval (签发) with the signer's own key; see `approval.take`. */
  'signoff.sign': z.strictObject({
    id,
    /** The revision that the signer has seen; any other is not signed. */
    revision: z.int().min(0),
    person: id,
    opinion: z.string().trim().min(1).max(1000),
    date: z.iso.date(),
    passphrase,
  }),
  /** Newest first. */
  'signoff.list': z.strictObject({ id }),
  /** Proves that the stored version is what was signed, and that the report still reads so. */
  'signoff.verify': z.strictObject({ id }),
  /** Proves that an exported file is the signed text. */
  'signoff.verifyFile': z.strictObject({
    name: z.string().min(1).max(1000),
    bytes: z.string().max(90_000_000),
    /** Text of the side file (核验文件, `.nsv`) that came with it. */
    proof: z.string().max(1_000_000).optional(),
  }),
  /** Proves the record in an exported CSV by itself: that nothing is missing, up to where it is protected. */
  'record.verifyFile': z.strictObject({
    name: z.string().min(1).max(1000),
    text: z.string().max(50_000_000),
  }),
  /** Opens a signed report for a new version, which needs the signer again. */
  'signoff.reopen': z.strictObject({ id, person: id }),
  /** `forFile`: as it may stand in a file, without what no edition prints. */
  'record.list': z.strictObject({ id, forFile: z.boolean().optional() }),
} as const;

export type SignoffResults = {
  'signoff.obstacles': Obstacle[];
  'signoff.key': { has: boolean };
  'signoff.sign': { version: number; sha256: string };
  'signoff.list': Signature[];
  'signoff.verify': Verification;
  'signoff.verifyFile': Verification;
  'signoff.reopen': Record<string, never>;
  'record.list': RecordPage;
  'record.verifyFile': RecordCheck;
};

export type SignoffEvents = {
  /** Signed, or opened for a new version. */
  'signoff.changed': { id: string };
};
