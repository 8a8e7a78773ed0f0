import { defineConfig } from 'vitest/config';

import { EvenSequencer } from './scripts/lib/sequencer.ts';

/** Two cores are all that there is: two files at a time, whichever they are, each in a process of its own. */
const AT_A_TIME = 2;

export default defineConfig({
  test: {
    // Failing on an empty run would hide nothing: projects without files are a mistake.
    passWithNoTests: false,
    sequence: { sequencer: EvenSequencer },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/{unit,property,store,contract,electron,endurance}/**/*.test.{ts,tsx}'],
          pool: 'forks',
          maxWorkers: AT_A_TIME,
          setupFiles: ['tests/derive-once.ts'],
          testTimeout: 20_000,
          hookTimeout: 20_000,
        },
      },
      {
        test: {
          // The store over the library that comes with Node; what takes longer runs at night (scripts/lib/nightly-plan.mjs).
          name: 'node-sqlite',
          include: [
            'tests/store/{backups,database,file-guard,full-check,malformed,originals,reports,review,rollback,search}.test.ts',
          ],
          env: { NIANSHU_SQLITE: 'node' },
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: 20_000,
          hookTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/{e2e,pack}/**/*.test.ts'],
          pool: 'forks',
          // Each has a program, a store and a browser of its own.
          maxWorkers: AT_A_TIME,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // A page on a busy machine takes its time; what is waited for is the condition.
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
});
