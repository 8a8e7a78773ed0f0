import { describe, expect, it } from 'vitest';

import { align } from '../../../shared/text/align.ts';
import { fc } from '../../random.ts';

const LAST = [
  '深入学习贯彻法治思想，组织中心组学习12次。',
  '加强组织领导，召开专题会议研究部署重点任务。',
  '规范行政执法，办理案件23宗，开展培训4次。',
  '推进法治宣传，开展普法活动15场次。',
];

const shape = (a: readonly string[], b: readonly string[]): string[] =>
  align(a, b).map((pair) => `${pair.a}-${pair.b}${pair.moved ? '!' : ''}`);

describe('paragraphs of two years', () => {
  it('meet although figures and some words differ', () => {
    const now = LAST.map((text) => text.replace(/\d+/g, '99').replace('重点', '年度'));
    expect(shape(LAST, now)).toEqual(['0-0', '1-1', '2-2', '3-3']);
    expect(align(LAST, now)[0]?.similarity).toBe(1);
  });

  it('show what is new, gone and moved', () => {
    const [study = '', lead = '', law = '', spread = ''] = LAST;
    expect(shape(LAST, [study, '新增基层立法联系点建设工作。', lead, law, spread])).toEqual([
      '0-0',
      '-1-1',
      '1-2',
      '2-3',
      '3-4',
    ]);
    expect(shape(LAST, [study, law, spread])).toEqual(['0-0', '1--1', '2-1', '3-2']);
    expect(shape(LAST, [spread, study, lead, law])).toEqual(['3-0!', '0-1', '1-2', '2-3']);
  });

  it('with nothing in common do not meet', () => {
    expect(shape(['甲乙丙丁'], ['戊己庚辛'])).toEqual(['0--1', '-1-0']);
    expect(shape([], ['一句'])).toEqual(['-1-0']);
    expect(shape(['一句'], [])).toEqual(['0--1']);
  });

  it('are each told exactly once, whatever they are', () => {
    const texts = fc.array(fc.stringMatching(/^[甲乙丙丁戊]{0,8}$/), { maxLength: 12 });
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const pairs = align(a, b);
        const seen = (side: 'a' | 'b'): number[] =>
          pairs.map((pair) => pair[side]).filter((index) => index >= 0);
        expect(seen('b')).toEqual(b.map((_, index) => index));
        expect(seen('a').toSorted((x, y) => x - y)).toEqual(a.map((_, index) => index));
        // What was not moved stands in order on both sides.
        const kept = pairs.filter((pair) => pair.a >= 0 && pair.b >= 0 && !pair.moved).map((pair) => pair.a);
        expect(kept).toEqual(kept.toSorted((x, y) => x - y));
      }),
    );
  });
});
