import { matches } from '../chars.ts';
import type { BlockRule } from '../types.ts';

/** Book titles, or quotes, in a row; a bracket behind one of them keeps the 、 of the whole row. */
const TITLES = /《[^《》]*》(?:（[^（）]*）)?(?:、《[^《》]*》(?:（[^（）]*）)?)+/g;

/** `《甲》、《乙》` → `《甲》《乙》` */
export const listComma: BlockRule = {
  id: 'comma-between-titles',
  no: 6,
  name: '书名号之间的顿号',
  severity: 'hint',
  source: 'GB/T 15834-2011',
  example: ['《甲办法》、《乙规定》', '《甲办法》《乙规定》'],
  scope: 'block',
  run: ({ text }) =>
    matches(text, TITLES)
      .filter((row) => !/》（/.test(row.text))
      .flatMap((row) =>
        matches(row.text, /(?<=》)、(?=《)/g).map(({ from, to }) => ({
          from: row.from + from,
          to: row.from + to,
          message: '并列的书名号之间不用顿号。',
          suggestion: '',
        })),
      ),
};
