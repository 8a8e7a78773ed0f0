import { describe, expect, it } from 'vitest';

import { makeHeading, makeParagraph } from '../../../shared/document/make.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { finalView, originalView } from '../../../shared/document/resolve.ts';
import type { Block } from '../../../shared/document/types.ts';
import { publicView } from '../../../shared/edition/secrecy.ts';
import { rollOver } from '../../../shared/template/roll-over.ts';

const hidden = <B extends Block>(block: B): B => ({ ...block, secret: true });
const open = (blocks: readonly Block[]): string => plainText(publicView(blocks));

describe('what is hidden, once tracked changes are decided', () => {
  it.each<[string, Block[], string]>([
    [
      'a paragraph whose break is deleted joins a public one',
      [makeParagraph('甲。'), hidden({ ...makeParagraph('拟立案。'), pDel: 'r1' }), makeParagraph('乙。')],
      '甲。\n乙。',
    ],
    [
      'a public one joins it',
      [hidden(makeParagraph('拟立案。')), { ...makeParagraph('甲。'), pDel: 'r1' }, makeParagraph('乙。')],
      '甲。\n乙。',
    ],
    [
      'it is the first and joins the one behind',
      [hidden({ ...makeParagraph('拟立案。'), pDel: 'r1' }), makeParagraph('甲。')],
      '甲。',
    ],
    [
      'the heading of its section is deleted',
      [
        makeParagraph('甲。'),
        hidden({ ...makeHeading(1, ''), children: [{ text: '内部', del: 'r1' }], pDel: 'r1' }),
        makeParagraph('拟立案。'),
        makeHeading(1, '下一步'),
        makeParagraph('乙。'),
      ],
      '甲。\n一、下一步\n乙。',
    ],
  ])('stays hidden where %s', (_, blocks, left) => {
    expect(open(finalView(blocks))).toBe(left);
    expect(plainText(finalView(blocks))).toContain('拟立案。');
    const next = rollOver({ schema: 1, blocks }, { from: 2025, to: 2026, variables: {} });
    expect(open(next.blocks)).toBe(left);
  });

  it('stays hidden where the heading of its section was a suggestion that is rejected', () => {
    const blocks = [
      makeParagraph('甲。'),
      hidden({ ...makeHeading(1, ''), children: [{ text: '内部', ins: 'r1' }], pIns: 'r1' }),
      makeParagraph('拟立案。'),
    ];
    expect(open(originalView(blocks))).toBe('甲。');
  });
});
