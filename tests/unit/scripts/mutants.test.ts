import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { mutated, tryMutant } from '../../../scripts/lib/mutate.mjs';
import { MUTANTS } from '../../mutants/all.ts';
import type { Mutant } from '../../mutants/mutant.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

describe('the list of mutants', () => {
  it('has ten in each dangerous place, each with a reason of its own and tests that are there', () => {
    for (const [place, mutants] of Object.entries(MUTANTS)) {
      if (place !== 'others') expect(mutants.length, place).toBeGreaterThanOrEqual(10);
    }
    const all = Object.values(MUTANTS).flat();
    expect(new Set(all.map(({ why }) => why)).size).toBe(all.length);
    for (const { tests, why } of all) {
      expect(tests, why).not.toEqual([]);
      for (const test of tests) expect(existsSync(join(root, test)), test).toBe(true);
    }
  });
});

describe('a mutant', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nianshu-mutant-'));
    writeFileSync(join(folder, 'sum.ts'), 'export const sum = (a, b) => a + b;\n');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const mutant: Mutant = { why: '', file: 'sum.ts', find: 'a + b', put: 'a - b', tests: ['sum.test.ts'] };
  const text = (): string => readFileSync(join(folder, 'sum.ts'), 'utf8');
  /** Answers as a runner whose tests look at the file. */
  const runner = (result: 'passed' | 'failed' | 'hung' | 'broken') => {
    const seen: string[] = [];
    return {
      seen,
      reread: () => seen.push('reread'),
      run: () => {
        seen.push(text());
        return Promise.resolve(result);
      },
      failures: () => [],
      close: () => Promise.resolve(),
    };
  };

  it('is in the file while its tests run, and out of it and forgotten after', async () => {
    const tests = runner('failed');
    expect(await tryMutant(folder, tests, mutant)).toBe('caught');
    expect(tests.seen).toEqual(['reread', 'export const sum = (a, b) => a - b;\n', 'reread']);
    expect(text()).toContain('a + b');
  });

  it('survives tests that pass, and is not caught by code that can not be read', async () => {
    expect(await tryMutant(folder, runner('passed'), mutant)).toBe('survived');
    expect(await tryMutant(folder, runner('broken'), mutant)).toBe('broken');
    expect(await tryMutant(folder, runner('hung'), mutant)).toBe('caught');
    expect(text()).toContain('a + b');
  });

  it('is stale, and no test runs, where its text is gone, there twice, or in a file that is gone', async () => {
    const tests = runner('failed');
    expect(await tryMutant(folder, tests, { ...mutant, find: 'a * b' })).toBe('stale');
    expect(await tryMutant(folder, tests, { ...mutant, find: 'b' })).toBe('stale');
    expect(await tryMutant(folder, tests, { ...mutant, file: 'gone.ts' })).toBe('stale');
    expect(tests.seen).toEqual([]);
    expect(mutated('a + b', { find: 'a', put: 'a' })).toBeNull();
  });
});
