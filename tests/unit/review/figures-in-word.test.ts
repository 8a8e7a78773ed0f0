import { describe, expect, it } from 'vitest';

import { readReviewCopy } from '../../../electron/backend/docx/read/read-review-copy.ts';
import type { Element } from '../../../electron/backend/docx/read/xml.ts';
import { inlinesOf, isField } from '../../../shared/document/guards.ts';
import { countingIds } from '../../../shared/document/ids.ts';
import {
  makeField,
  makeHeading,
  makeParagraph,
  makeTitle,
  padInlines,
} from '../../../shared/document/make.ts';
import { finalView } from '../../../shared/document/resolve.ts';
import type { Block, Field, Inline } from '../../../shared/document/types.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import { spellerOf } from '../../../shared/edition/review-copy.ts';
import { patience } from '../../random.ts';
import { WordModel } from '../../attack/word-model.ts';
import {
  batchOf,
  caseOf,
  CONTEXTS,
  editsOf,
  everyNth,
  SHAPES,
  textOf,
  type Case,
  type Context,
} from './figure-cases.ts';
import { judge } from './figure-judge.ts';
import { broughtUntouched, decideBreaks, decideIn, round, type Choice } from './figure-rounds.ts';
import { after, AT } from './marked-copy.ts';
import { merged, writtenCopy, type Sent } from './returned.ts';

// Whatever is done in Word to the characters of a figure, a unit or a name comes back as its value, as words, or is
// named; a reader's eye sees no difference between a field and words.

const nightly = process.env.NIANSHU_NIGHTLY === '1';
/** The nightly run makes every edit, the ordinary one every so many, so that all characters and all kinds have a turn. */
const EVERY = nightly ? 1 : 53;
/** So many cases a file. */
const TOGETHER = 500;

function casesIn(context: Context): Case[][] {
  const cases = SHAPES.flatMap((shape, n) =>
    everyNth(editsOf(textOf(shape)), EVERY, n).map((edit) => caseOf(shape, context, edit, textOf(shape))),
  );
  return Array.from({ length: Math.ceil(cases.length / TOGETHER) }, (_, at) =>
    cases.slice(at * TOGETHER, (at + 1) * TOGETHER),
  );
}

/** What is done with one change after another in Word: all of it, one half of it, or nothing. */
const CHOICES: readonly Choice[] = [
  true,
  false,
  null,
  [true, null],
  [false, null],
  [null, true],
  [null, false],
  [true, false],
];

const PEOPLE: Sent['people'] = ['张三', '李四'].map((name) => ({
  id: `w-${name}`,
  name,
  unit: '青禾镇',
  role: 'reviewer',
}));

describe('a figure that was edited in Word', () => {
  it.each(CONTEXTS)(
    'comes back or is named, and so does what is decided about it in later rounds: %s',
    async (context) => {
      const found: string[] = [];
      for (const cases of casesIn(context)) {
        const batch = batchOf(cases);
        const { faults, result } = await judge(batch);
        found.push(...faults);
        const sent = { ...batch.sent, ...after(batch.sent, result) };
        const next = { ...batch, sent: { ...sent, people: [...sent.people, ...PEOPLE] } };
        found.push(...(await broughtUntouched(next)).map((one) => `untouched: ${one}`));
        for (const accept of [true, false]) {
          const name = accept ? 'all accepted' : 'all rejected';
          const decided = await round(next, name, (word) => {
            decideIn(word, () => accept);
            decideBreaks(word, () => accept);
          });
          const { revisions, partly, conflicts } = decided.result;
          found.push(...decided.faults);
          if (revisions.length + partly.length + conflicts.length > 0)
            found.push(`${name}: ${JSON.stringify([revisions, partly, conflicts])}`);
          found.push(...(await broughtUntouched(decided.batch)).map((one) => `${name}, untouched: ${one}`));
        }
        let n = 0;
        const some = await round(next, 'some decided', (word) => {
          decideIn(word, () => CHOICES[(n += 1) % CHOICES.length] ?? null);
          decideBreaks(word, () => [true, false, null][(n += 1) % 3] ?? null);
        });
        found.push(...some.faults);
        found.push(...(await broughtUntouched(some.batch)).map((one) => `some decided, untouched: ${one}`));
      }
      expect(found).toEqual([]);
    },
    patience(20_000),
  );

  it('keeps its indicator with the value that is left of it', async () => {
    const sent = sentWith(textWith(field({ value: '125', unit: '件', indicator: 'cases' })));
    const word = new WordModel(await writtenCopy(sent));
    word.delete(paragraphOf(word, 1), 2, 3);
    const { blocks } = merged(sent, await readReviewCopy('稿.docx', word.save()));
    const fields = finalView(blocks).flatMap((block) => inlinesOf(block).filter((node) => isField(node)));
    expect(fields).toMatchObject([{ value: '25', unit: '件', indicator: 'cases' }]);
  });

  it('says that a mask was changed, and keeps what it stands for', async () => {
    const sent = sentWith(textWith(field({ value: '31', unit: '宗', sensitivity: 'secret' })));
    const word = new WordModel(await writtenCopy(sent));
    word.delete(paragraphOf(word, 1), 2, 3);
    const { blocks, conflicts } = merged(sent, await readReviewCopy('稿.docx', word.save()));
    expect(conflicts).toMatchObject([{ base: '**宗', theirs: '*宗' }]);
    expect(JSON.stringify(finalView(blocks))).toContain('"value":"31"');
  });
});

const ids = countingIds('b');
const field = (more: Partial<Field>): Field =>
  makeField({ label: '数', sensitivity: 'public', ...more }, ids);

const textWith = (...nodes: Inline[]): Block =>
  makeParagraph(padInlines([{ text: '全年' }, ...nodes, { text: '，完成任务。' }]), 'body', ids);

function sentWith(...paragraphs: Block[]): Sent {
  return {
    blocks: [makeTitle('工作总结', ids), makeHeading(1, '工作情况', 'work', ids), ...paragraphs],
    variables: {},
    review: { revisions: [], threads: [], decisions: [] },
    people: [{ id: 'li', name: '李明', unit: '青禾镇', role: 'writer' }],
  };
}

/** Paragraphs as they are read in a copy; a heading's number is counted, and left out. */
function read(blocks: readonly Block[]): string[] {
  const spell = spellerOf(blocks, {}, editionPolicy(undefined));
  return blocks.flatMap((block) =>
    block.type === 'heading'
      ? []
      : inlinesOf(block)
          .map((node) =>
            spell(node)
              .map(({ text }) => text)
              .join(''),
          )
          .join(''),
  );
}

/** The paragraph, numbered from the title's, without headings. */
function paragraphOf(word: WordModel, at: number): Element {
  const found = word.paragraphs.filter((one) => !word.textOf(one).startsWith('一、'))[at];
  if (!found) throw new Error('no such paragraph');
  return found;
}

/** A replacement that was open when the copy was sent: what stood there, and what stands there now. */
const OPEN: [was: Inline[], is: Inline[]][] = [
  [[field({ value: '13', unit: '宗' })], [{ text: '十余宗' }]],
  [[field({ value: '5', unit: '件' })], [field({ value: '15', unit: '件' })]],
  [[{ text: '12次' }], [field({ value: '12', unit: '余次' })]],
  [[field({ value: '5', unit: '件' })], [{ text: '五件' }]],
  [[{ text: '二十件' }], [field({ value: '20', unit: '件' })]],
  [[field({ value: '110', unit: '个' })], [field({ value: '11', unit: '个' })]],
];

/** A report in which such a replacement is open. */
const openIn = (was: readonly Inline[], is: readonly Inline[], order: 'del' | 'ins'): Sent => {
  const cut = was.map((node) => ({ ...node, del: 'd1' }));
  const put = is.map((node) => ({ ...node, ins: 'i1' }));
  const sent = sentWith(textWith(...(order === 'del' ? [...cut, ...put] : [...put, ...cut])));
  sent.review.revisions = [
    { id: 'd1', author: 'li', at: AT, kind: 'delete' },
    { id: 'i1', author: 'li', at: AT, kind: 'insert' },
  ];
  return sent;
};

describe('a replacement of a figure that was open when the copy was sent', () => {
  const cases = OPEN.flatMap(([was, is]) =>
    (['del', 'ins'] as const).flatMap((order) =>
      [true, false].map((accept) => ({ was, is, order, accept, name: read([textWith(...was, ...is)])[0] })),
    ),
  );
  it.each(cases)('is decided in Word as a whole: $name, $order first, accepted: $accept', async (one) => {
    const sent = openIn(one.was, one.is, one.order);
    const word = new WordModel(await writtenCopy(sent));
    word.decideAll(one.accept);
    const result = merged(sent, await readReviewCopy('稿.docx', word.save()));
    expect(read(result.blocks)).toEqual(
      read([...sentWith(textWith(...(one.accept ? one.is : one.was))).blocks]),
    );
    expect(result.revisions).toEqual([]);
    expect(result.partly).toEqual([]);
    expect(result.decisions).toHaveLength(2);
  });

  it.each(OPEN.map(([was, is]) => ({ was, is, name: read([textWith(...was, ...is)])[0] })))(
    'is left open by a copy that nobody touched: $name',
    async ({ was, is }) => {
      const sent = openIn(was, is, 'del');
      const copy = await readReviewCopy('稿.docx', await writtenCopy(sent));
      const { revisions, decisions, conflicts, partly, blocks } = merged(sent, copy);
      expect({ revisions, decisions, conflicts, partly }).toEqual({
        revisions: [],
        decisions: [],
        conflicts: [],
        partly: [],
      });
      expect(blocks).toEqual(sent.blocks);
    },
  );
});
