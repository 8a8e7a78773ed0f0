import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Failing on an empty run would hide nothing: projects without files are a mistake.
    passWithNoTests: false,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/{unit,property,store,contract,electron,endurance}/**/*.test.{ts,tsx}'],
          pool: 'forks',
          // Two cores are all that there is, and each file is a process of its own.
          maxWorkers: 2,
          testTimeout: 20_000,
          hookTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          pool: 'forks',
          // Two browsers at a time: a test mostly waits, and each has a program, a store and a browser of its own.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // A page on a busy machine takes its time; what is waited for is the condition.
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
});
