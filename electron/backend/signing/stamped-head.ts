import { z } from 'zod';

import { contactPlace, imprintLines } from '../../../shared/edition/imprint.ts';
import { headTexts, linesOf } from '../../../shared/edition/write-text.ts';
import type { EditionDocument } from '../../../shared/edition/types.ts';
import { signedText } from '../../../shared/signoff/canonical.ts';
import { fromAscii, toAscii } from '../properties/ascii.ts';

/** Words behind so many characters of the report, white space aside. */
const placed = z.strictObject({ text: z.string().min(1).max(700), at: z.int().min(0) });

/**
 * What a file says of its head (版头), contact and imprint (附注、版记), which are not signed: what it prints, so that a
 * reader of the file can tell it from the report, and before which character of the report its number stood when the
 * report was signed.
 */
const stampedHead = z.strictObject({
  texts: z.array(z.string().min(1).max(100)).max(6),
  number: z.strictObject({ text: z.string().max(100), at: z.int().min(0) }).nullable(),
  contact: placed.optional(),
  /** Behind the report's own blocks: its notes follow in some files, in others they stand before. */
  imprint: placed.optional(),
});
export type StampedHead = z.output<typeof stampedHead>;

/** What of an edition's file is not signed; null for one that prints nothing beside the report. */
export function stampedHeadOf({ head, imprint, blocks }: EditionDocument): StampedHead | null {
  const lines = imprintLines(imprint);
  const words = lines.copies + lines.printer + lines.printDate;
  if (!head && !words && !lines.contact) return null;
  /** Where the text behind so many blocks begins. */
  const behind = (count: number): number => {
    const before = blocks.slice(0, count);
    const texts = linesOf(before);
    const { typed } = head ?? { typed: null };
    if (typed && typed.at < count) texts.splice(typed.at, 0, typed.text);
    return signedText(texts.join('')).length;
  };
  return {
    texts: head ? headTexts(head) : [],
    number: head?.typed
      ? { text: head.typed.text, at: signedText(linesOf(blocks.slice(0, head.typed.at)).join('')).length }
      : null,
    ...(lines.contact ? { contact: { text: lines.contact, at: behind(contactPlace(blocks) + 1) } } : {}),
    ...(words ? { imprint: { text: words, at: behind(blocks.length) } } : {}),
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
 * The signed part of a file's text: without head, contact and imprint, and with the number that is printed in the head
 * back in its place. Null where the file does not begin with what the head is said to be. A head that is lied about
 * changes the text, which then is not what was signed; so does an imprint that is not where it is said to be.
 */
export function withoutHead(text: string, { texts, number, contact, imprint }: StampedHead): string | null {
  const whole = signedText(text);
  const head = signedText(texts.join(''));
  if (!whole.startsWith(head)) return null;
  let rest = whole.slice(head.length);
  // Only what can be read in the head may count as part of the report.
  if (number && texts.includes(number.text))
    rest = rest.slice(0, number.at) + signedText(number.text) + rest.slice(number.at);
  if (contact) rest = withoutWords(rest, signedText(contact.text), contact.at);
  if (!imprint) return rest;
  const words = signedText(imprint.text);
  const before = withoutWords(rest, words, imprint.at);
  return before === rest && rest.endsWith(words) ? rest.slice(0, rest.length - words.length) : before;
}

const withoutWords = (text: string, words: string, at: number): string =>
  text.startsWith(words, at) ? text.slice(0, at) + text.slice(at + words.length) : text;
