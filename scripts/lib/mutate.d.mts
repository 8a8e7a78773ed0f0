import type { Mutant } from '../../tests/mutants/mutant.ts';

export type TestRunner = {
  /** The file was changed. */
  reread: (file: string) => void;
  /** Tests that failed in the last run, and why. */
  failures: () => string[];
  run: (tests: readonly string[]) => Promise<'passed' | 'failed' | 'hung' | 'broken'>;
  close: () => Promise<void>;
};

export function scratchCopy(): { folder: string; remove: () => void };
export function testRunner(folder: string): Promise<TestRunner>;
export function mutated(text: string, mutant: Pick<Mutant, 'find' | 'put'>): string | null;
export function tryMutant(
  folder: string,
  runner: TestRunner,
  mutant: Mutant,
): Promise<'caught' | 'survived' | 'stale' | 'broken'>;
