import { describe, expect, it } from 'vitest';

import { makeField, makeOrdinal, makeParagraph, padInlines } from '../../../shared/document/make.ts';
import { ordinalLabels } from '../../../shared/document/ordinals.ts';
import {
  piecesBetween,
  readInlines,
  readingsOf,
  textBetween,
  valueSpan,
  type ReadingView,
} from '../../../shared/document/reading.ts';
import type { Block } from '../../../shared/document/types.ts';

const cell = (text: string) => ({ type: 'table-cell' as const, children: [{ text }] });
const BLOCKS: Block[] = [
  makeParagraph(
    padInlines([
      makeOrdinal(),
      { text: '开展' },
      { text: '检查', del: 'r1' },
      { text: '督查', ins: 'r1' },
      makeField({ value: '200', unit: '次', approx: '近余', cutoff: '截至11月底' }),
      makeField({ value: '', unit: '' }),
      makeField({ value: '', unit: '人', mask: '**' }),
      { text: '。' },
    ]),
  ),
  { type: 'table', id: 't', children: [{ type: 'table-row', children: [cell('事项'), cell('次数')] }] },
];
const LABELS = ordinalLabels(BLOCKS);
const [PARAGRAPH] = BLOCKS;
const nodes = PARAGRAPH?.type === 'paragraph' ? PARAGRAPH.children : [];

const read = (view: ReadingView): string => readInlines(nodes, LABELS, { view }).text;

describe('a reading', () => {
  it('says before and after the changes, or both, as it is asked', () => {
    expect(read('final')).toBe('一是开展督查近200余次（截至11月底）**人。');
    expect(read('original')).toBe('一是开展检查近200余次（截至11月底）**人。');
    expect(read('markup')).toBe('一是开展检查督查近200余次（截至11月底）**人。');
  });

  it('knows where the value of a field stands, and that a mask is none', () => {
    const { text, pieces } = readInlines(nodes, LABELS, { view: 'final' });
    const values = pieces.flatMap((piece) => {
      const span = piece.parts && valueSpan(piece);
      return piece.parts ? [span ? text.slice(span.from, span.to) : null] : [];
    });
    expect(values).toEqual(['200', '', null]);
  });

  it('between two places has the nodes of which something shows', () => {
    const reading = readInlines(nodes, LABELS, { view: 'final' });
    const kinds = piecesBetween(reading, 0, reading.text.length).map(({ from, to }) =>
      reading.text.slice(from, to),
    );
    expect(kinds).toEqual(['一是', '开展', '督查', '近200余次（截至11月底）', '**人', '。']);
  });

  it('of a field is quoted as a whole, wherever in it the quotation ends', () => {
    const at = nodes.findIndex((node) => 'type' in node && node.type === 'field');
    const inside = { path: [0, at, 0], offset: 0 };
    const quote = (start: typeof inside, end: typeof inside): string =>
      textBetween(BLOCKS, start, end, LABELS, {}, 'markup');
    expect(quote(inside, inside)).toBe('近200余次（截至11月底）');
    expect(quote({ path: [0, at - 1], offset: 1 }, inside)).toBe('查近200余次（截至11月底）');
    expect(quote({ path: [1, 0, 0, 0], offset: 1 }, { path: [1, 0, 1, 0], offset: 1 })).toBe('项次');
  });

  it('is one a cell in a table, each with its place', () => {
    expect(
      readingsOf(BLOCKS[1] as Block, 1, LABELS, {}).map(({ text, cell: at, path }) => [text, at, path]),
    ).toEqual([
      ['事项', [0, 0], [1, 0, 0]],
      ['次数', [0, 1], [1, 0, 1]],
    ]);
  });
});
