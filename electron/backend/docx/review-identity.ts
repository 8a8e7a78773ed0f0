import { z } from 'zod';

const words = z.string().max(2000);
const identity = z.strictObject({
  format: z.literal(1),
  /** Ids of the report and of the version that was sent. */
  report: words,
  version: words,
  number: z.int(),
  title: words,
  year: z.int(),
  /** SHA-256 of the text that was sent. */
  sha256: words,
});

/** What a review copy is of; it travels in a property of the file. */
export type CopyIdentity = z.output<typeof identity>;

export const IDENTITY_PROPERTY = 'NianshuReviewCopy';

/** As plain ASCII, which every program keeps. */
export function encodeIdentity(value: CopyIdentity): string {
  return Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
}

/** Null where it is damaged or none. */
export function decodeIdentity(text: string): CopyIdentity | null {
  try {
    return identity.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    return null;
  }
}
