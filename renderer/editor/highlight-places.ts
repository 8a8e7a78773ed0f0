import { commonEnds } from '../../shared/text/common-ends.ts';
import type { Reading } from '../../shared/document/reading.ts';

/** A place to be marked, in offsets of what its block reads like (`shared/document/reading.ts`). */
export type HighlightRange = {
  /** Id of the block. */
  block: string;
  from: number;
  to: number;
  /** In a table: the cell whose text the offsets count in. Left out: the cells' texts with a tab or line feed between. */
  cell?: readonly [row: number, column: number];
  /** A look of its own within the layer: the highlight is called `layer-kind` then. */
  kind?: string;
};

/** A range within one of the readings of its block. */
export type Span = { reading: number; from: number; to: number; kind: string };

/** The stretches of the block's readings that the range covers; none where it has left them. */
export function spansOf(range: HighlightRange, readings: readonly Reading[]): Span[] {
  const { cell, kind = '' } = range;
  const spans: Span[] = [];
  let start = 0;
  readings.forEach((reading, index) => {
    const isIts = !cell || (reading.cell?.[0] === cell[0] && reading.cell[1] === cell[1]);
    const offset = cell ? 0 : start;
    const from = Math.max(range.from - offset, 0);
    const to = Math.min(range.to - offset, reading.text.length);
    if (isIts && from < to) spans.push({ reading: index, from, to, kind });
    start += reading.text.length + 1;
  });
  return spans;
}

/**
 * Where the span is after its text was edited: kept before and behind what has changed, null where it touches it.
 */
export function followEdit(span: Span, before: string, after: string): Span | null {
  if (before === after) return span;
  const { head, tail } = commonEnds(before, after);
  if (span.to <= head) return span;
  if (span.from < before.length - tail) return null;
  const by = after.length - before.length;
  return { ...span, from: span.from + by, to: span.to + by };
}
