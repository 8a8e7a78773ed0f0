import { z } from 'zod';

import { textOfInlines } from '../document/plain-text.ts';
import { NO_LABELS } from '../document/reading.ts';
import type { Block } from '../document/types.ts';

const short = z.string().max(40);

const line = z.string().max(200);

/**
 * What stands in the head (版头) of one report and at its end (版记), and is no part of its text: it is given to a
 * document when it is sent out, often after it has been signed. Each of these has no other place; the number (发文字号)
 * has one in the text where a paragraph of the text is the number, and is empty here then.
 */
export const reportHead = z.strictObject({
  /** 份号 */
  copy: short.default(''),
  /** 密级和保密期限 */
  secrecy: short.default(''),
  /** 紧急程度 */
  urgency: short.default(''),
  /** 发文字号 */
  number: short.default(''),
  /** 签发人 */
  signer: short.default(''),
  /** 发文机关标志; '' for that of the unit's layout. */
  mark: short.default(''),
  /** 联系人，联系电话 */
  contact: line.default(''),
  /** 抄送 */
  copies: line.default(''),
  /** 印发机关 */
  printer: line.default(''),
  /** 印发日期 */
  printDate: short.default(''),
});
export type ReportHead = z.output<typeof reportHead>;

/** The number (发文字号) that a paragraph of the text is; '' where the text has none. */
export function typedNumberOf(blocks: readonly Block[]): string {
  for (const block of blocks) {
    if (block.type !== 'paragraph' || block.role !== 'docnumber') continue;
    const text = textOfInlines(block.children, NO_LABELS, { view: 'final' }).trim();
    if (text !== '') return text;
  }
  return '';
}
