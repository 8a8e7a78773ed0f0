import { describe, expect, it } from 'vitest';

import type { Db } from '../../../electron/backend/sqlite/port.ts';
import { draws, fc } from '../../random.ts';
import { DRIVERS, openWith, outcomeOf } from './drivers.ts';

/** What is done, one within the other: a row, something that fails and is put up with, something that fails for good. */
type Step = {
  row: number;
  inner: Step[];
  fails: boolean;
  caught: boolean;
  as: 'plain' | 'immediate' | 'exclusive';
};

const { step } = fc.letrec<{ step: Step }>((tie) => ({
  step: fc.record({
    row: fc.nat(1000),
    inner: fc.array(tie('step'), { maxLength: 2, depthIdentifier: 'step' }),
    fails: fc.boolean(),
    caught: fc.boolean(),
    as: fc.constantFrom('plain', 'immediate', 'exclusive'),
  }),
}));

function take(db: Db, { row, inner, fails, caught, as }: Step): void {
  const work = db.transaction((n: number) => {
    db.prepare('INSERT INTO t VALUES (?)').run(n);
    for (const one of inner) take(db, one);
    if (fails) throw new Error(`no ${n}`);
    expect(db.inTransaction).toBe(true);
  });
  try {
    if (as === 'plain') work(row);
    else work[as](row);
  } catch (error) {
    if (!caught) throw error;
  }
}

describe('transactions within transactions', () => {
  it('leave the same behind with both drivers, whatever fails within', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 3 }), (steps) => {
        const [a, b] = DRIVERS.map((name) => {
          const db = openWith(name, ':memory:');
          db.exec('CREATE TABLE t (a)');
          const outcomes = steps.map((one) => outcomeOf(() => take(db, one)));
          const rows = db.prepare('SELECT a FROM t').all();
          expect(db.inTransaction).toBe(false);
          db.close();
          return { outcomes, rows };
        });
        expect(b).toEqual(a);
      }),
      { numRuns: draws(150) },
    );
  });

  it.each(DRIVERS)('%s: answers what the work answers, and refuses to wait for anything', (name) => {
    const db = openWith(name, ':memory:');
    expect(db.transaction((a: number, b: string) => `${a}${b}`).immediate(1, 'x')).toBe('1x');
    expect(() => db.transaction(() => Promise.resolve())()).toThrow(TypeError);
    expect(db.inTransaction).toBe(false);
    db.close();
  });

  it.each(DRIVERS)('%s: closes twice, and then says that it is closed', (name) => {
    const db = openWith(name, ':memory:');
    const statement = db.prepare('SELECT 1');
    db.close();
    db.close();
    expect(db.open).toBe(false);
    expect(db.inTransaction).toBe(false);
    for (const work of [
      () => statement.get(),
      () => db.prepare('SELECT 1'),
      () => db.exec('SELECT 1'),
      () => db.pragma('user_version'),
    ])
      expect(work).toThrow('The database connection is not open');
  });
});
