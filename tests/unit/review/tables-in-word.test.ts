import { beforeAll, describe, expect, it } from 'vitest';

import { readReviewCopy } from '../../../electron/backend/docx/read/read-review-copy.ts';
import type { Element } from '../../../electron/backend/docx/read/xml.ts';
import { inlinesOf } from '../../../shared/document/guards.ts';
import { countingIds } from '../../../shared/document/ids.ts';
import {
  makeField,
  makeHeading,
  makeParagraph,
  makeTitle,
  padInlines,
} from '../../../shared/document/make.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { finalView, originalView } from '../../../shared/document/resolve.ts';
import type { Block, Inline, TableBlock } from '../../../shared/document/types.ts';
import { documentProblems } from '../../../shared/document/validate.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import { collect } from '../../../shared/review/collect.ts';
import { spellerOf } from '../../../shared/edition/review-copy.ts';
import { WordModel } from '../../attack/word-model.ts';
import { isElement, named, need, within } from '../../attack/word-xml.ts';
import { after } from './marked-copy.ts';
import { merged, writtenCopy, type Sent } from './returned.ts';

// Row by row, column by column, cell by cell: what is done to a table in Word is done to the table here.

const ids = countingIds('b');
const figure = (value: string, unit: string): Inline =>
  makeField({ value, unit, label: '数', indicator: `i${value}`, sensitivity: 'public' }, ids);
const row = (...cells: (Inline[] | string)[]): TableBlock['children'][number] => ({
  type: 'table-row',
  children: cells.map((one) => ({
    type: 'table-cell',
    children: padInlines(typeof one === 'string' ? [{ text: one }] : one),
  })),
});

const TABLE = 3;
const ROWS = 4;
const COLUMNS = 3;

function sentTable(): Sent {
  const table: TableBlock = {
    type: 'table',
    id: ids(),
    children: [
      row('事项', '数量', '说明'),
      row('行政处罚', [figure('125', '件')], '均已结案'),
      row('行政检查', [figure('340', '次')], '双随机'),
      row('行政复议', [figure('6', '件')], '维持五件'),
    ],
  };
  return {
    blocks: [
      makeTitle('工作总结', ids),
      makeHeading(1, '工作情况', 'work', ids),
      makeParagraph('执法情况见下表。', 'body', ids),
      table,
      makeParagraph('以上情况均已公示。', 'body', ids),
    ],
    variables: {},
    review: { revisions: [], threads: [], decisions: [] },
    people: [],
  };
}

/** Words of cells and paragraphs in order, those of a joined cell by themselves; cells without words are left out. */
function read(blocks: readonly Block[]): string[] {
  const spell = spellerOf(blocks, {}, editionPolicy(undefined));
  const say = (nodes: readonly Inline[]): string =>
    nodes
      .flatMap((node) => spell(node))
      .map(({ text }) => text)
      .join('');
  const all = blocks.flatMap((block): string[] => {
    if (block.type === 'heading') return [];
    if (block.type !== 'table') return [say(inlinesOf(block))];
    return block.children.flatMap(({ children }) => children.flatMap((one) => say(one.children).split('\n')));
  });
  return all.filter((text) => text !== '');
}

/** The same of a file; the words of its rows before those of its paragraphs. */
function readWord(word: WordModel): string[] {
  const title = word.paragraphs.findIndex((one) => word.textOf(one).includes('以上情况'));
  const own = word.paragraphs.map((one) => word.textOf(one)).filter((text) => !text.startsWith('一、'));
  const rows = word.tables.flatMap((table) => word.rowsOf(table));
  const cells = rows.flatMap((one) =>
    one.children
      .filter((cell): cell is Element => isElement(cell) && cell.localName === 'tc')
      .flatMap((cell) => named(cell, 'p').map((paragraph) => word.textOf(paragraph))),
  );
  const at = title < 0 ? own.length : own.findIndex((text) => text.includes('以上情况'));
  return [...own.slice(0, at), ...cells, ...own.slice(at)].filter((text) => text !== '');
}

type Edit = { what: string; edit: (word: WordModel, table: Element) => void };

function editsOf(tracked: boolean): Edit[] {
  const edits: Edit[] = [];
  const add = (what: string, edit: Edit['edit']): void => void edits.push({ what, edit });
  for (let r = 0; r < ROWS; r += 1) {
    add(`a row behind ${r}`, (word, table) => word.addRow(table, r, ['行政许可', '77件', '新增'], tracked));
    add(`row ${r} deleted`, (word, table) => word.removeRow(table, r, tracked));
    for (let to = 0; to < ROWS; to += 1) {
      // Moved behind itself or behind the one before it, it is where it was.
      if (to === r) continue;
      if (to !== r - 1 || tracked)
        add(`row ${r} moved behind ${to}`, (word, table) => word.moveRow(table, r, to, tracked));
      add(`row ${r} copied behind ${to}`, (word, table) => word.moveRow(table, r, to, tracked, true));
    }
    for (let c = 0; c < COLUMNS; c += 1) {
      const cellOf = (word: WordModel): Element => word.cells[r * COLUMNS + c] as Element;
      const lengthOf = (word: WordModel): number => word.textOf(cellOf(word)).length;
      add(`cell ${r}, ${c} typed in`, (word) => word.insert(cellOf(word), 1, '新', tracked));
      add(`cell ${r}, ${c} emptied`, (word) => word.delete(cellOf(word), 0, lengthOf(word), tracked));
      add(`cell ${r}, ${c} replaced`, (word) =>
        word.replace(cellOf(word), 0, lengthOf(word), '88件', tracked),
      );
      add(`a letter of cell ${r}, ${c} deleted`, (word) => word.delete(cellOf(word), 0, 1, tracked));
    }
  }
  if (tracked) return edits;
  for (let c = 0; c < COLUMNS; c += 1) {
    add(`a column behind ${c}`, (word, table) => word.addColumn(table, c, ['上年', '100件', '320次', '5件']));
    add(`column ${c} deleted`, (word, table) => word.removeColumn(table, c));
    for (let r = 0; r < ROWS; r += 1) {
      if (c < COLUMNS - 1)
        add(`cells ${r}, ${c} and behind it joined`, (word, table) => void word.mergeCells(table, r, c));
      add(`cell ${r}, ${c} split`, (word, table) => void word.splitCell(table, r, c));
    }
  }
  add('sorted', (word, table) => word.sort(table, 1));
  return edits;
}

const text = (blocks: readonly Block[]): string => plainText(finalView(blocks), {});

const rowOf = (words: string) => (word: WordModel, table: Element) =>
  word.addRow(table, 1, [words, '77件', '新增事项']);

describe('a table that was edited in Word', () => {
  let file: Uint8Array;
  const sent = sentTable();
  beforeAll(async () => {
    file = await writtenCopy(sent);
  });

  const taken = async (edit: Edit['edit'], author?: string) => {
    const word = new WordModel(file, author);
    const [table] = word.tables;
    if (!table) throw new Error('no table');
    edit(word, table);
    return { file: word.save(), copy: await readReviewCopy('稿.docx', word.save()) };
  };

  it.each([true, false])('comes back row by row and cell by cell, tracked: %s', async (tracked) => {
    const found: string[] = [];
    for (const { what, edit } of editsOf(tracked)) {
      const edited = await taken(edit);
      const accepting = new WordModel(edited.file);
      accepting.decideAll(true);
      const result = merged(sent, edited.copy);
      const { blocks, revisions, conflicts } = result;
      const faults: string[] = [];
      const accepted = read(finalView(blocks));
      const wanted = readWord(accepting);
      if (JSON.stringify(accepted) !== JSON.stringify(wanted))
        faults.push(`${accepted.join(' ')} for ${wanted.join(' ')}`);
      if (JSON.stringify(read(originalView(blocks))) !== JSON.stringify(read(sent.blocks)))
        faults.push('rejected: not as it was sent');
      if (!blocks.some(({ id }) => id === sent.blocks[TABLE]?.id)) faults.push('it is another table');
      if (revisions.length + conflicts.length === 0) faults.push('nothing came');
      if (documentProblems(blocks).length > 0) faults.push('no document');
      if (merged(sent, edited.copy, after(sent, result)).revisions.length > 0)
        faults.push('it came a second time');
      const fields = JSON.stringify(finalView(blocks)).match(/"indicator"/g)?.length ?? 0;
      if (fields < 3 && !/delete|emptied|replaced|typed/.test(what)) faults.push(`${fields} figures`);
      if (faults.length > 0) found.push(`${what}: ${faults.join('; ')}`);
    }
    expect(found).toEqual([]);
  });

  const both = async (one: Edit['edit'], other: Edit['edit']) => {
    const [a, b] = [await taken(one, '张三'), await taken(other, '李四')];
    const [first, second] = [merged(sent, a.copy), merged(sent, b.copy)];
    return [merged(sent, b.copy, after(sent, first)), merged(sent, a.copy, after(sent, second))] as const;
  };

  it.each([true, false])('takes rows of two people in either order, tracked: %s', async (tracked) => {
    const [one, other] = await both(
      (word, table) => word.addRow(table, 1, ['行政许可', '1件', '网上办'], tracked),
      (word, table) => word.addRow(table, 1, ['行政强制', '2件', '依法'], tracked),
    );
    expect(other.blocks).toEqual(one.blocks);
    expect(text(one.blocks)).toContain('行政许可');
    expect(text(one.blocks)).toContain('行政强制');
  });

  it.each([true, false])(
    'names a row that one deletes and the other changes, in either order, tracked: %s',
    async (tracked) => {
      const [one, other] = await both(
        (word, table) => word.removeRow(table, 1, tracked),
        (word) => word.insert(word.cells[5] as Element, 1, '新', tracked),
      );
      expect(other.blocks).toEqual(one.blocks);
      expect(one.conflicts).toMatchObject([
        { theirs: '行政处罚｜125件｜均新已结案', ours: '（删去这一行）' },
      ]);
      expect(other.conflicts).toMatchObject([
        { theirs: '（删去这一行）', ours: '行政处罚｜125件｜均新已结案' },
      ]);
    },
  );

  it('names a row that its author has changed since, and puts it in once', async () => {
    const first = merged(sent, (await taken(rowOf('行政许可'))).copy);
    const second = merged(sent, (await taken(rowOf('行政许可（网上）'))).copy, after(sent, first));
    expect(second.revisions).toEqual([]);
    expect(second.blocks).toEqual(first.blocks);
    expect(second.conflicts).toMatchObject([
      { theirs: '行政许可（网上）｜77件｜新增事项', ours: '行政许可｜77件｜新增事项' },
    ]);
  });
});

const join: Edit['edit'] = (word, table) => void word.mergeCells(table, 1, 1);
const tablesIn = (blocks: readonly Block[]) => blocks.filter((block) => block.type === 'table');
const changesIn = ({ blocks, revisions }: ReturnType<typeof merged>) =>
  collect(blocks, {}, new Map(revisions.map((one) => [one.id, one])), []).changes;

describe('cells that were joined in Word', () => {
  const sent = sentTable();
  const file = writtenCopy(sent);
  const edited = async (edit: Edit['edit'], author: string) => {
    const word = new WordModel(await file, author);
    const [table] = word.tables;
    if (!table) throw new Error('no table');
    edit(word, table);
    return readReviewCopy('稿.docx', word.save());
  };
  it('are one change of their table, which is the same table with its figures once it is accepted', async () => {
    const result = merged(sent, await edited(join, '张三'));
    expect(changesIn(result)).toMatchObject([
      { kind: 'replace', removed: '（原表格）', added: '（合并、拆分单元格后的表格）' },
    ]);
    const [table, ...more] = tablesIn(finalView(result.blocks));
    expect(more).toEqual([]);
    expect(table?.id).toBe(sent.blocks[TABLE]?.id);
    expect(JSON.stringify(table).match(/"indicator"/g)).toHaveLength(3);
    expect(JSON.stringify(table)).not.toContain('replaces');
    expect(originalView(result.blocks)).toEqual(sent.blocks);
  });

  it('are decided together', async () => {
    const result = merged(sent, await edited(join, '张三'));
    const [change] = changesIn(result);
    expect(change?.revisions).toHaveLength(2);
    expect(new Set(result.revisions.map(({ move }) => move)).size).toBe(1);
  });

  it.each([true, false])(
    'and words that somebody else changed: both are told of, tracked: %s',
    async (tracked) => {
      const [a, b] = [
        await edited(join, '张三'),
        await edited((word) => word.insert(word.cells[8] as Element, 1, '新', tracked), '李四'),
      ];
      const [first, second] = [merged(sent, a), merged(sent, b)];
      const one = merged(sent, b, after(sent, first));
      const other = merged(sent, a, after(sent, second));
      expect(other.blocks).toEqual(one.blocks);
      expect(one.conflicts).toHaveLength(1);
      expect(other.conflicts).toHaveLength(1);
    },
  );

  it('twice by two people: that is told', async () => {
    const [a, b] = [
      await edited(join, '张三'),
      await edited((word, table) => void word.mergeCells(table, 2, 0), '李四'),
    ];
    const one = merged(sent, b, after(sent, merged(sent, a)));
    const other = merged(sent, a, after(sent, merged(sent, b)));
    expect(other.blocks).toEqual(one.blocks);
    for (const { conflicts } of [one, other]) expect(conflicts).toHaveLength(1);
  });

  it('and accepted: what somebody else changed in another copy finds its cells', async () => {
    const first = merged(sent, await edited(join, '张三'));
    const ours = after(sent, first);
    const decided = {
      blocks: finalView(first.blocks),
      review: {
        ...(ours.review as Sent['review']),
        decisions: first.revisions.map(({ id }) => ({
          revision: id,
          accepted: true,
          author: 'zhao',
          at: '2025-12-06T00:00:00.000Z',
        })),
      },
    };
    const copy = await edited((word) => word.insert(word.cells[8] as Element, 1, '新'), '李四');
    const result = merged(sent, copy, { ...sent, ...decided });
    expect(tablesIn(result.blocks)).toHaveLength(1);
    expect(text(result.blocks)).toContain('双新随机');
  });
});

const setOn = (element: Element | undefined, name: string, value: string): void =>
  void Object.assign(element?.attributes ?? {}, { [`w:${name}`]: value });

describe('how a table looks', () => {
  const sent = sentTable();
  const file = writtenCopy(sent);
  const told = async (edit: (table: Element, word: WordModel) => void) => {
    const word = new WordModel(await file);
    const [table] = word.tables;
    if (!table) throw new Error('no table');
    edit(table, word);
    const { leftOut, revisions } = merged(sent, await readReviewCopy('稿.docx', word.save()));
    expect(revisions).toEqual([]);
    return leftOut.map(({ block, text: words }) => [block, words]);
  };
  const id = sent.blocks[TABLE]?.id;
  it.each([
    ['列宽', (table: Element) => setOn(within(table, /^gridCol$/)[0]?.element, 'w', '6000')],
    [
      '对齐方式（1个单元格）',
      (table: Element) => setOn(need(need(within(table, /^p$/)[0]!.element, 'pPr'), 'jc'), 'val', 'right'),
    ],
    [
      '标题行',
      (table: Element) =>
        setOn(need(need(within(table, /^tr$/)[0]!.element, 'trPr'), 'tblHeader'), 'val', 'on'),
    ],
  ])('is not taken in where it was changed, and told: %s', async (what, edit) => {
    expect(await told(edit)).toEqual([[id, `表格${what}的改动，要改请在这里的表格中设置`]]);
  });

  it('is not told of where nothing was changed', async () => {
    expect(await told(() => {})).toEqual([]);
  });
});
