import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that keep a processor for half a minute and more. One that begins last is waited for alone. */
const LONG = [
  'tests/property/public-edition.test.ts',
  'tests/contract/backups.test.ts',
  'tests/contract/cli-keys.test.ts',
  'tests/contract/cli-signoff.test.ts',
  'tests/property/reviewed-in-word.test.ts',
  'tests/e2e/ime.test.ts',
  'tests/e2e/leaving.test.ts',
  'tests/e2e/verify.test.ts',
  'tests/e2e/keys.test.ts',
  'tests/e2e/approval.test.ts',
];

const isLong = ({ moduleId }: TestSpecification): boolean => LONG.some((long) => moduleId.endsWith(long));

const longFirst = (files: readonly TestSpecification[]): TestSpecification[] => [
  ...files.filter((file) => isLong(file)),
  ...files.filter((file) => !isLong(file)),
];

/**
 * Spreads tests with a browser, which wait now and then, evenly among those that only reckon: beside each other they
 * keep both processors busy. What takes long begins first.
 */
export class EvenSequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const byProject = Map.groupBy(sorted, ({ project }) => project.name);
    return [...byProject.values()]
      .flatMap((own) => longFirst(own).map((file, at) => ({ file, at: (at + 0.5) / own.length })))
      .toSorted((a, b) => a.at - b.at)
      .map(({ file }) => file);
  }
}
