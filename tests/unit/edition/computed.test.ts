import { describe, expect, it } from 'vitest';

import { countingIds } from '../../../shared/document/ids.ts';
import { makeField, makeParagraph } from '../../../shared/document/make.ts';
import type { Field, Sensitivity } from '../../../shared/document/types.ts';
import type { Edition } from '../../../shared/edition/edition.ts';
import { toEdition } from '../../../shared/edition/gate.ts';
import { writeText } from '../../../shared/edition/write-text.ts';
import { samplePolicy, sampleTemplate } from '../export/sample.ts';

const ids = countingIds('c');

/** 调处纠纷120宗，比上年增长25%。, with how openly each of the three figures may be printed. */
function read(
  edition: Edition,
  grades: { now?: Sensitivity; before?: Sensitivity; change?: Sensitivity },
  source?: string,
): string {
  const { now = 'public', before = 'public', change = 'public' } = grades;
  const figure = makeField({ id: 'figure', value: '120', unit: '宗', sensitivity: now }, ids);
  const computed: Field['computed'] = {
    kind: 'change',
    source: source ?? 'figure',
    base: { value: '96', unit: '宗', year: 2024, sensitivity: before },
  };
  const follows = makeField({ value: '比上年增长25%', sensitivity: change, computed }, ids);
  const paragraph = makeParagraph(
    [{ text: '调处纠纷' }, figure, { text: '，' }, follows, { text: '。' }],
    'body',
    ids,
  );
  return writeText(
    toEdition(
      {
        document: { schema: 1, blocks: [paragraph] },
        variables: { unit: '青禾镇' },
        year: 2025,
        unit: '青禾镇',
        state: 'drafting',
      },
      sampleTemplate,
      edition,
      samplePolicy,
    ),
  );
}

describe('a change that follows two figures', () => {
  it('is printed where all three are public', () => {
    expect(read('public', {})).toBe('调处纠纷120宗，比上年增长25%。');
  });

  it('is hidden where this year’s figure is: the two together give it away', () => {
    expect(read('public', { now: 'internal' })).toBe('调处纠纷***宗，比上年**。');
  });

  it('is hidden where last year’s figure is, though this year’s may be read', () => {
    expect(read('public', { before: 'internal' })).toBe('调处纠纷120宗，比上年**。');
    expect(read('internal', { before: 'internal' })).toBe('调处纠纷120宗，比上年增长25%。');
    expect(read('internal', { before: 'secret' })).toBe('调处纠纷120宗，比上年**。');
  });

  it('is hidden where it is itself, without its direction and its length', () => {
    expect(read('public', { change: 'internal' })).toBe('调处纠纷120宗，比上年**。');
  });

  it('is hidden where the figure that it follows is gone: nobody can say what it gives away', () => {
    expect(read('public', {}, 'gone')).toBe('调处纠纷120宗，比上年**。');
  });
});
