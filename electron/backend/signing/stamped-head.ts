import { z } from 'zod';

import { contactPlace, imprintLines } from '../../../shared/edition/imprint.ts';
import { repeatedRows } from '../../../shared/edition/table-heads.ts';
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
  /**
   * Heads of tables, which a PDF has on each page that the table goes on to: what they read, and from where up to where
   * the table stands in all that is printed.
   */
  repeats: z
    .array(z.strictObject({ text: z.string().min(1).max(700), from: z.int().min(0), to: z.int().min(0) }))
    .max(200)
    .optional(),
});
export type StampedHead = z.output<typeof stampedHead>;

/** What of an edition's file is not signed; null for one that prints nothing beside the report. */
export function stampedHeadOf({ head, imprint, blocks }: EditionDocument): StampedHead | null {
  const lines = imprintLines(imprint);
  const words = lines.copies + lines.printer + lines.printDate;
  const repeats = repeatsOf({ head, blocks }, lines.contact);
  if (!head && !words && !lines.contact && repeats.length === 0) return null;
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
    ...(repeats.length > 0 ? { repeats } : {}),
  };
}

function repeatsOf(
  { head, blocks }: Pick<EditionDocument, 'head' | 'blocks'>,
  contact: string,
): NonNullable<StampedHead['repeats']> {
  const repeats: NonNullable<StampedHead['repeats']> = [];
  const place = contactPlace(blocks);
  let at = signedText(head ? headTexts(head).join('') : '').length;
  blocks.forEach((block, index) => {
    const from = at;
    at += signedText(linesOf([block]).join('')).length;
    if (block.type === 'table') {
      const rows = block.rows.slice(0, repeatedRows(block));
      const text = signedText(linesOf([{ ...block, rows }]).join(''));
      if (text !== '' && text.length <= 700) repeats.push({ text, from, to: at });
    }
    if (index === place) at += signedText(contact).length;
  });
  return repeats.slice(0, 200);
}

/** All that is printed on the pages of a PDF, without the heads of tables that are there once more. */
export function withoutRepeats(pages: readonly string[], { repeats = [] }: StampedHead): string {
  let out = '';
  for (const page of pages) {
    const text = signedText(page);
    const again = repeats.find(
      (one) => out.length >= one.from + one.text.length && out.length < one.to && text.startsWith(one.text),
    );
    out += again ? text.slice(again.text.length) : text;
  }
  return out;
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
