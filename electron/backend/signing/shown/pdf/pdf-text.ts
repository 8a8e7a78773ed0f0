import type { PdfObject, Value } from './values.ts';

/** How much of a text is told. */
const SHORT = 30;

/** A text of a PDF as a person reads it, on one line and shortened; empty where it is none (ISO 32000-2, 7.9.2.2). */
export function pdfText(value: PdfObject | Value | undefined): string {
  if (value?.type !== 'string') return '';
  const bytes = Buffer.from(value.bytes, 'latin1');
  const isWide = bytes[0] === 0xfe && bytes[1] === 0xff && bytes.length % 2 === 0;
  const isUtf8 = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  if (isWide) return shortText(Buffer.from(bytes.subarray(2)).swap16().toString('utf16le'));
  return shortText(isUtf8 ? bytes.subarray(3).toString('utf8') : value.bytes);
}

/** A text on one line, shortened. */
export function shortText(text: string): string {
  const chars = Array.from(
    text
      .slice(0, 1000)
      .replaceAll(/[\s\p{C}]+/gu, ' ')
      .trim(),
  );
  return chars.length > SHORT ? `${chars.slice(0, SHORT).join('')}…` : chars.join('');
}
