/**
 * Where unit and date of the signature stand, without a seal (GB/T 9704-2012, 7.3.5.2): the unit ends two
 * characters from the right edge and the date begins two characters after the unit's beginning; a date that would
 * come out further right than that ends two from the edge instead, and the unit moves left.
 */
export type SignatureIndents = { unit: number; date: number };

/** Widths and indents in characters of the body. */
export function signatureIndents(unitWidth: number, dateWidth: number): SignatureIndents {
  if (dateWidth > unitWidth) return { unit: Math.max(2, 4 + dateWidth - unitWidth), date: 2 };
  return { unit: 2, date: unitWidth - dateWidth };
}

/** Width in characters: digits, Latin letters and ASCII signs are half as wide as a Chinese character. */
export function widthOf(text: string): number {
  let width = 0;
  for (const char of text) width += char.charCodeAt(0) < 0x80 ? 0.5 : 1;
  return width;
}

/**
 * Indents of an attachments note (附件说明), in characters: the note begins two characters in, wrapped lines go on
 * under the first character of the name, and `2.` of a list stands under `1.`.
 */
export function attachmentIndents(text: string, first: boolean): { left: number; hanging: number } {
  const label = /^附件(?:说明)?[：:]/.exec(text)?.[0] ?? '';
  const number = /^\d+[.．、]/.exec(text.slice(label.length))?.[0] ?? '';
  const start = label || first ? 2 : 2 + widthOf('附件：');
  const hanging = widthOf(label + number);
  return { left: start + hanging, hanging };
}
