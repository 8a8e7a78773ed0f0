import { afterAll, describe, expect, it } from 'vitest';

import type { Db } from '../../../electron/backend/sqlite/port.ts';
import { draws, fc } from '../../random.ts';
import { DRIVERS, openWith, outcomeOf } from './drivers.ts';

const [better, node] = DRIVERS.map((name) => openWith(name, ':memory:')) as [Db, Db];
for (const db of [better, node])
  db.exec(
    'CREATE TABLE kept (id INTEGER PRIMARY KEY, any, words TEXT, number INTEGER, amount REAL, bytes BLOB) STRICT'.replace(
      ' any,',
      ' any ANY,',
    ) + '; CREATE TABLE loose (a, b TEXT, c INTEGER, d REAL, e BLOB, f NUMERIC)',
  );
afterAll(() => {
  better.close();
  node.close();
});

const words = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  // Lone halves of pairs, and characters that C takes for the end.
  fc
    .array(fc.constantFrom('\u0000', '\uD800', '\uDFFF', '\uDBFF', '青', '𠮷', '\uFEFF', '\uFFFD', "'", '?'))
    .map((parts) => parts.join('')),
);
const integers = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.constantFrom(2n ** 53n, 2n ** 53n + 1n, -(2n ** 53n) - 1n, 2n ** 63n - 1n, -(2n ** 63n), 0n),
);
const bytes = fc.oneof(
  fc.uint8Array(),
  fc.uint8Array().map((one) => Buffer.from(one)),
  // A part of something larger.
  fc.uint8Array({ minLength: 3 }).map((one) => one.subarray(1, -1)),
  fc.constant(new Uint8Array(0)),
  fc.constant(Buffer.alloc(0)),
);
const storable = fc.oneof(
  words,
  integers,
  bytes,
  fc.double(),
  fc.integer(),
  fc.constant(null),
  fc.constant(undefined),
);
/** What neither may take: true is 1 to one library, and a date an object of names to the other. */
const refused = fc.oneof(
  fc.boolean(),
  fc.date(),
  fc.bigInt({ min: 2n ** 63n, max: 2n ** 70n }),
  fc.constant(Symbol('x')),
  fc.constant(() => 1),
);
const anything = fc.oneof({ weight: 8, arbitrary: storable }, { weight: 1, arbitrary: refused });

/** The same done with both, which must come to the same. */
function same(work: (db: Db) => unknown): void {
  const [a, b] = [better, node].map((db) => outcomeOf(() => work(db)));
  expect(b).toStrictEqual(a);
}

describe('both drivers', () => {
  it('give back the same of whatever is bound, or refuse it alike', () => {
    const sql = 'SELECT a, typeof(a) AS kind, hex(a) AS hex, length(a) AS length FROM (SELECT ? AS a)';
    fc.assert(
      fc.property(anything, (value) => {
        same((db) => db.prepare(sql).get(value));
        same((db) => db.prepare(sql).all(value));
        same((db) => [...db.prepare(sql).iterate(value)]);
        same((db) => db.prepare(sql).pluck().get(value));
        same((db) => db.prepare('SELECT $a AS a, @a AS b').get({ a: value, unused: 1 }));
      }),
      { numRuns: draws(300) },
    );
  });

  it('store the same in columns of every kind, and read it back alike', () => {
    fc.assert(
      fc.property(fc.array(anything, { minLength: 4, maxLength: 7 }), (row) => {
        const marks = row.map(() => '?').join(', ');
        same((db) => db.prepare(`INSERT INTO loose (a, b, c, d, e, f) VALUES (${marks})`).run(...row));
        same((db) => db.prepare(`INSERT INTO loose VALUES (?, ?, ?, ?, ?, ?)`).run(...row));
        same((db) =>
          db.prepare(`INSERT INTO kept (any, words, number, amount, bytes) VALUES (?, ?, ?, ?, ?)`).run(row),
        );
        same((db) => db.prepare('SELECT * FROM loose').all());
        same((db) => db.prepare('SELECT * FROM kept').all());
        same((db) => db.prepare('DELETE FROM loose').run());
        same((db) => db.prepare('DELETE FROM kept').run());
      }),
      { numRuns: draws(150) },
    );
  });

  it('count parameters alike, wherever question marks stand', () => {
    const parts = fc.constantFrom(
      '?',
      ':a',
      '@b',
      '$c',
      "'?'",
      "'it''s ?'",
      'NULL',
      '/* ? */ 1',
      '-- ?\n 2',
      '"k?"',
      '[k?]',
      '`k?`',
      ':名',
    );
    fc.assert(
      fc.property(
        fc.array(parts, { minLength: 1, maxLength: 6 }),
        fc.array(fc.integer(), { maxLength: 4 }),
        fc.option(fc.subarray(['a', 'b', 'c', '名'])),
        (columns, values, names) => {
          const sql = `SELECT ${columns.join(', ')} FROM (SELECT 1 AS "k?")`;
          const named = names ? [Object.fromEntries(names.map((name, at) => [name, at]))] : [];
          same((db) => db.prepare(sql).get(...values, ...named));
          same((db) => db.prepare(sql).get(...named, ...values));
          same((db) => db.prepare(sql).get(values, ...named));
        },
      ),
      { numRuns: draws(300) },
    );
  });

  it('give plain rows, buffers and numbers', () => {
    for (const db of [better, node]) {
      const row = db
        .prepare<[], { b: Buffer; n: number }>("SELECT x'0102' AS b, 9007199254740993 AS n")
        .get();
      expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
      expect(Buffer.isBuffer(row?.b)).toBe(true);
      expect(row?.n).toBe(9_007_199_254_740_992);
    }
  });

  it('carry a large blob and a long text', () => {
    const blob = Buffer.alloc(20_000_000, 7);
    const text = '青禾镇'.repeat(1_000_000);
    for (const db of [better, node]) {
      const [a, b] = Object.values(
        db.prepare<[Buffer, string], Record<string, unknown>>('SELECT ? AS a, ? AS b').get(blob, text) ?? {},
      );
      expect(Buffer.compare(a as Buffer, blob)).toBe(0);
      expect(b === text).toBe(true);
    }
  });

  it('have a reading that is left early out of the way', () => {
    for (const db of [better, node]) {
      db.exec('DROP TABLE IF EXISTS read; CREATE TABLE read (a); INSERT INTO read VALUES (1), (2), (3)');
      const rows = db.prepare<[], { a: number }>('SELECT a FROM read ORDER BY a');
      for (const { a } of rows.iterate()) if (a === 2) break;
      expect(() => db.exec('DROP TABLE read')).not.toThrow();
    }
  });
});
