import { describe, expect, it } from 'vitest';

import {
  approximate,
  approxBefore,
  isApprox,
  isCutoff,
  splitApprox,
} from '../../../shared/figures/approx.ts';
import { makeField, makeParagraph } from '../../../shared/document/make.ts';
import { fieldText } from '../../../shared/document/field-text.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { toEdition, textOfRuns } from '../../../shared/edition/gate.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import { readFigure } from '../../../shared/figures/parse-figure.ts';
import { figureSpans } from '../../../shared/structure/figures.ts';
import { rollOver } from '../../../shared/template/roll-over.ts';
import { fc } from '../../random.ts';

describe('how exact a figure is', () => {
  it.each([
    ['近', '200', '近200'],
    ['余', '200', '200余'],
    ['近余', '200', '近200余'],
    ['约', '1.2万', '约1.2万'],
    [undefined, '200', '200'],
    ['胡说', '200', '200'],
    ['近', '', ''],
  ])('%s', (approx, value, reads) => expect(approximate(value, approx)).toBe(reads));

  it.each([
    ['近200余', '200', '近余'],
    ['约 1,200', '1,200', '约'],
    ['1.2万余', '1.2万', '余'],
    ['超过98.5%', '98.5%', '超过'],
    ['200', '200', undefined],
    ['200余万', '200余万', undefined],
    ['十余', '十余', undefined],
  ])('is taken from what was typed: %s', (typed, value, approx) =>
    expect(splitApprox(typed)).toEqual({ value, approx }),
  );

  it('reads the same together and apart', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('', '约', '近', '逾', '超过', '不足'),
        fc.nat(99999),
        fc.constantFrom('', '余', '多'),
        (before, n, after) => {
          const text = `${before}${n}${after}`;
          const { value, approx } = splitApprox(text);
          expect(approximate(value, approx)).toBe(text);
          expect(approx === undefined || isApprox(approx)).toBe(true);
          expect(readFigure(value).ok).toBe(true);
        },
      ),
    );
  });

  it('belongs to the figure only where it says so', () => {
    expect(approxBefore('慰问困难群众近')).toBe('近');
    expect(approxBefore('整治学校附近')).toBe('');
    expect(approxBefore('节约')).toBe('');
    expect(approxBefore('服务群众超过')).toBe('超过');
  });

  it('is recognised in a report, character for character', () => {
    const text = '走访群众近200余户，调解纠纷120件，附近30户受益，投入约1.5万元。';
    const spans = figureSpans(text);
    for (const { from, to, field } of spans) {
      const made = makeField(field);
      expect(fieldText(made, {})).toBe(text.slice(from, to));
    }
    // 万元 is the unit of money in this genre, so that a figure of one year is comparable with another's.
    expect(spans.map(({ field }) => [field.value, field.unit, field.approx])).toEqual([
      ['200', '户', '近余'],
      ['120', '件', undefined],
      ['30', '户', undefined],
      ['1.5', '万元', '约'],
    ]);
  });
});

describe('up to when it counts', () => {
  it.each(['截至11月底', '截至2026年11月30日', '截至目前', '截至年底', '截至10月中旬'])('%s', (text) =>
    expect(isCutoff(text)).toBe(true),
  );
  it.each(['截至', '11月底', '截至林春生到任', '', '截至13800138000'])('not %s', (text) =>
    expect(isCutoff(text)).toBe(false),
  );

  it('stands behind the figure in every text, and in both editions', () => {
    const field = makeField({ value: '200', unit: '件', approx: '近余', cutoff: '截至11月底' });
    const blocks = [makeParagraph([{ text: '办理' }, field, { text: '。' }])];
    expect(plainText(blocks)).toBe('办理近200余件（截至11月底）。');
    const source = {
      document: { schema: 1, blocks },
      variables: {},
      year: 2026,
      unit: '青禾镇',
      state: 'drafting' as const,
    };
    const says = (edition: 'internal' | 'public') =>
      toEdition(source, undefined, edition, editionPolicy(undefined)).blocks.map((block) =>
        'runs' in block ? textOfRuns(block.runs) : '',
      );
    expect(says('internal')).toEqual(['办理近200余件（截至11月底）。']);
    expect(says('public')).toEqual(['办理近***余件（截至11月底）。']);
  });

  it('is not carried into the next year; how exact last year’s was is kept with it', () => {
    const field = makeField({ value: '200', unit: '件', approx: '近', cutoff: '截至11月底' });
    const [block] = rollOver(
      { schema: 1, blocks: [makeParagraph([field])] },
      { from: 2025, to: 2026, variables: {} },
    ).blocks;
    const rolled = block?.type === 'paragraph' ? block.children[1] : null;
    expect(rolled).toMatchObject({ value: '', last: { value: '200', unit: '件', year: 2025, approx: '近' } });
    expect(rolled).not.toHaveProperty('approx');
    expect(rolled).not.toHaveProperty('cutoff');
  });
});
