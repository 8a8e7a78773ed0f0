import { describe, expect, it } from 'vitest';

import { countingIds } from '../../../shared/document/ids.ts';
import { inlinesOf, isNote } from '../../../shared/document/guards.ts';
import {
  makeField,
  makeHeading,
  makeOrdinal,
  makeParagraph,
  makeTitle,
  padInlines,
} from '../../../shared/document/make.ts';
import { documentProblems } from '../../../shared/document/validate.ts';
import type { Block, Field } from '../../../shared/document/types.ts';
import { collect } from '../../../shared/review/collect.ts';
import type { Revision } from '../../../shared/review/types.ts';
import type { Moving, WordModel } from '../../attack/word-model.ts';
import { cell, note, row } from '../../rich-report.ts';
import type { Sent } from './returned.ts';
import { editedInWord, fieldsIn, publicText } from './word-edits.ts';

// Whatever is moved, copied, joined and split in Word: what it was before it still is, and what was hidden is hidden.

const HIDDEN = '拟对三家企业立案查处并移送公安机关，暂不对外公布。';

function report(): Sent {
  const ids = countingIds('b');
  const figure = (value: string, unit: string, indicator: string, more: Partial<Field> = {}): Field =>
    makeField({ value, unit, label: indicator, indicator, sensitivity: 'internal', ...more }, ids);
  const hidden = (text: string): Block => ({ ...makeParagraph(text, 'body', ids), secret: true });
  const text = (nodes: Parameters<typeof padInlines>[0]): Block =>
    makeParagraph(padInlines(nodes), 'body', ids);
  const reviewed = figure('31', '件', 'reviewed');
  return {
    blocks: [
      makeTitle('青禾镇工作总结', ids),
      makeHeading(1, '规范性文件管理', 'files', ids),
      text([
        { text: '审查规范性文件' },
        reviewed,
        { text: '，' },
        makeField(
          {
            kind: 'percentage',
            value: '25%',
            label: '增长',
            sensitivity: 'internal',
            computed: {
              kind: 'change',
              source: reviewed.id,
              base: { value: '25', unit: '件', year: 2024, sensitivity: 'internal' },
            },
          },
          ids,
        ),
        { text: '，其中保留' },
        figure('26', '件', 'kept'),
        { text: '、废止' },
        figure('5', '件', 'gone', { sensitivity: 'secret' }),
        { text: '。' },
        note('n1', '不含转发件。'),
      ]),
      text([
        makeOrdinal(),
        { text: '开展法治宣讲' },
        figure('87', '场', 'talks'),
        { text: '。' },
        makeOrdinal(),
        { text: '调解矛盾纠纷' },
        figure('964', '宗', 'cases'),
        { text: '。' },
      ]),
      hidden(HIDDEN),
      text([
        { text: '群众普遍满意。' },
        { text: '其中有两名干部因故意拖延被约谈处理。', secret: true },
        { text: '下一步继续改进。' },
      ]),
      makeHeading(1, '数据情况', 'data', ids),
      makeParagraph('表1　执法情况', 'caption', ids),
      {
        type: 'table',
        id: 't1',
        columns: [{}, {}, {}],
        children: [
          row([cell('项目'), cell('数量'), cell('备注')], { header: true }),
          row([cell('行政处罚'), cell([figure('112', '', 'a')]), cell('无')]),
          row([cell('行政许可'), cell([figure('345', '', 'b')]), cell('有')]),
          row([cell('行政检查'), cell([figure('7', '', 'c')]), cell('无')]),
          row([cell('行政强制'), cell([figure('7', '', 'd')]), cell('无')]),
        ],
      },
      makeParagraph('全年工作到此结束，谢谢大家的支持。', 'body', ids),
    ],
    variables: {},
    review: { revisions: [], threads: [], decisions: [] },
    people: [],
  };
}

const indicators = (blocks: readonly Block[]): string[] =>
  fieldsIn(blocks).flatMap(({ indicator }) => indicator ?? []);

/** The cards that a reader sees. */
const kindsOf = (blocks: readonly Block[], revisions: readonly Revision[]): string[] =>
  collect(blocks, {}, new Map(revisions.map((one) => [one.id, one])), []).changes.map(({ kind }) => kind);

const WAYS: Moving[] = ['move', 'tracked', 'untracked'];
const table = (word: WordModel) => word.tables[0]!;
const end = (word: WordModel) => word.paragraph('全年工作');

/** Values that only fields have, and that nobody may read. */
const VALUES = /31|26|87|964|112|345/;

const MOVES: Record<string, (word: WordModel, way: Moving) => void> = {
  'a paragraph': (word, way) => word.move([word.paragraph('审查')], end(word), way),
  'a paragraph without its bookmark': (word, way) =>
    word.move([word.paragraph('审查')], end(word), way, false),
  'two paragraphs': (word, way) =>
    word.move([word.paragraph('审查'), word.paragraph('宣讲')], end(word), way),
  'a stretch of one': (word, way) => {
    const { paragraph } = word.find('审查规范性文件');
    const to = word.textOf(paragraph).indexOf('、废止');
    word.moveWords({ paragraph, from: 0, to }, { paragraph: end(word), at: 4 }, way);
  },
  'a few words': (word, way) => word.moveWords(word.find('保留26件'), { paragraph: end(word), at: 4 }, way),
  'a caption': (word, way) => word.move([word.paragraph('表1')], word.paragraph('审查'), way),
};

describe('what is moved in Word', () => {
  for (const way of WAYS)
    for (const [name, move] of Object.entries(MOVES))
      it(`keeps what it was: ${name}, ${way}`, async () => {
        const sent = report();
        const { blocks, accepted, rejected, result } = await editedInWord(sent, (word) => move(word, way));
        expect(rejected).toEqual(sent.blocks);
        expect(documentProblems(accepted)).toEqual([]);
        expect(indicators(accepted).toSorted()).toEqual(indicators(sent.blocks).toSorted());
        expect(
          fieldsIn(accepted)
            .map(({ sensitivity }) => sensitivity)
            .toSorted(),
        ).toEqual(
          fieldsIn(sent.blocks)
            .map(({ sensitivity }) => sensitivity)
            .toSorted(),
        );
        for (const view of [blocks, accepted, rejected]) expect(publicText(view, sent)).not.toMatch(VALUES);
        expect(accepted.flatMap((block) => inlinesOf(block).filter(isNote))).toMatchObject([
          { body: [{ text: '不含转发件。' }] },
        ]);
        expect(
          accepted.filter((block) => block.type === 'paragraph' && block.role === 'caption'),
        ).toHaveLength(1);
        expect(result.masked).toEqual([]);
        expect(result.revisions.map(({ kind }) => kind).toSorted()).toEqual(['delete', 'insert']);
        expect(kindsOf(blocks, result.revisions)).toEqual(['move']);
      });

  it('follows the figure that was moved with it', async () => {
    const { accepted } = await editedInWord(report(), (word) => MOVES['a paragraph']?.(word, 'move'));
    const fields = fieldsIn(accepted);
    const source = fields.find(({ indicator }) => indicator === 'reviewed');
    expect(fields.find(({ computed }) => computed)).toMatchObject({ computed: { source: source?.id } });
  });

  it('keeps its items', async () => {
    const sent = report();
    const { accepted } = await editedInWord(sent, (word) =>
      word.move([word.paragraph('宣讲')], end(word), 'untracked'),
    );
    const block = accepted.find((one) =>
      inlinesOf(one).some((node) => 'type' in node && node.type === 'ordinal'),
    );
    expect(block && inlinesOf(block).map((node) => ('type' in node ? node.type : node.text))).toEqual(
      inlinesOf(sent.blocks[3]!).map((node) => ('type' in node ? node.type : node.text)),
    );
  });

  it('takes a figure that was changed on the way', async () => {
    const sent = report();
    const { accepted } = await editedInWord(sent, (word) => {
      word.move([word.paragraph('宣讲')], end(word), 'untracked', false);
      const { paragraph, from } = word.find('87场');
      word.replace(paragraph, from, from + 2, '91', false);
    });
    expect(fieldsIn(accepted).find(({ indicator }) => indicator === 'talks')).toMatchObject({
      value: '91',
      sensitivity: 'internal',
    });
    expect(publicText(accepted, sent)).not.toContain('91');
  });

  it('is a field again where only its value is left of it, and that is told', async () => {
    const sent = report();
    const { accepted, result } = await editedInWord(sent, (word) => {
      const { paragraph } = word.find('全年工作');
      word.insert(paragraph, 4, '共964宗，', true);
    });
    expect(result.masked).toMatchObject([{ author: 'w-张三', text: '964宗' }]);
    expect(publicText(accepted, sent)).toContain('全年工作共***宗，到此结束');
    // Nobody says which figure it is.
    expect(indicators(accepted)).toEqual(indicators(sent.blocks));
  });

  it('stays a field where its value is written in another way, or half of it is left', async () => {
    const sent = report();
    const { accepted, result } = await editedInWord(sent, (word) => {
      const { paragraph, from } = word.find('964宗');
      word.replace(paragraph, from, from + 4, '九百六十多宗');
      const other = word.find('112');
      word.insert(other.paragraph, other.from + 1, '余');
    });
    expect(result.masked.map(({ text }) => text)).toEqual(['九百六十多宗', '1余12']);
    expect(publicText(accepted, sent)).not.toMatch(/九百|1余12/);
  });

  it('goes where other words are put in its place', async () => {
    const sent = report();
    const { accepted } = await editedInWord(sent, (word) => {
      const { paragraph, from } = word.find('964宗');
      word.replace(paragraph, from, from + 4, '若干');
    });
    expect(publicText(accepted, sent)).toContain('调解矛盾纠纷若干。');
  });

  it('leaves other figures alone', async () => {
    const sent = report();
    const { accepted, result } = await editedInWord(sent, (word) => {
      const { paragraph } = word.find('全年工作');
      word.insert(paragraph, 4, '共1964宗、5件、87人、96.4宗，', true);
    });
    expect(result.masked).toEqual([]);
    expect(publicText(accepted, sent)).toContain('共1964宗、5件、87人、96.4宗，');
  });
});

const CHANGES: Record<string, (word: WordModel) => void> = {
  'a row added, tracked': (word) => word.addRow(table(word), 1, ['行政调解', '9', '新']),
  'a row added': (word) => word.addRow(table(word), 1, ['行政调解', '9', '新'], false),
  'a row moved, tracked': (word) => word.moveRow(table(word), 1, 3),
  'a row moved': (word) => word.moveRow(table(word), 1, 3, false),
  'rows sorted': (word) => word.sort(table(word), 1),
  'a column added': (word) => word.addColumn(table(word), 1, ['去年', '1', '2', '3', '4']),
  'a column removed': (word) => word.removeColumn(table(word), 2),
  'cells joined': (word) => void word.mergeCells(table(word), 1, 0),
  'cells joined in the head': (word) => void word.mergeCells(table(word), 0, 1),
  'a cell split': (word) => void word.splitCell(table(word), 2, 1),
  'the table moved': (word) => word.moveTable(table(word), word.paragraph('审查')),
};

describe('a row that is moved in Word', () => {
  for (const tracked of [true, false])
    for (const words of ['', '已报'])
      it(`is one change, tracked: ${tracked}, changed: ${words !== ''}`, async () => {
        const sent = report();
        const { blocks, result, rejected } = await editedInWord(sent, (word) => {
          word.moveRow(table(word), 1, 3, tracked);
          // The last cell of the row that is the last but one now.
          const last = word.cells.at(-4)!;
          if (words) word.insert(last, word.textOf(last).length, words, tracked);
        });
        expect(rejected).toEqual(sent.blocks);
        expect(kindsOf(blocks, result.revisions)).toEqual(['move']);
      });
});

describe('a table that is changed in Word', () => {
  for (const [name, change] of Object.entries(CHANGES))
    it(`keeps its fields: ${name}`, async () => {
      const sent = report();
      const { blocks, accepted, rejected } = await editedInWord(sent, change);
      expect(rejected).toEqual(sent.blocks);
      expect(documentProblems(accepted)).toEqual([]);
      expect(indicators(accepted).toSorted()).toEqual(indicators(sent.blocks).toSorted());
      for (const view of [blocks, accepted, rejected]) expect(publicText(view, sent)).not.toMatch(VALUES);
    });

  it('keeps a copied row’s values as fields', async () => {
    const sent = report();
    const { accepted } = await editedInWord(sent, (word) => word.moveRow(table(word), 1, 3, true, true));
    expect(publicText(accepted, sent)).not.toContain('112');
  });
});

const NEW = '甲乙丙丁戊';

const EDITS: Record<string, (word: WordModel, tracked: boolean) => void> = {
  'splits it': (word, tracked) => void word.split(word.paragraph('拟对'), 8, tracked),
  'splits it and goes on writing': (word, tracked) =>
    word.insert(word.split(word.paragraph('拟对'), 8, tracked), 0, NEW, tracked),
  'writes a paragraph behind it': (word, tracked) => {
    const paragraph = word.paragraph('拟对');
    word.insert(word.split(paragraph, word.textOf(paragraph).length, tracked), 0, `${NEW}。`, tracked);
  },
  'joins it to the next': (word, tracked) => word.join(word.paragraph('拟对'), tracked),
  'joins it to the one before': (word, tracked) => word.join(word.paragraph('宣讲'), tracked),
  'writes into it': (word, tracked) => word.insert(word.paragraph('拟对'), 4, NEW, tracked),
  'moves it': (word, tracked) =>
    word.move([word.paragraph('拟对')], end(word), tracked ? 'move' : 'untracked', false),
  'moves words of it': (word, tracked) =>
    word.moveWords(
      word.find('移送公安机关'),
      { paragraph: end(word), at: 4 },
      tracked ? 'move' : 'untracked',
    ),
  'moves two words of it': (word, tracked) =>
    word.moveWords(word.find('三家'), { paragraph: end(word), at: 4 }, tracked ? 'tracked' : 'untracked'),
  'copies it': (word, tracked) => word.copy([word.paragraph('拟对')], end(word), tracked),
  'writes into a hidden sentence': (word, tracked) => {
    const { paragraph, to } = word.find('两名干部');
    word.insert(paragraph, to, NEW, tracked);
  },
  'writes at its edge': (word, tracked) => {
    const { paragraph, to } = word.find('约谈处理。');
    word.insert(paragraph, to, NEW, tracked);
  },
  'puts other words in its place': (word, tracked) => {
    const { paragraph, from, to } = word.find('其中有两名干部因故意拖延被约谈处理。');
    word.replace(paragraph, from, to, NEW, tracked);
  },
  'splits the hidden sentence': (word, tracked) => {
    const { paragraph, to } = word.find('两名干部');
    word.split(paragraph, to, tracked);
  },
  'moves the hidden sentence': (word, tracked) =>
    word.moveWords(
      word.find('其中有两名干部因故意拖延被约谈处理。'),
      { paragraph: end(word), at: 0 },
      tracked ? 'move' : 'untracked',
    ),
};

/** Words of what is hidden, and of what was put among it. */
const SECRETS = /三家|企业|立案|公安|对外公布|两名|干部|拖延|约谈|甲|乙|丙/;

describe('somebody who can’t see what is hidden', () => {
  for (const tracked of [true, false])
    for (const [name, edit] of Object.entries(EDITS))
      it(`publishes nothing: ${name}${tracked ? ', tracked' : ''}`, async () => {
        const sent = report();
        const { blocks, accepted, rejected } = await editedInWord(sent, (word) => edit(word, tracked));
        for (const view of [blocks, accepted, rejected]) {
          const text = publicText(view, sent);
          expect(text).not.toMatch(SECRETS);
          // And hides nothing else.
          for (const words of ['群众普遍满意。', '下一步继续改进。', '谢谢大家的支持。', '开展法治宣讲'])
            expect(text).toContain(words);
        }
        expect(rejected).toEqual(sent.blocks);
      });

  it('publishes neither half of a hidden heading', async () => {
    const sent = report();
    const heading = { ...makeHeading(2, '立案查处情况', undefined, countingIds('s')), secret: true as const };
    sent.blocks.splice(4, 0, heading);
    const { accepted } = await editedInWord(sent, (word) => {
      const { paragraph, from } = word.find('查处情况');
      word.split(paragraph, from);
    });
    expect(accepted.filter(({ type }) => type === 'heading').slice(1, 3)).toMatchObject([
      { secret: true, children: [{ text: '立案' }] },
      { secret: true, children: [{ text: '查处情况' }] },
    ]);
  });

  it('publishes nothing that is written into a hidden table whose cells are joined', async () => {
    const sent = report();
    const of = sent.blocks.find((block) => block.type === 'table')!;
    of.secret = true;
    const { blocks, accepted } = await editedInWord(sent, (word) => {
      word.mergeCells(table(word), 1, 0);
      word.insert(word.paragraph('行政许可'), 1, NEW, false);
    });
    for (const view of [blocks, accepted]) expect(publicText(view, sent)).not.toMatch(/甲|行政许可|345/);
  });

  it('publishes no hidden heading, however short, where its section was copied', async () => {
    const sent = report();
    const ids = countingIds('s');
    sent.blocks.splice(6, 0, { ...makeHeading(2, '立案', undefined, ids), secret: true });
    const { accepted } = await editedInWord(sent, (word) =>
      word.copy([word.paragraph('（一）立案')], word.paragraph('审查')),
    );
    expect(publicText(accepted, sent)).not.toContain('立案');
  });

  it('publishes no rest of a hidden cell whose table came back joined', async () => {
    const sent = report();
    const of = sent.blocks.find((block) => block.type === 'table')!;
    of.children[1]!.children[2]!.children = [{ text: '移送公安机关处理', secret: true }];
    const { blocks, accepted } = await editedInWord(sent, (word) => {
      const { paragraph, from } = word.find('移送公安机关处理');
      word.delete(paragraph, from + 4, from + 8, false);
      word.mergeCells(table(word), 2, 0);
    });
    for (const view of [blocks, accepted]) expect(publicText(view, sent)).not.toMatch(/移送|公安/);
  });

  it('is told of in the list', async () => {
    const { result } = await editedInWord(report(), (word) => EDITS['writes into it']?.(word, true));
    expect(result.hidden).toMatchObject([{ author: 'w-张三', text: NEW }]);
  });

  it('writes a new paragraph in public behind a public one', async () => {
    const sent = report();
    const { accepted, result } = await editedInWord(sent, (word) => {
      const paragraph = word.paragraph('群众普遍满意');
      word.insert(word.split(paragraph, word.textOf(paragraph).length), 0, `${NEW}。`);
    });
    expect(publicText(accepted, sent)).toContain(`${NEW}。`);
    expect(result.hidden).toEqual([]);
  });
});

it('keeps a paragraph that is put in right behind a table out of its last cell', async () => {
  const sent = report();
  const { accepted } = await editedInWord(sent, (word) =>
    word.copy([word.paragraph('群众普遍满意')], end(word)),
  );
  const at = accepted.findIndex(({ type }) => type === 'table');
  expect(accepted[at]).toEqual(sent.blocks[8]);
  expect(accepted[at + 1]).toMatchObject({ type: 'paragraph' });
});
