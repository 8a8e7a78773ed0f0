import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { bestFirst, type BackupFile } from '../../electron/backend/store/backups/catalogue.ts';
import { toThin } from '../../electron/backend/store/backups/keep-rule.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2025, 0, 1);

const fileAt = (number: number, hours: number, kind: BackupFile['kind'] = 'daily'): BackupFile => ({
  file: `${number}.db`,
  size: 1,
  kind,
  madeAt: new Date(START + hours * HOUR).toISOString(),
  facts: {
    version: 12,
    newer: false,
    generation: 0,
    changes: number,
    newestChange: null,
    copiedAt: null,
    copiedAs: kind,
    reports: 1,
    inBin: 0,
    originals: 0,
    originalsBeside: 0,
  },
});

/** Backups of a program that was used now and then, with clocks that may be wrong. */
const history: fc.Arbitrary<BackupFile[]> = fc
  .array(
    fc.record({
      hours: fc.oneof(fc.nat(24 * 400), fc.integer({ min: -24 * 9000, max: 24 * 30_000 })),
      kind: fc.constantFrom<BackupFile['kind']>(
        'daily',
        'daily',
        'daily',
        'before-upgrade',
        'before-restore',
        'by-hand',
      ),
      broken: fc.integer({ min: 0, max: 9 }),
    }),
    { maxLength: 80 },
  )
  .map((entries) =>
    entries
      .map(({ hours, kind, broken }, number) => {
        const file = fileAt(number, hours, kind);
        if (broken === 0) return { ...file, facts: null };
        return broken === 1 && file.facts ? { ...file, facts: { ...file.facts, newer: true } } : file;
      })
      .sort(bestFirst),
  );

const isUsable = ({ facts }: BackupFile): boolean => facts !== null && !facts.newer;

describe('the rule of what is kept', () => {
  it('never takes the last sound one, the newest of an occasion, or what a person decides about', () => {
    fc.assert(
      fc.property(history, fc.nat(80), (files, at) => {
        const sound = new Set(
          files
            .filter((file) => isUsable(file))
            .slice(at % 5, (at % 5) + 2)
            .map(({ file }) => file),
        );
        const go = toThin(files, sound);
        const left = files.filter((file) => !go.includes(file));
        if (sound.size > 0) expect(left.some(({ file }) => sound.has(file))).toBe(true);
        else expect(go).toEqual([]);
        for (const kind of ['before-upgrade', 'before-restore', 'daily'] as const) {
          const newest = files.find((file) => file.kind === kind && isUsable(file));
          if (newest) expect(left).toContain(newest);
        }
        expect(go.filter((file) => file.kind === 'by-hand' || !isUsable(file))).toEqual([]);
        expect(left.filter((file) => file.kind === 'daily' && isUsable(file)).length).toBeLessThanOrEqual(
          5 + 12 + 14 + 8 + 24,
        );
      }),
    );
  });

  it('takes nothing more the second time', () => {
    fc.assert(
      fc.property(history, (files) => {
        const all = new Set(files.map(({ file }) => file));
        const go = toThin(files, all);
        expect(
          toThin(
            files.filter((file) => !go.includes(file)),
            all,
          ),
        ).toEqual([]);
      }),
    );
  });

  it('keeps many of late and few of long ago, over two years of backups every hour', () => {
    let files: BackupFile[] = [];
    for (let hour = 0; hour < 2 * 365 * 24; hour += 1) {
      files = [fileAt(hour, hour), ...files];
      const go = new Set(toThin(files, new Set([`${hour}.db`])));
      files = files.filter((file) => !go.has(file));
    }
    const newest = 2 * 365 * 24 - 1;
    const ages = files.map(({ facts }) => newest - (facts?.changes ?? 0));
    expect(ages.filter((age) => age < 12)).toHaveLength(12);
    expect(ages.filter((age) => age < 14 * 24).length).toBeGreaterThanOrEqual(25);
    expect(ages.filter((age) => age >= 14 * 24 && age < 56 * 24).length).toBeGreaterThanOrEqual(6);
    expect(ages.filter((age) => age >= 56 * 24).length).toBeGreaterThanOrEqual(20);
    expect(files.length).toBeLessThanOrEqual(63);
    // No month of the two years is without one.
    expect(Math.max(...ages)).toBeGreaterThan(22 * 30 * 24);
  });
});
