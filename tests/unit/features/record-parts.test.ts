import { describe, expect, it } from 'vitest';

import { partsOf } from '../../../renderer/features/signoff/record-parts.ts';
import type { RecordEntry } from '../../../shared/signoff/record.ts';

const entry = (id: number): RecordEntry => ({
  id,
  at: '2023-12-20T01:02:03Z',
  person: 'w',
  name: '周明远',
  action: 'edited',
  details: '',
  salt: '',
  commitment: '',
  previous: '',
  sha256: '',
});
const ids = (entries: readonly RecordEntry[]): number[] => entries.map(({ id }) => id);

describe('a record', () => {
  it('is in two parts where it was protected once: what is younger, and the entry itself with all before it', () => {
    const { young, safe } = partsOf([9, 7, 4, 1].map(entry), {
      entry: 7,
      by: 'export',
      at: '2023-12-20T01:02:03Z',
    });
    expect(ids(young)).toEqual([9]);
    expect(ids(safe)).toEqual([7, 4, 1]);
  });

  it('is all unprotected where it never was', () => {
    const { young, safe } = partsOf([2, 1].map(entry), null);
    expect(ids(young)).toEqual([2, 1]);
    expect(safe).toEqual([]);
  });
});
