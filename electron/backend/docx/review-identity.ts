import { z } from 'zod';

import { fromAscii, toAscii } from '../properties/ascii.ts';

const words = z.string().max(2000);
const shared = {
  /** Ids of the report and of the version that was sent. */
  report: words,
  version: words,
  number: z.int(),
  /** As the copy prints it. */
  title: words,
  year: z.int(),
};
/** `copy`: a random name, which tells the copies of a version apart and says nothing of the text. */
const identity = z.strictObject({
  format: z.literal(2),
  ...shared,
  copy: words,
  /** Whether its pages have a header and a footer; copies of before don't say. */
  edges: z.strictObject({ header: z.boolean(), footer: z.boolean() }).optional(),
});
/** Copies of before were told apart by a hash of their text; it is looked up as a name. */
const before = z
  .strictObject({ format: z.literal(1), ...shared, sha256: words })
  .transform(({ sha256, ...rest }): CopyIdentity => ({ ...rest, format: 2, copy: sha256 }));

/** What a review copy is of; it travels in a property of the file. */
export type CopyIdentity = z.output<typeof identity>;

export const IDENTITY_PROPERTY = 'NianshuReviewCopy';

/** As plain ASCII, which every program keeps. */
export function encodeIdentity(value: CopyIdentity): string {
  return toAscii(JSON.stringify(value));
}

/** Null where it is damaged or none. */
export function decodeIdentity(text: string): CopyIdentity | null {
  return fromAscii<CopyIdentity>(z.union([identity, before]), text);
}
