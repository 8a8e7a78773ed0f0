import { z } from 'zod';

import { fromAscii, toAscii } from '../properties/ascii.ts';

const words = z.string().max(2000);
const identity = z.strictObject({
  format: z.literal(1),
  /** Ids of the report and of the version that was sent. */
  report: words,
  version: words,
  number: z.int(),
  title: words,
  year: z.int(),
  /** SHA-256 of the text that was sent and of how it was masked: tells the copies of a version apart. */
  sha256: words,
});

/** What a review copy is of; it travels in a property of the file. */
export type CopyIdentity = z.output<typeof identity>;

export const IDENTITY_PROPERTY = 'NianshuReviewCopy';

/** As plain ASCII, which every program keeps. */
export function encodeIdentity(value: CopyIdentity): string {
  return toAscii(JSON.stringify(value));
}

/** Null where it is damaged or none. */
export function decodeIdentity(text: string): CopyIdentity | null {
  return fromAscii(identity, text);
}
