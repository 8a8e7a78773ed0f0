import type { EditionImprint } from './types.ts';

// What the contact and the 版记 of a report read like, the same in every file that it goes out in.

/** （联系人：…）, behind the signature (GB/T 9704-2012, 7.3.6); '' for none. */
export function contactText({ contact }: EditionImprint): string {
  const bare = contact.trim().replace(/^[（(]([^（()）]*)[）)]$/, '$1');
  if (bare === '') return '';
  return `（${/^联系/.test(bare) ? '' : '联系人：'}${bare}）`;
}

/** 抄送：…。 (7.4.2); '' for none. */
export function copiesText({ copies }: EditionImprint): string {
  const bare = copies.trim().replace(/^抄送[:：]\s*/, '');
  if (bare === '') return '';
  return `抄送：${bare}${/[。.]$/.test(bare) ? '' : '。'}`;
}

/** …印发 (7.4.3); '' for none. */
export function printDateText({ printDate }: EditionImprint): string {
  const bare = printDate.trim();
  return bare === '' || bare.endsWith('印发') ? bare : `${bare}印发`;
}

/** What a file says of these behind the report, in the order in which every writer prints it. */
export const imprintTexts = (imprint: EditionImprint): string[] =>
  [copiesText(imprint), imprint.printer.trim(), printDateText(imprint)].filter((text) => text !== '');
