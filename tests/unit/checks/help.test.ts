import { describe, expect, it } from 'vitest';

import { rulesTable } from '../../../shared/checks/rules/help-table.ts';
import { readResource } from './report.ts';

// The formatter lays the columns out; what stands in the cells is the same.
const cells = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .map((one) => one.trim().replace(/^-+$/, '---'))
        .join('|'),
    );

describe('the help page', () => {
  it('has the table of all rules as they are', () => {
    const page = readResource('help/80-checks.md');
    expect(cells(page)).toEqual(cells(rulesTable()));
  });
});
