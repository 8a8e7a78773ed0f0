import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { countWords, plainText } from '../../../shared/document/plain-text.ts';
import { cleanCorpus } from '../../fixtures/checks/clean-corpus.ts';
import { checkLines, checkSeeded, checkStored } from '../../fixtures/checks/check-lines.ts';
import { seeded, SEEDS } from '../../fixtures/checks/seeds.ts';
import { RULES } from '../../../shared/checks/rules/registry.ts';

const reports = cleanCorpus();

describe('a corpus of clean reports', () => {
  it('has at least 30,000 characters', () => {
    const words = reports.reduce((sum, { lines }) => sum + countWords(lines.join('')), 0);
    expect(words).toBeGreaterThan(30_000);
  });

  it.each(reports.map((report) => [report.name, report] as const))(
    'yields no error and no warning: %s',
    (_, { lines }) => {
      const { findings } = checkLines(lines);
      expect(findings.filter(({ severity }) => severity !== 'hint')).toEqual([]);
    },
  );

  it('yields no hint either', () => {
    const hints = reports.flatMap(({ lines }) => checkLines(lines).findings);
    expect(hints.map(({ rule, text }) => `${rule} ${text}`)).toEqual([]);
  });

  it('loses nothing on the way in', () => {
    for (const { lines } of reports) {
      const { document, variables } = checkLines(lines);
      expect(plainText(document.blocks, { variables }).replaceAll('\n', '')).toBe(lines.join(''));
    }
  });
});

const stored = (year: number) =>
  checkStored(
    JSON.parse(
      readFileSync(new URL(`../../../resources/demo/${year}.json`, import.meta.url), 'utf8'),
    ) as Parameters<typeof checkStored>[0],
  );

describe('the demo reports', () => {
  it.each([2022, 2023, 2024])('yield no error and no warning: %i', (year) => {
    expect(stored(year).filter(({ severity }) => severity !== 'hint')).toEqual([]);
  });

  it('of the year under way lack only what is still to be written', () => {
    const found = stored(2025).filter(({ severity }) => severity !== 'hint');
    expect(new Set(found.map(({ rule }) => rule))).toEqual(new Set(['empty-field', 'required-content']));
  });
});

describe('mistakes put into the clean reports', () => {
  const all = seeded(reports, 6);

  it('are of every kind', () => {
    expect(new Set(all.map(({ seed }) => seed.kind))).toEqual(new Set(SEEDS.map(({ kind }) => kind)));
    expect(RULES.map(({ id }) => id).filter((id) => !SEEDS.some((seed) => seed.rule === id))).toEqual([]);
  });

  it.each(all.map((one) => [`${one.seed.rule}: ${one.seed.kind} in ${one.report}`, one] as const))(
    'are found: %s',
    (_, one) => {
      expect(checkSeeded(one).map(({ rule }) => rule)).toContain(one.seed.rule);
    },
  );
});
