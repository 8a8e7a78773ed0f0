import { describe, expect, it } from 'vitest';

import { LiveView } from '../../../renderer/editor/live-view.ts';
import { makeHeading, makeOrdinal, makeParagraph } from '../../../shared/document/make.ts';
import type { Block } from '../../../shared/document/types.ts';

/** How often the nodes of the page are asked for what they show. */
function asked(before: readonly Block[], after: readonly Block[]): number {
  const live = new LiveView(before, {});
  live.number('');
  let times = 0;
  live.subscribe(() => (times += 1));
  live.update({ blocks: after });
  return times;
}

describe('what follows from the rest of the report', () => {
  const [a, b] = [makeParagraph('甲'), makeParagraph('乙')];
  const [first, second] = [makeHeading(1, '一'), makeHeading(1, '二')];

  it('is not asked for when a paragraph comes or goes that changes nothing of the others', () => {
    expect(asked([first, a], [first, a, b])).toBe(0);
    expect(asked([first, a, b], [first, b])).toBe(0);
  });

  it('is asked for when a number, a label or what is not public changes', () => {
    expect(asked([first, a, second], [a, second])).toBe(1);
    expect(asked([second, first], [first, second])).toBe(1);
    const item = makeParagraph([{ text: '' }, makeOrdinal('shi'), { text: '甲' }]);
    expect(asked([item, a], [item, makeParagraph([{ text: '' }, makeOrdinal('shi'), { text: '乙' }])])).toBe(
      1,
    );
    const [one, two] = [makeParagraph('附件：名单', 'attachment'), makeParagraph('2.表', 'attachment')];
    expect(asked([one, a, two], [a, one, two])).toBe(1);
    expect(asked([a, b], [a, { ...b, secret: true }])).toBe(1);
    expect(asked([{ ...a, secret: true }, b], [{ ...b, secret: true }, a])).toBe(1);
  });
});
