import { z } from 'zod';

const short = z.string().max(40);

/** What stands in the head (版头) of one report: 份号、密级和保密期限、紧急程度、发文字号、签发人. */
export const reportHead = z.strictObject({
  copy: short.default(''),
  secrecy: short.default(''),
  urgency: short.default(''),
  number: short.default(''),
  signer: short.default(''),
});
export type ReportHead = z.output<typeof reportHead>;
