import { describe, expect, it } from 'vitest';

import { countUses, ReuseIndex } from '../../../shared/reuse/reuse-index.ts';

const PAST = [
  {
    section: '一、执法',
    text: '全年开展行政检查610宗，行政处罚立案28宗。对首次轻微违法免予处罚的制度继续实行。',
  },
  { section: '二、普法', text: '坚持以人民为中心的发展思想。现报告如下。' },
];

const index = new ReuseIndex(PAST, ['坚持以人民为中心的发展思想']);
const uses = (text: string): string[] => index.usesOf(text).map(({ use }) => use);

describe('what stands in last year’s report', () => {
  it('is known again whatever the figures, masks and gaps', () => {
    expect(uses('全年开展行政检查655宗，行政处罚立案31宗。')).toEqual(['same']);
    expect(uses('全年开展行政检查***宗，行政处罚立案　　宗。')).toEqual(['same']);
  });

  it('is told apart from what has a few words changed and what is new', () => {
    expect(uses('对首次轻微违法不予处罚的制度继续实行。今年新建成三个法治文化广场。')).toEqual([
      'near',
      'new',
    ]);
  });

  it('does not count fixed phrases and words that say nothing', () => {
    expect(uses('坚持以人民为中心的发展思想。现报告如下。')).toEqual(['fixed', 'fixed']);
    expect(countUses(index.usesOf('坚持以人民为中心的发展思想。'))).toEqual({ same: 0, near: 0, counted: 0 });
  });

  it('names the sentence and its section', () => {
    const [use] = index.usesOf('全年开展行政检查1宗，行政处罚立案2宗。');
    expect(use?.source).toEqual({ section: '一、执法', text: '全年开展行政检查610宗，行政处罚立案28宗。' });
  });
});
