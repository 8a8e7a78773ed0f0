import { describe, expect, it } from 'vitest';

import { misfitMessage } from '../../../electron/backend/service/misfit.ts';
import { params } from '../../../shared/contract/methods.ts';

const message = (value: unknown): string => {
  const { error } = params['report.create'].safeParse(value, { reportInput: true });
  return error ? misfitMessage(error) : '';
};

describe('what does not fit the contract is told in one line', () => {
  it.each([
    [{ template: 't', year: 2023, unit: '青'.repeat(10_000) }, '单位名称太长，最多 500 个字'],
    [{ template: 't', year: 2023, unit: '' }, '单位名称不能为空'],
    [{ template: 't', year: 9999, unit: 'u' }, '年度超出范围，最大 2200'],
    [{ template: 't', year: 1, unit: 'u' }, '年度超出范围，最小 1978'],
    [{ template: 't', year: '2023', unit: 'u' }, '年度不对'],
    [{ template: 't', year: 2023, unit: 'u', extra: 1 }, '参数不对'],
    [null, '参数不对'],
  ])('%#', (value, expected) => {
    expect(message(value)).toContain(expected);
    expect(message(value)).toContain('没有改动');
    expect(message(value)).not.toContain('\n');
  });
});
