import { describe, expect, it } from 'vitest';

import { makeField, padInlines } from '../../../shared/document/make.ts';
import { hasLongField, stopAfter, stopsOf } from '../../../renderer/editor/elements/stops.ts';

describe('stops behind fields', () => {
  it('are counted where they follow at once', () => {
    const fields = ['a', 'b', 'c', 'd'].map((id) => makeField({ id, value: '1' }));
    const [a, b, c, d] = fields as [
      (typeof fields)[0],
      (typeof fields)[0],
      (typeof fields)[0],
      (typeof fields)[0],
    ];
    const stops = stopsOf(padInlines([a, { text: '，（甲' }, b, { text: '）。乙' }, c, { text: '人，' }, d]));
    expect(['a', 'b', 'c', 'd'].map((id) => stopAfter(stops, id))).toEqual(['1', '2', undefined, undefined]);
  });

  it('fields of a name that leaves a hole in the line are told', () => {
    const nodes = padInlines([makeField({ variable: 'unit', kind: 'place' }), { text: '。' }]);
    expect(hasLongField(nodes, { unit: '青禾镇' })).toBe(false);
    expect(hasLongField(nodes, { unit: '云川市综合行政执法局' })).toBe(true);
  });
});
