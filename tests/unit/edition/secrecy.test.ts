import { describe, expect, it } from 'vitest';

import { countingIds } from '../../../shared/document/ids.ts';
import {
  makeField,
  makeHeading,
  makeOrdinal,
  makeParagraph,
  makeTitle,
  padInlines,
} from '../../../shared/document/make.ts';
import type { Block, Inline } from '../../../shared/document/types.ts';
import { toEdition } from '../../../shared/edition/gate.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import { hiddenBlocks } from '../../../shared/edition/secrecy.ts';
import { writeText } from '../../../shared/edition/write-text.ts';
import { editions } from '../../../shared/settings/editions.ts';
import { samplePolicy, sampleTemplate } from '../export/sample.ts';

const ids = countingIds('q');
const secret = <B extends Block>(block: B): B => ({ ...block, secret: true });
const inline = (text: string): Inline => ({ text, secret: true });
const p = (content: string | Inline[]): Block => makeParagraph(content, 'body', ids);
const h = (level: 1 | 2, text: string): Block => makeHeading(level, text, undefined, ids);

function read(blocks: Block[], edition: 'internal' | 'public' = 'public', policy = samplePolicy): string {
  return writeText(
    toEdition(
      {
        document: { schema: 1, blocks },
        variables: { unit: '青禾镇' },
        year: 2025,
        unit: '青禾镇',
        state: 'drafting',
      },
      sampleTemplate,
      edition,
      policy,
    ),
  );
}

const typed = (text: string, typedNumber: string): Block => ({ ...h(1, text), typedNumber }) as Block;

const field = (sensitivity: 'public' | 'internal' | 'secret', more = {}): Inline =>
  makeField({ value: '348', unit: '宗', sensitivity, ...more }, ids);

const maskedTitle = (policy: typeof samplePolicy): string =>
  toEdition(
    { document: { schema: 1, blocks: [] }, variables: {}, year: 2025, unit: '桃花溪镇', state: 'drafting' },
    sampleTemplate,
    'public',
    policy,
  ).unit;

const decide = (sensitivity: 'public' | 'secret'): typeof samplePolicy =>
  editionPolicy(sampleTemplate, editions.parse({ variables: { sample: { unit: sensitivity } } }));

describe('a paragraph that is not public', () => {
  it('leaves no trace, and is in the internal edition', () => {
    const blocks = [p('甲。'), secret(p('乙。')), p('丙。')];
    expect(read(blocks)).toBe('甲。\n丙。');
    expect(read(blocks, 'internal')).toBe('甲。\n乙。\n丙。');
  });

  it('closes numbers up behind it', () => {
    const blocks = [
      makeTitle('标题', ids),
      h(1, '其一'),
      p('甲。'),
      secret(h(1, '其二')),
      p('乙。'),
      h(2, '内情'),
      p('丙。'),
      h(1, '其三'),
      p('丁。'),
    ];
    expect(read(blocks)).toBe('标题\n一、其一\n甲。\n二、其三\n丁。');
    expect(hiddenBlocks(blocks).size).toBe(4);
  });

  it('takes a heading along under which nothing is left', () => {
    const blocks = [h(1, '其一'), h(2, '甲'), secret(p('乙。')), h(2, '丙'), p('丁。'), h(1, '空的')];
    expect(read(blocks)).toBe('一、其一\n（一）丙\n丁。\n二、空的');
  });

  it('counts typed numbers anew where one is gone', () => {
    const blocks = [
      typed('甲', '一、'),
      p('子。'),
      secret(typed('乙', '三、')),
      p('丑。'),
      typed('丙', '四、'),
    ];
    expect(read(blocks)).toBe('一、甲\n子。\n二、丙');
  });

  it('does not come back when its heading is joined to another paragraph by a tracked change', () => {
    const blocks: Block[] = [
      { ...p('甲。'), pDel: 'r' },
      secret({ ...p('乙。'), pDel: 'r' }),
      p('丙。'),
      secret(p('丁。')),
    ];
    expect(read(blocks)).toBe('甲。丙。');
  });

  it('may be a table', () => {
    const table: Block = {
      type: 'table',
      id: 't',
      secret: true,
      children: [{ type: 'table-row', children: [{ type: 'table-cell', children: [{ text: '348' }] }] }],
    };
    expect(read([p('甲。'), table])).toBe('甲。');
  });
});

describe('a sentence that is not public', () => {
  it('leaves no trace', () => {
    expect(read([p([{ text: '甲。' }, inline('乙。'), { text: '丙。' }])])).toBe('甲。丙。');
  });

  it('takes its item along, and the others count on', () => {
    const items = padInlines([
      makeOrdinal(),
      { text: '甲；' },
      { ...makeOrdinal(), secret: true },
      inline('乙'),
      { ...makeField({ value: '12', unit: '次', sensitivity: 'public' }, ids), secret: true },
      inline('；'),
      makeOrdinal(),
      { text: '丙。' },
    ]);
    expect(read([p(items)])).toBe('一是甲；二是丙。');
  });

  it('counts typed labels anew: one that was typed would leave a gap', () => {
    const items = padInlines([
      makeOrdinal(),
      { text: '甲；' },
      { ...makeOrdinal(), secret: true },
      inline('乙；'),
      { ...makeOrdinal(), typed: '三是' },
      { text: '丙。' },
    ]);
    expect(read([p(items)])).toBe('一是甲；二是丙。');
    expect(read([p(items)], 'internal')).toBe('一是甲；二是乙；三是丙。');
  });

  it('leaves a full stop at the end where the last part is gone', () => {
    expect(read([p([{ text: '甲；' }, inline('乙。')])])).toBe('甲。');
  });

  it('takes the paragraph along when it was all of it', () => {
    expect(read([h(1, '其一'), p([inline('甲。')]), p('乙。')])).toBe('一、其一\n乙。');
    expect(hiddenBlocks([p([inline('甲。'), { text: '旧', del: 'r' }])]).size).toBe(1);
  });

  it('keeps a restarted run restarted', () => {
    const items = padInlines([
      makeOrdinal(),
      { text: '甲。' },
      { ...makeOrdinal('shi', true), secret: true },
      inline('乙。'),
      makeOrdinal(),
      { text: '丙。' },
    ]);
    expect(read([p(items)])).toBe('一是甲。一是丙。');
  });
});

describe('what is hidden how', () => {
  it('has three degrees', () => {
    const blocks = [p([field('public'), { text: '、' }, field('internal'), { text: '、' }, field('secret')])];
    expect(read(blocks)).toBe('348宗、***宗、***宗');
    expect(read(blocks, 'internal')).toBe('348宗、348宗、***宗');
  });

  it('is masked by width or by a fixed number of signs', () => {
    const fixed = editionPolicy(sampleTemplate, editions.parse({ mask: 'fixed', maskLength: 2 }));
    const unit = makeField({ kind: 'place', variable: 'unit', unit: '镇' }, ids);
    expect(read([p([unit, { text: '办理' }, field('internal')])], 'public', fixed)).toBe('**镇办理**宗');
    expect(read([p([field('internal', { value: '', mask: '*****' })])], 'public', fixed)).toBe('**宗');
    expect(maskedTitle(fixed)).toBe('**镇');
  });

  it('may be decided for a variable, and its fields follow', () => {
    const blocks = [p([makeField({ kind: 'place', variable: 'unit', unit: '镇' }, ids)])];
    expect(read(blocks, 'public', decide('public'))).toBe('青禾镇');
    expect(read(blocks, 'internal', decide('secret'))).toBe('**镇');
    const hidden = [p([makeField({ variable: 'unit', unit: '镇', sensitivity: 'secret' }, ids)])];
    expect(read(hidden, 'internal', decide('public'))).toBe('**镇');
  });

  it('takes a sensitivity that it does not know for internal', () => {
    expect(read([p([field('open' as 'public')])])).toBe('***宗');
  });
});

describe('notes and annexes beside what is hidden', () => {
  const note: Inline = {
    type: 'note',
    id: 'n',
    kind: 'foot',
    body: [{ text: '据台账。' }],
    children: [{ text: '' }],
  };

  it('a note at the end hides nothing of the mark that has to change', () => {
    expect(read([p([{ text: '一是学；' }, inline('二是查。'), { ...note, secret: true }])])).toBe('一是学。');
    expect(read([p([{ text: '一是学；' }, note, inline('二是查。')])])).toBe('一是学。①\n①据台账。');
  });

  it('an annex of which nothing is left goes with its title', () => {
    const annex: Block = { type: 'annex', id: 'a', children: [{ text: '立案名单' }] };
    const other: Block = { type: 'annex', id: 'b', children: [{ text: '统计表' }] };
    const unit: Block = { type: 'signature', id: 'u', role: 'unit', children: [{ text: '青禾镇' }] };
    expect(read([p('正文。'), annex, secret(p('共三家。')), other, p('共两次。')])).toBe(
      '正文。\n附件\n统计表\n共两次。',
    );
    // A signature in it is read, and one with nothing in it never had anything.
    expect(read([p('正文。'), annex, secret(p('共三家。')), unit])).toContain('立案名单');
    expect(read([p('正文。'), annex])).toContain('立案名单');
  });

  it('a value is masked in a note also where it changes its look in the middle', () => {
    const body = [{ text: '即348' }, { text: '1宗，另348' }, { text: '1宗', bold: true as const }];
    const figure = field('internal', { value: '3481' });
    expect(read([p([figure, { ...note, body }])])).toBe('****宗①\n①即****宗，另****宗');
  });
});
