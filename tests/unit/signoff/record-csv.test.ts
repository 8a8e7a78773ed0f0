import fc from 'fast-check';
import { expect, it } from 'vitest';

import { readRecordCsv } from '../../../shared/signoff/read-record-csv.ts';
import { recordCsv } from '../../../shared/signoff/record-csv.ts';
import type { RecordEntry, RecordSeal } from '../../../shared/signoff/record.ts';

/** Texts as a spreadsheet would take them for formulas, quote them or break lines in them. */
const text = fc
  .tuple(
    fc.constantFrom('', '=', '+', '-', '@', "'", "'=", "''+", '"', ',', '\n'),
    fc.string({ maxLength: 12 }),
  )
  .map(([sign, rest]) => sign + rest);
/** Base64 may begin with any of its signs. */
const base64 = fc.base64String({ minLength: 4, maxLength: 88 });

const entry = fc.record({ details: text, name: text, person: text }).map((said): RecordEntry => ({
  id: 1,
  at: '2026-01-05T01:02:03.000Z',
  action: 'edited',
  salt: 'a'.repeat(32),
  commitment: 'b'.repeat(64),
  previous: '',
  sha256: 'c'.repeat(64),
  ...said,
}));
const seal: fc.Arbitrary<RecordSeal> = fc.record({ statement: text, signature: base64 });

it('a record as a table reads as it was written, whatever a spreadsheet would make of it', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 4 }), fc.array(seal, { maxLength: 2 }), (entries, seals) => {
      const read = readRecordCsv(recordCsv('r1', entries, seals));
      expect(read).toEqual({ report: 'r1', entries: entries.toReversed(), seals });
    }),
  );
});

it('a signature that begins like a formula stays that signature', () => {
  const seals = [{ statement: '{}', signature: '+/abc==' }];
  expect(readRecordCsv(recordCsv('r1', [], seals))?.seals).toEqual(seals);
});
