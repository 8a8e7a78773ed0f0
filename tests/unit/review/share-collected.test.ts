import { describe, expect, it } from 'vitest';

import { Shared } from '../../../renderer/features/review/share-collected.ts';
import { makeParagraph } from '../../../shared/document/make.ts';
import { collect } from '../../../shared/review/collect.ts';
import type { Revision } from '../../../shared/review/types.ts';

const at = '2026-03-01T08:00:00.000Z';
const rows = new Map(
  ['a', 'b'].map((id): [string, Revision] => [id, { id, author: 'w', at, kind: 'insert' }]),
);
const first = makeParagraph([{ text: '全镇' }, { text: '开展', ins: 'a' }, { text: '检查。' }]);
const second = makeParagraph([{ text: '又' }, { text: '培训', ins: 'b' }, { text: '两次。' }]);

describe('what was collected, from one pause to the next', () => {
  it('is the same where something else was typed, and only what was touched is anew', () => {
    const shared = new Shared();
    const before = shared.with(collect([first, second], {}, rows, []));
    const typed = { ...second, children: [...second.children, { text: '还写了一句。' }] };
    expect(shared.with(collect([first, typed], {}, rows, []))).toBe(before);
    const changed = {
      ...second,
      children: [{ text: '又' }, { text: '培训班', ins: 'b' }, { text: '两次。' }],
    };
    const after = shared.with(collect([first, changed], {}, rows, []));
    expect(after.changes[0]).toBe(before.changes[0]);
    expect(after.changes[1]).not.toBe(before.changes[1]);
    expect(after.changes[1]?.added).toBe('培训班');
    expect(after.threads).toBe(before.threads);
  });

  it('shows a reason that came', () => {
    const shared = new Shared();
    const before = shared.with(collect([first], {}, rows, []));
    const told = new Map(rows).set('a', { id: 'a', author: 'w', at, kind: 'insert', reason: '口径一致' });
    const after = shared.with(collect([first], {}, told, []));
    expect(after.changes[0]).not.toBe(before.changes[0]);
    expect(after.changes[0]?.reason).toBe('口径一致');
  });
});
