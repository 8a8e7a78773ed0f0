import { expect, it } from 'vitest';

import { LiveDocument } from '../../../electron/backend/store/base/live-document.ts';
import { makeHeading, makeParagraph } from '../../../shared/document/make.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import type { Block } from '../../../shared/document/types.ts';
import { hideAsBefore } from '../../../shared/edition/hide-as-before.ts';
import { publicView } from '../../../shared/edition/secrecy.ts';
import { wayHiding } from '../../../shared/edition/way-hiding.ts';

it('hides what the store would refuse, also where the words alone do not tell', () => {
  const heading: Block = { ...makeHeading(1, '内部情况'), secret: true };
  const joined = makeParagraph([{ text: '拟对三家企业立案。', secret: true }, { text: '又一小节' }]);
  const from: Block[] = [makeParagraph('公开。'), heading, joined];
  const wanted: Block[] = [
    makeParagraph('公开的事。'),
    heading,
    { ...joined, children: [{ text: '拟对三家企业立案。', secret: true }] },
    makeHeading(1, '又一小节'),
  ];
  expect(hideAsBefore(wanted, from).hidden).toBe(0);
  const way = wayHiding(from, wanted);
  expect(way.hidden).toBe(1);
  const { blocks } = new LiveDocument(from, {}, 1).prepare(way.ops, undefined);
  expect(blocks).toEqual(way.blocks);
  expect(plainText(publicView(blocks))).toBe('公开的事。');
});
