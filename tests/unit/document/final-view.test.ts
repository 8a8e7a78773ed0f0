import { describe, expect, it } from 'vitest';

import { makeParagraph, makeTitle } from '../../../shared/document/make.ts';
import { finalView, originalView } from '../../../shared/document/resolve.ts';
import type { Block } from '../../../shared/document/types.ts';

describe('a block whose changes are decided', () => {
  const paragraph = makeParagraph('全年有序。');

  it('has no mark of having been put in', () => {
    expect(finalView([makeTitle('总结'), { ...paragraph, pIns: 'r1' }])[1]).toEqual(paragraph);
  });

  it('has no mark of having been deleted where there is nothing to join it to', () => {
    expect(finalView([{ ...paragraph, pDel: 'r1' }])).toEqual([paragraph]);
    expect(originalView([{ ...paragraph, pDel: 'r1' }])).toEqual([paragraph]);
  });

  it('has the one form or the other, and no mark of the change', () => {
    const level: Block = { ...paragraph, type: 'heading', level: 2, pFmt: 'r1', pWas: { type: 'paragraph' } };
    const heading = { id: paragraph.id, type: 'heading', level: 2, children: paragraph.children };
    expect(finalView([level])).toEqual([heading]);
    expect(originalView([level])).toEqual([paragraph]);
  });
});
