import { describe, expect, it } from 'vitest';

import { blockFacts } from '../../../shared/document/block-facts.ts';
import { countReport } from '../../../shared/document/count-report.ts';
import { makeField, makeHeading, makeOrdinal, makeParagraph } from '../../../shared/document/make.ts';
import { ordinalLabels } from '../../../shared/document/ordinals.ts';
import { countWords, plainText } from '../../../shared/document/plain-text.ts';
import type { Block } from '../../../shared/document/types.ts';
import { fc } from '../../random.ts';

describe('blockFacts', () => {
  it('counts again when a label or a name changes, though the block has not', () => {
    const block = makeParagraph([
      makeOrdinal(),
      { text: '学法' },
      makeField({ variable: 'unit', unit: '镇' }),
    ]);
    const variables = { unit: '青禾镇' };
    const alone = blockFacts(block, ordinalLabels([block]), variables);
    expect(alone.text).toBe('一是学法青禾镇');
    const before = makeParagraph(Array.from({ length: 10 }, () => makeOrdinal()));
    const labels = ordinalLabels([before, block]);
    expect(blockFacts(block, labels, variables).text).toBe('十一是学法青禾镇');
    expect(blockFacts(block, labels, {})).toMatchObject({ text: '十一是学法镇', emptyFields: 1 });
    expect(blockFacts(block, labels, {})).toMatchObject({ length: 6, fields: 1, items: 1 });
  });
});

const texts = fc.stringMatching(/^[一-龥a-z0-9，。 ]{0,20}$/);
const blocks = fc.array(
  fc.oneof(
    texts.map((text): Block => makeParagraph(text)),
    texts.map((text): Block => makeHeading(3, text)),
    texts.map((text): Block => makeParagraph([makeOrdinal(), { text }])),
  ),
  { maxLength: 12 },
);

describe('countReport', () => {
  it('counts block by block what the whole text counts', () => {
    fc.assert(
      fc.property(blocks, (all) => {
        expect(countReport(all, {}).words).toBe(countWords(plainText(all)));
      }),
    );
  });
});
