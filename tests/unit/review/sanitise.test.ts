import type { Node } from 'slate';
import { describe, expect, it } from 'vitest';

import { makeHeading, makeParagraph } from '../../../shared/document/make.ts';
import type { Block } from '../../../shared/document/types.ts';
import { sanitiseFragment } from '../../../shared/review/sanitise.ts';

const pasted = (...nodes: (Block | object)[]): object[] =>
  sanitiseFragment(structuredClone(nodes) as unknown as Node[], []).map((node) => {
    const { id: _, ...rest } = node as { id?: string };
    return rest;
  });

describe('what is pasted while changes are tracked', () => {
  it('comes as it reads with every change accepted', () => {
    const copied = [
      // The break before the first line did not come along.
      { ...makeHeading(2, '普法工作'), pFmt: 'r1', pWas: { type: 'paragraph' as const }, pDel: 'r2' },
      makeParagraph([{ text: '开展' }, { text: '普法', del: 'r3' }, { text: '宣讲，', ins: 'r3' }]),
      { ...makeParagraph('覆盖全镇。'), pDel: 'r4' },
      makeParagraph([{ text: '不再保留。', del: 'r5' }]),
      { ...makeParagraph('分发手册。'), pIns: 'r6' },
    ];
    expect(pasted(...copied)).toEqual([
      { type: 'heading', level: 2, children: [{ text: '普法工作' }] },
      { type: 'paragraph', children: [{ text: '开展宣讲，覆盖全镇。' }] },
      { type: 'paragraph', children: [{ text: '分发手册。' }] },
    ]);
  });

  it('may be words alone, or nothing', () => {
    expect(pasted({ text: '留下', ins: 'r1' }, { text: '删去', del: 'r2' })).toEqual([{ text: '留下' }]);
    expect(pasted()).toEqual([]);
    expect(pasted(makeParagraph([{ text: '删去', del: 'r1' }]))).toEqual([]);
  });
});
