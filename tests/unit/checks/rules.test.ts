import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { RULES } from '../../../shared/checks/rules/registry.ts';
import type { Cases } from './case.ts';
import { findingsIn } from './report.ts';

const folder = join(import.meta.dirname, 'cases');
const all: Cases[] = [];
for (const file of readdirSync(folder).sort()) {
  const { cases } = (await import(join(folder, file))) as { cases: Cases };
  all.push(cases);
}
const title = (lines: unknown): string => JSON.stringify(lines).slice(0, 80);

describe('the list of rules', () => {
  it('has all of the 57, and each with cases of its own', () => {
    const numbers = new Set(RULES.map((rule) => rule.no));
    expect(Array.from({ length: 57 }, (_, at) => at + 1).filter((no) => !numbers.has(no))).toEqual([]);
    expect(all.map(({ rule }) => rule).sort()).toEqual(RULES.map(({ id }) => id).sort());
    for (const { rule, wrong, right } of all) {
      expect(wrong.length, rule).toBeGreaterThanOrEqual(3);
      expect(right.length, rule).toBeGreaterThanOrEqual(3);
    }
  });

  it('names each rule once', () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
    expect(new Set(RULES.map(({ name }) => name)).size).toBe(RULES.length);
  });
});

describe.each(all)('$rule', ({ rule, wrong, right }) => {
  it.each(wrong.map((one) => [title(one.in), one] as const))('finds %s', (_, one) => {
    const found = findingsIn(one.in, one.context).filter((finding) => finding.rule === rule);
    expect(found).not.toEqual([]);
    const hit = found.find((finding) => finding.text === one.words);
    expect(hit, `${title(found)} has no “${one.words}”`).toBeDefined();
    expect(hit?.suggestion ?? null).toBe(one.fix);
    expect(hit?.message).toMatch(/[。？]$/);
  });

  it.each(right.map((one) => [title(one), one] as const))('says nothing of %s', (_, one) => {
    const { in: lines, context } =
      typeof one === 'object' && 'in' in one ? one : { in: one, context: undefined };
    expect(findingsIn(lines, context).filter((finding) => finding.rule === rule)).toEqual([]);
  });
});
