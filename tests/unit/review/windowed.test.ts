import { describe, expect, it } from 'vitest';

import { drawnOf, Heights, itemsBetween, nextSpan } from '../../../renderer/ui/windowed.ts';

const keys = Array.from({ length: 600 }, (_, n) => `k${n}`);
const topsOf = (heights = new Heights()) => heights.tops(keys, () => 100);

describe('a list of which only what is near the window is drawn', () => {
  it('finds what stands between two heights, of measured and of guessed items', () => {
    const heights = new Heights();
    heights.note('k0', 350);
    const tops = topsOf(heights);
    expect(tops.at(-1)).toBe(350 + 599 * 100);
    expect(itemsBetween(tops, 0, 350)).toEqual({ from: 0, to: 1 });
    expect(itemsBetween(tops, 349, 551)).toEqual({ from: 0, to: 4 });
    expect(itemsBetween(tops, 10_000_000, 10_000_100)).toEqual({ from: 600, to: 600 });
    expect(itemsBetween([0], 0, 100)).toEqual({ from: 0, to: 0 });
  });

  it('draws some dozens of six hundred, wherever the window stands, and all that is seen', () => {
    const tops = topsOf();
    let span = { from: 0, to: 12 };
    for (const top of [0, 120, 900, 5000, 59_400, 30_000, 29_700, 0]) {
      span = nextSpan(span, tops, top, 600);
      expect(span.to - span.from).toBeLessThan(50);
      const seen = itemsBetween(tops, top, top + 600);
      expect(span.from).toBeLessThanOrEqual(seen.from);
      expect(span.to).toBeGreaterThanOrEqual(seen.to);
    }
  });

  it('leaves what is drawn as it is while the window goes a few steps', () => {
    const tops = topsOf();
    const span = nextSpan({ from: 0, to: 12 }, tops, 6000, 600);
    expect(nextSpan(span, tops, 6200, 600)).toBe(span);
    expect(nextSpan(span, tops, 6700, 600)).not.toBe(span);
  });

  it('keeps a card drawn in which somebody writes, in its order', () => {
    expect(drawnOf(600, { from: 10, to: 13 }, [300, 11, 2, -1, 600])).toEqual([2, 10, 11, 12, 300]);
    expect(drawnOf(5, { from: 3, to: 40 }, [])).toEqual([3, 4]);
  });
});
