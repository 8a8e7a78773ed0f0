import { describe, expect, it } from 'vitest';

import { cutEdition, cutRuns } from '../../../shared/edition/cut-edition.ts';
import type { EditionBlock, EditionRun } from '../../../shared/edition/types.ts';
import { writeTextOf } from '../../../shared/edition/write-text.ts';

const note: EditionRun = { text: '', note: { kind: 'foot', number: 1, body: [{ text: '注' }] } };
const blocks: EditionBlock[] = [
  {
    type: 'heading',
    id: 'h',
    level: 1,
    number: '一、',
    runs: [{ text: '基本情况' }],
    runIn: [{ text: '正文接排。' }],
  },
  {
    type: 'paragraph',
    id: 'p',
    role: 'body',
    runs: [{ text: '调解' }, { text: '***宗' }, note, { text: '。' }],
  },
  {
    type: 'table',
    id: 't',
    rows: [
      ['甲', '乙'],
      ['丙', '***'],
      ['丁', '戊'],
    ].map((row, at) => ({
      header: at === 0,
      cells: row.map((text) => ({ runs: [{ text }] })),
    })),
  },
];

describe('a cut of an edition', () => {
  it('takes the words between two places, and the note that stands behind them', () => {
    expect(cutRuns(blocks[1]?.type === 'paragraph' ? blocks[1].runs : [], 1, 6)).toEqual([
      { text: '解' },
      { text: '***宗' },
      note,
    ]);
  });

  it('keeps a heading’s number only where it begins with it', () => {
    const whole = cutEdition(blocks, [
      { line: { block: 'h' }, from: 0, to: 4 },
      { line: { block: 'h', runIn: true }, from: 0, to: 2 },
      { line: { block: 'p' }, from: 0, to: 2 },
    ]);
    expect(writeTextOf(whole.blocks)).toBe('一、基本情况正文\n调解');
    expect(whole.inline).toBe(false);
    const part = cutEdition(blocks, [{ line: { block: 'h' }, from: 2, to: 4 }]);
    expect(writeTextOf(part.blocks)).toBe('情况');
    expect(part.inline).toBe(true);
  });

  it('takes the rows of a table that are touched, and of one cell its words', () => {
    const rows = cutEdition(blocks, [
      { line: { block: 't', cell: [1, 1] }, from: 1, to: 3 },
      { line: { block: 't', cell: [2, 0] }, from: 0, to: 1 },
    ]);
    expect(writeTextOf(rows.blocks)).toBe('丙\t***\n丁\t戊');
    const cell = cutEdition(blocks, [{ line: { block: 't', cell: [1, 1] }, from: 0, to: 2 }]);
    expect(writeTextOf(cell.blocks)).toBe('**');
    expect(cell.inline).toBe(true);
  });

  it('is a block where a block is selected as a whole', () => {
    expect(cutEdition(blocks, [{ line: { block: 'p' }, from: 0, to: 7 }]).inline).toBe(false);
  });
});
