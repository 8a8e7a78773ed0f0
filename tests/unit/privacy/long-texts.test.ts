import { describe, expect, it } from 'vitest';

import { findPersonal } from '../../../shared/privacy/find-personal.ts';
import { MaskedFinder } from '../../../shared/privacy/masked.ts';

const LENGTH = 100_000;
/** Generous: a pattern that goes back and forth takes minutes. */
const MOST = 5000;

const MASKED = new MaskedFinder([
  { kind: 'count', value: '7391', unit: '宗', whole: '7391宗', label: '行政检查' },
  { kind: 'place', value: '青螺镇', unit: '', whole: '青螺镇', label: '单位' },
  { kind: 'person', value: '冉怀瑾', unit: '书记', whole: '书记冉怀瑾', label: '书记' },
  { kind: 'date', value: '11月23日', unit: '', whole: '11月23日', label: '时间' },
  { kind: 'document', value: '青府〔2025〕5号', unit: '', whole: '青府〔2025〕5号', label: '文件' },
]);

const SORTS =
  'a|1|李|系|的李|**、|5-A|5.|半|由李|与|“的|8日|王小明、|（|1 |人|〔|A|*|路|扎西|·|百|-|村1号|x@|诉|李小|1-|1,|一|第|2025|罚|张三 |青|冉|：|书记|11月|微信|°'.split(
    '|',
  );

describe('long texts of one sort', () => {
  it.each(SORTS)('%s is gone through in time', (sort) => {
    const text = sort.repeat(Math.ceil(LENGTH / sort.length));
    const start = performance.now();
    findPersonal(text);
    MASKED.find(text);
    expect(performance.now() - start).toBeLessThan(MOST);
  });
});
