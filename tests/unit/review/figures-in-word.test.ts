import { describe, expect, it } from 'vitest';

import { readReviewCopy } from '../../../electron/backend/docx/read/read-review-copy.ts';
import type { Element } from '../../../electron/backend/docx/read/xml.ts';
import { inlinesOf, isField } from '../../../shared/document/guards.ts';
import { countingIds } from '../../../shared/document/ids.ts';
import {
  makeField,
  makeHeading,
  makeOrdinal,
  makeParagraph,
  makeTitle,
  padInlines,
} from '../../../shared/document/make.ts';
import { finalView, originalView } from '../../../shared/document/resolve.ts';
import type { Block, Field, Inline } from '../../../shared/document/types.ts';
import { documentProblems } from '../../../shared/document/validate.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import { spellerOf } from '../../../shared/edition/review-copy.ts';
import { WordModel } from '../../attack/word-model.ts';
import { after, AT } from './marked-copy.ts';
import { merged, writtenCopy, type Sent } from './returned.ts';

// Whatever is done in Word to the characters of a figure, a unit or a name comes back as its value, as words, or is
// named; a reader's eye sees no difference between a field and words.

const nightly = process.env.NIANSHU_NIGHTLY === '1';
const ids = countingIds('b');
const field = (more: Partial<Field>): Field =>
  makeField({ label: '数', sensitivity: 'public', ...more }, ids);

/** One of each shape that a field can have. */
const shapes = (): Field[] => [
  field({ value: '125', unit: '件', indicator: 'cases' }),
  field({ value: '1.6万', unit: '份' }),
  field({ kind: 'percentage', value: '98.5', unit: '%' }),
  field({ kind: 'money', value: '30', unit: '万元', approx: '约' }),
  field({ value: '200', unit: '件', approx: '余', cutoff: '截至11月底' }),
  field({ kind: 'place', value: '青禾镇' }),
  field({ kind: 'person', value: '张三', unit: '书记', unitPlace: 'before' }),
  field({ kind: 'date', value: '2025年3月5日' }),
  field({ value: '12', unit: '次', sensitivity: 'internal' }),
  field({ value: '31', unit: '宗', sensitivity: 'secret' }),
];

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

const textOf = (word: WordModel): string[] =>
  word.paragraphs.map((one) => word.textOf(one)).filter((text) => !text.startsWith('一、'));

/** The paragraph, numbered from the title's, without headings. */
function paragraphOf(word: WordModel, at: number): Element {
  const found = word.paragraphs.filter((one) => !word.textOf(one).startsWith('一、'))[at];
  if (!found) throw new Error('no such paragraph');
  return found;
}

type Edit = { what: string; text: string; at: number; edit: (word: WordModel) => void };

/** Edits of the stretch `from`–`to` of a paragraph: nightly all of them, else each character once in each way. */
function editsOf(text: string, at: number, from: number, to: number): Edit[] {
  const edits: Edit[] = [];
  for (const tracked of [true, false]) {
    const add = (what: string, edit: (word: WordModel, paragraph: Element) => void): void =>
      void edits.push({
        what: `${what}${tracked ? '' : ', untracked'}`,
        text,
        at,
        edit: (word) => edit(word, paragraphOf(word, at)),
      });
    for (let begin = from; begin <= to; begin += 1) {
      for (const put of nightly ? ['7', '余', '件'] : [begin % 2 ? '7' : '余'])
        add(`${put} put in at ${begin}`, (word, one) => word.insert(one, begin, put, tracked));
      add(`split at ${begin}`, (word, one) => void word.split(one, begin, tracked));
      for (let end = begin + 1; end <= to; end += 1) {
        if (!nightly && end !== begin + 1 && end !== to && begin !== from) continue;
        const old = text.slice(begin, end);
        add(`“${old}” at ${begin} deleted`, (word, one) => word.delete(one, begin, end, tracked));
        for (const put of nightly ? ['3', '十余', '3件'] : [end % 2 ? '9' : '十余']) {
          if (put === old) continue;
          add(`“${old}” at ${begin} is now “${put}”`, (word, one) =>
            word.replace(one, begin, end, put, tracked),
          );
        }
      }
    }
  }
  return edits;
}

/** What is wrong with what the merge made of an edit; '' where all is well. */
async function faultsOf(sent: Sent, file: Uint8Array, { edit }: Edit, isMasked: boolean): Promise<string> {
  const word = new WordModel(file);
  edit(word);
  const edited = word.save();
  const accepting = new WordModel(edited);
  accepting.decideAll(true);
  const copy = await readReviewCopy('稿.docx', edited);
  const result = merged(sent, copy);
  const { blocks, conflicts, masked, revisions } = result;
  const faults: string[] = [];
  const accepted = read(finalView(blocks));
  const wanted = textOf(accepting);
  const isNamed = conflicts.length + masked.length > 0;
  // What a mask stands for is never printed: its words can't be compared, but they are named or counted.
  if (JSON.stringify(accepted) !== JSON.stringify(wanted) && !(isMasked && (isNamed || revisions.length > 0)))
    faults.push(`accepted: ${accepted.filter((one) => !wanted.includes(one)).join('/')}`);
  if (JSON.stringify(read(originalView(blocks))) !== JSON.stringify(read(sent.blocks)))
    faults.push('rejected: not as it was sent');
  if (revisions.length === 0 && !isNamed) faults.push('nothing came');
  if (documentProblems(blocks).length > 0) faults.push('no document');
  if (/[\uE000\uE001]/u.test(JSON.stringify(blocks))) faults.push('a private character');
  if (merged(sent, copy, after(sent, result)).revisions.length > 0) faults.push('it came a second time');
  return faults.join('; ');
}

describe('a figure that was edited in Word', () => {
  const all = shapes();
  it.each(all.map((one, at) => ({ at, name: read([textWith(one)])[0] ?? '' })))(
    'comes back or is named, whatever was done to its characters: $name',
    async ({ at, name }) => {
      const sent = sentWith(textWith(...[all[at]].filter((one) => one !== undefined)), textWith());
      const file = await writtenCopy(sent);
      const found: string[] = [];
      for (const edit of editsOf(name, 1, 2, name.indexOf('，'))) {
        const faults = await faultsOf(sent, file, edit, all[at]?.sensitivity === 'secret');
        if (faults) found.push(`${edit.what}: ${faults}`);
      }
      expect(found).toEqual([]);
    },
  );

  it('comes back at the edge of a paragraph, beside another one and behind an ordinal', async () => {
    const paragraphs = [
      makeParagraph(padInlines([field({ value: '125', unit: '件' }), field({ value: '12', unit: '次' })])),
      makeParagraph(padInlines([makeOrdinal(), field({ value: '7', unit: '场' }), { text: '宣讲。' }])),
    ];
    const sent = sentWith(...paragraphs);
    const file = await writtenCopy(sent);
    const found: string[] = [];
    for (const [at, text] of [
      [1, '125件12次'],
      [2, '一是7场宣讲。'],
    ] as const) {
      const [from, to] = at === 1 ? [0, 7] : [2, 4];
      for (const edit of editsOf(text, at, from, to)) {
        const faults = await faultsOf(sent, file, edit, false);
        if (faults) found.push(`${text}, ${edit.what}: ${faults}`);
      }
    }
    expect(found).toEqual([]);
  });

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
