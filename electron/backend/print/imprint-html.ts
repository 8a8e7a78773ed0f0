import { hasImprint, imprintLines } from '../../../shared/edition/imprint.ts';
import type { EditionImprint } from '../../../shared/edition/types.ts';
import { escapeXml } from '../../../shared/text/escape-xml.ts';

/** 附注: in brackets behind the signature (GB/T 9704-2012, 7.3.7). */
export function contactHtml(imprint: EditionImprint | null): string {
  const { contact } = imprintLines(imprint);
  return contact ? `\n<p class="contact">${escapeXml(contact)}</p>` : '';
}

/** How far the imprint is moved down to end at the lower edge of its page; printed once, it is known (`print-pdf.ts`). */
export const DROP = '--imprint-drop:0pt';

/** 版记, between rules at the end of the last page (GB/T 9704-2012, 7.4). */
export function imprintHtml(imprint: EditionImprint | null): string {
  const lines = imprintLines(imprint);
  if (!hasImprint(lines)) return '';
  const [label = '', rest = ''] = /^(抄送[：:])(.*)$/su.exec(lines.copies)?.slice(1) ?? ['', lines.copies];
  const copies = lines.copies
    ? `<p class="copies"><span>${escapeXml(label)}</span><span>${escapeXml(rest)}</span></p>`
    : '';
  const printer =
    lines.printer || lines.printDate
      ? `<p class="printer"><span>${escapeXml(lines.printer)}</span><span>${escapeXml(lines.printDate)}</span></p>`
      : '';
  return `\n<footer class="imprint" style="${DROP}">${copies}${printer}</footer>`;
}
