import type { EditionImprint } from './types.ts';

/**
 * What is printed of contact and imprint, as every writer has it (GB/T 9704-2012, 7.3.7 and 7.4); '' where there is
 * nothing. None of it is signed: it is put on when the document goes out.
 */
export type ImprintLines = {
  /** 附注, in brackets behind the signature */
  contact: string;
  /** 抄送 */
  copies: string;
  /** 印发机关 at the left and 印发日期 at the right of one line */
  printer: string;
  printDate: string;
};

/** The words of contact and imprint: what offices type of the labels themselves is not said twice. */
export function imprintLines(imprint: EditionImprint | null): ImprintLines {
  const { contact, copies, printer, printDate } = imprint ?? NOTHING;
  return {
    contact: contact && bracketed(/联系人|联系电话/.test(contact) ? contact : `联系人：${contact}`),
    copies: copies && ended(copies.startsWith('抄送') ? copies : `抄送：${copies}`),
    printer,
    printDate: printDate && (printDate.endsWith('印发') ? printDate : `${printDate}印发`),
  };
}

const NOTHING: EditionImprint = { contact: '', copies: '', printer: '', printDate: '' };

const bracketed = (text: string): string => (/^[（(].*[）)]$/.test(text) ? text : `（${text}）`);

const ended = (text: string): string => (text.endsWith('。') ? text : `${text}。`);

/** True where there is a 版记 to print at the end of the last page. */
export const hasImprint = ({ copies, printer, printDate }: ImprintLines): boolean =>
  copies !== '' || printer !== '' || printDate !== '';

/** Behind which of the blocks the contact stands: the signature's last, else the last one before the annexes; -1 for none. */
export function contactPlace(blocks: readonly { type: string }[]): number {
  const annex = blocks.findIndex(({ type }) => type === 'annex');
  const body = annex < 0 ? blocks : blocks.slice(0, annex);
  const signature = body.findLastIndex(({ type }) => type === 'signature');
  return signature < 0 ? body.length - 1 : signature;
}
