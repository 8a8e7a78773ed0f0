import { z } from 'zod';

import { headTexts } from '../../../shared/edition/write-text.ts';
import type { EditionHead } from '../../../shared/edition/types.ts';
import { signedText } from '../../../shared/signoff/canonical.ts';
import { fromAscii, toAscii } from '../properties/ascii.ts';

/**
 * What a file says of its head (版头), which is not signed: what it prints, so that a reader of the file can tell it from
 * the report, and before which character of the report (white space aside) its number stood when the report was signed.
 */
const stampedHead = z.strictObject({
  texts: z.array(z.string().min(1).max(100)).max(6),
  number: z.strictObject({ text: z.string().max(100), at: z.int().min(0) }).nullable(),
});
export type StampedHead = z.output<typeof stampedHead>;

/** @param before the report's text before the number that it gives itself */
export function stampedHeadOf(head: EditionHead, before: string): StampedHead {
  return {
    texts: headTexts(head),
    number: head.typed && { text: head.typed.text, at: signedText(before).length },
  };
}

/** As plain ASCII; stands behind the stamp. */
export function encodeHead(head: StampedHead): string {
  return toAscii(JSON.stringify(head));
}

/** Null where there is none, or it is damaged. */
export function decodeHead(text: string): StampedHead | null {
  return fromAscii(stampedHead, text);
}

/**
 * The signed part of a file's text: without the head, and with the number that is printed there back in its place. Null
 * where the file does not begin with what the head is said to be. A head that is lied about changes the text, which then
 * is not what was signed.
 */
export function withoutHead(text: string, { texts, number }: StampedHead): string | null {
  const whole = signedText(text);
  const head = signedText(texts.join(''));
  if (!whole.startsWith(head)) return null;
  const rest = whole.slice(head.length);
  // Only what can be read in the head may count as part of the report.
  if (!number || !texts.includes(number.text)) return rest;
  return rest.slice(0, number.at) + signedText(number.text) + rest.slice(number.at);
}
