import { describe, expect, it } from 'vitest';

import { cardsOf, queryOf } from '../../../renderer/features/past/past-model.ts';
import type { PastSection } from '../../../shared/contract/methods.ts';
import { isOrdinal } from '../../../shared/document/guards.ts';
import {
  makeField,
  makeHeading,
  makeOrdinal,
  makeParagraph,
  padInlines,
} from '../../../shared/document/make.ts';
import type { Block, ParagraphBlock } from '../../../shared/document/types.ts';

function section(blocks: Block[]): PastSection {
  return { id: 'old', year: 2024, title: '青禾镇2024年报告', heading: '学习', text: '', blocks };
}

const last = { value: '6', unit: '次', year: 2024 };

describe('cardsOf', () => {
  it('shows last year’s value in a table too, and a gap where there was none', () => {
    const cells = [makeField({ unit: '次', last }), makeField({ unit: '名' })].map((field) => ({
      type: 'table-cell' as const,
      children: padInlines([field]),
    }));
    const [card] = cardsOf(
      section([{ type: 'table', id: 't', children: [{ type: 'table-row', children: cells }] }]),
      {},
    );
    expect(card?.pieces.map(({ text }) => text)).toEqual(['6次\t〔未填〕名']);
    expect(card?.rows).toEqual([['6次', '〔未填〕名']]);
  });

  it('makes a card of the lead-in and of each item, and shows last year’s value as a hint', () => {
    const cards = cardsOf(
      section([
        makeHeading(2, '学习'),
        makeParagraph([
          { text: '全镇重视学习，' },
          makeOrdinal(),
          { text: '中心组学法' },
          makeField({ unit: '次', last }),
          { text: '。' },
          makeOrdinal(),
          { text: '普法到村。' },
        ]),
        makeParagraph('成效明显。'),
      ]),
      {},
    );
    expect(
      cards.map((card) => [card.kind, card.label, card.pieces.map((piece) => piece.text).join('')]),
    ).toEqual([
      ['paragraph', '', '全镇重视学习，'],
      ['item', '一是', '中心组学法6次。'],
      ['item', '二是', '普法到村。'],
      ['paragraph', '', '成效明显。'],
    ]);
    expect(cards[1]?.pieces.filter((piece) => piece.hint)).toEqual([{ text: '6次', hint: true }]);
    const [block] = cards[2]?.blocks ?? [];
    expect((block as ParagraphBlock).children.filter(isOrdinal)).toHaveLength(1);
  });

  it('shows subsections’ headings without offering to insert them, and leaves empty paragraphs out', () => {
    const cards = cardsOf(
      section([makeHeading(2, '学习'), makeHeading(3, '领导学法'), makeParagraph('')]),
      {},
    );
    expect(cards).toHaveLength(1);
    expect(cards[0]).toMatchObject({ kind: 'heading', blocks: [] });
  });

  it('calls what a variable names as it will read in this report', () => {
    const paragraph = makeParagraph([makeField({ variable: 'unit', unit: '镇', label: '单位名称' })]);
    const [own] = cardsOf(section([paragraph]), { unit: '青禾镇' });
    expect(own?.pieces).toEqual([{ text: '青禾镇', hint: false }]);
    const [nameless] = cardsOf(section([paragraph]), {});
    expect(nameless?.pieces).toEqual([{ text: '〔单位名称〕镇', hint: true }]);
  });

  it('names a field that has neither value nor mask', () => {
    const [card] = cardsOf(section([makeParagraph([makeField({ unit: '次', label: '学法次数' })])]), {});
    expect(card?.pieces).toEqual([{ text: '〔学法次数〕次', hint: true }]);
  });
});

describe('queryOf', () => {
  it('asks for the introduction where there is no section', () => {
    expect(queryOf(null)).toEqual({});
  });
});
