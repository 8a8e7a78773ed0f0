import { describe, expect, it } from 'vitest';

import { hasOneSide } from '../../../renderer/features/compare/compare-model.ts';
import type { ReportSummary } from '../../../shared/contract/methods.ts';

describe('what there is to compare', () => {
  const only = [{ id: 'r' }] as ReportSummary[];

  it('is two versions of the only report, too', () => {
    expect(hasOneSide(only, { report: 'r', version: 'v1' }, { report: 'r', version: 'v2' })).toBe(false);
    expect(hasOneSide(only, null, null)).toBe(true);
    expect(hasOneSide([...only, { id: 's' } as ReportSummary], null, null)).toBe(false);
  });
});
