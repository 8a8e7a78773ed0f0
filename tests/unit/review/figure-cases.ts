import { inlinesOf } from '../../../shared/document/guards.ts';
import { countingIds } from '../../../shared/document/ids.ts';
import {
  makeField,
  makeHeading,
  makeOrdinal,
  makeParagraph,
  makeTitle,
  padInlines,
} from '../../../shared/document/make.ts';
import type { Block, Field, Inline, Variables } from '../../../shared/document/types.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import { spellerOf } from '../../../shared/edition/review-copy.ts';
import type { Element } from '../../../electron/backend/docx/read/xml.ts';
import { WordModel } from '../../attack/word-model.ts';
import { named, within } from '../../attack/word-xml.ts';
import { cell, row } from '../../rich-report.ts';
import type { Sent } from './returned.ts';

// Every edit of every character of a figure is a case of its own. A report holds as many cases as there are, each
// between two lines that nobody touches, so that one file and one merge try them all.

export const VARIABLES: Variables = { unit: '青禾镇' };

/** A field, and what a value of it may read like, so that it must come back as a field. */
export type Shape = { name: string; make: (ids: () => string) => Field; value?: RegExp };

const shapeOf = (name: string, more: Partial<Field>, value?: RegExp): Shape => ({
  name,
  make: (ids) => makeField({ label: '数', sensitivity: 'public', ...more }, ids),
  ...(value ? { value } : {}),
});

const COMPUTED: NonNullable<Field['computed']> = {
  kind: 'change',
  source: 'source',
  base: { value: '16', unit: '场', year: 2024, sensitivity: 'public' },
};

const NUMBER = String.raw`(?<value>\d(?:[\d.]*\d)?(?:万)?)`;

/** One of each shape that a field can have. */
export const SHAPES: readonly Shape[] = [
  shapeOf('数量', { value: '125', unit: '件', indicator: 'cases' }, new RegExp(`^${NUMBER}件$`)),
  shapeOf('带万', { value: '1.6万', unit: '份', indicator: 'copies' }, new RegExp(`^${NUMBER}份$`)),
  shapeOf(
    '比例',
    { kind: 'percentage', value: '98.5', unit: '%', indicator: 'rate' },
    new RegExp(`^${NUMBER}%$`),
  ),
  shapeOf(
    '约数',
    { kind: 'money', value: '30', unit: '万元', approx: '约', indicator: 'money' },
    new RegExp(`^约?${NUMBER.replace('(?:万)?', '')}万元$`),
  ),
  shapeOf(
    '余数',
    { value: '200', unit: '件', approx: '近余', cutoff: '截至11月底', indicator: 'kept' },
    new RegExp(`^(?:近${NUMBER}余件（截至11月底）)$`),
  ),
  shapeOf('无单位', { value: '2048', unit: '', indicator: 'bare' }, new RegExp(`^${NUMBER}$`)),
  shapeOf('年份', { kind: 'year', value: '2024', unit: '年', indicator: 'year' }, /^(?<value>\d+)年$/),
  shapeOf('地名', { kind: 'place', value: '青禾', unit: '镇' }),
  shapeOf('变量', { kind: 'place', value: '', unit: '镇', variable: 'unit', sensitivity: 'internal' }),
  shapeOf('人名', { kind: 'person', value: '张三', unit: '书记', unitPlace: 'before' }),
  shapeOf('日期', { kind: 'date', value: '2025年3月5日' }),
  shapeOf('文件', { kind: 'document', value: '《条例》' }),
  shapeOf('空着', { value: '', unit: '次' }),
  shapeOf(
    '不公开',
    { value: '48', unit: '次', sensitivity: 'internal', indicator: 'inner' },
    new RegExp(`^${NUMBER}次$`),
  ),
  shapeOf('带掩码', { value: '', unit: '户', mask: '**', sensitivity: 'internal' }),
  shapeOf('保密', { value: '46', unit: '宗', sensitivity: 'secret' }),
  shapeOf('算出', {
    kind: 'percentage',
    value: '增长25',
    unit: '%',
    computed: COMPUTED,
    indicator: 'change',
  }),
];

/** Where a field stands. */
export type Context = 'body' | 'item' | 'heading' | 'cell' | 'first' | 'beside' | 'behind' | 'bold';
export const CONTEXTS: readonly Context[] = [
  'body',
  'item',
  'heading',
  'cell',
  'first',
  'beside',
  'behind',
  'bold',
];

/** Before and behind the field in its paragraph. */
function around(context: Context, ids: () => string): [Inline[], Inline[]] {
  const neighbour = (): Field =>
    makeField({ label: '邻', value: '9', unit: '次', sensitivity: 'public' }, ids);
  switch (context) {
    case 'body':
    case 'bold':
      return [[{ text: '全年' }], [{ text: '，完成任务。' }]];
    case 'item':
      return [[makeOrdinal()], [{ text: '已办结。' }]];
    case 'heading':
      return [[{ text: '推进' }], [{ text: '工作' }]];
    case 'cell':
      return [[], []];
    case 'first':
      return [[], [{ text: '已列入台账并逐项核对。' }]];
    case 'beside':
      return [[{ text: '（' }], [neighbour(), { text: '）' }]];
    case 'behind':
      return [[neighbour()], []];
  }
}

/** Something that is done in Word to a figure; `from` is where it begins in its paragraph. */
export type Edit = {
  name: string;
  do: (word: WordModel, paragraph: Element, from: number) => void;
};

export type Case = {
  name: string;
  shape: Shape;
  context: Context;
  /** What the field reads like in the copy, and what stands before and behind it in its paragraph. */
  text: string;
  before: string;
  behind: string;
  edit: Edit;
};

const PUTS = ['7', '余', '件', '。'];
const INSTEAD = ['3', '十余', '3件', '若干'];

/** All edits of a stretch of so many characters; with places counted from its beginning. */
export function editsOf(text: string): Edit[] {
  const { length } = text;
  const edits: Edit[] = [];
  for (const tracked of [true, false]) {
    const add = (name: string, act: Edit['do']): void =>
      void edits.push({ name: tracked ? name : `${name}（未修订）`, do: act });
    for (let at = 0; at <= length; at += 1) {
      for (const put of PUTS)
        add(`${at}处加“${put}”`, (word, one, from) => word.insert(one, from + at, put, tracked));
      add(`${at}处分段`, (word, one, from) => void word.split(one, from + at, tracked));
      add(`${at}处分段，两边各加一字`, (word, one, from) => {
        const rest = word.split(one, from + at, tracked);
        word.insert(rest, 0, '5', tracked);
        word.insert(one, from + at, '多', tracked);
      });
      for (let to = at + 1; to <= length; to += 1) {
        const old = text.slice(at, to);
        add(`删“${old}”${at}`, (word, one, from) => word.delete(one, from + at, from + to, tracked));
        for (const put of INSTEAD) {
          if (put === old) continue;
          add(`“${old}”${at}改“${put}”`, (word, one, from) =>
            word.replace(one, from + at, from + to, put, tracked),
          );
        }
        add(`“${old}”${at}逐字改`, (word, one, from) => {
          for (let n = to - 1; n >= at; n -= 1)
            word.replace(one, from + n, from + n + 1, String(n % 10), tracked);
        });
        // As it is done with tracking switched on in the middle.
        if (tracked)
          add(`删“${old}”${at}，补“5”未修订`, (word, one, from) => {
            word.insert(one, from + to, '5', false);
            word.delete(one, from + at, from + to, true);
          });
      }
    }
  }
  return edits;
}

/** Every n-th of them, beginning somewhere else each time. */
export const everyNth = <T>(list: readonly T[], n: number, first: number): T[] =>
  list.filter((_, at) => (at + first) % n === 0);

/** A report of these cases, and a place in it for each. */
export type Batch = { sent: Sent; cases: readonly Case[]; ids: string[] };

export function caseOf(shape: Shape, context: Context, edit: Edit, text: string): Case {
  const [before, behind] = around(context, countingIds('t')).map((nodes) => read(nodes));
  return {
    name: `${shape.name}·${context}·${edit.name}`,
    shape,
    context,
    text,
    before: before ?? '',
    behind: behind ?? '',
    edit,
  };
}

function read(nodes: readonly Inline[]): string {
  const block = makeParagraph(padInlines([...nodes]), 'body', countingIds('r'));
  return textOfBlock(
    block,
    spellerOf([sourceOfComputed(countingIds('s')), block], VARIABLES, editionPolicy(undefined)),
  );
}

/** What the field of this shape reads like in a copy. */
export const textOf = (one: Shape): string => read([one.make(countingIds('f'))]);

const divider = (at: number): string => `〔${at}〕`;
const DIVIDER = /〔(\d+)〕/;

/** What the computed figure follows. */
function sourceOfComputed(ids: () => string): Block {
  const field = makeField({ label: '讲座', value: '20', unit: '场', sensitivity: 'public' }, () => 'source');
  return makeParagraph(padInlines([{ text: '讲座' }, field, { text: '。' }]), 'body', ids);
}

export function batchOf(cases: readonly Case[]): Batch {
  const ids = countingIds('b');
  const blocks: Block[] = [
    makeTitle('工作总结', ids),
    makeHeading(1, '工作情况', 'work', ids),
    sourceOfComputed(ids),
  ];
  const places: string[] = [];
  cases.forEach(({ shape: one, context }, at) => {
    const [before, behind] = around(context, ids);
    const field = one.make(ids);
    const nodes = padInlines([...before, context === 'bold' ? { ...field, bold: true } : field, ...behind]);
    // Items begin anew under each heading.
    blocks.push(
      context === 'item'
        ? makeHeading(2, divider(at), undefined, ids)
        : makeParagraph(divider(at), 'body', ids),
    );
    const id = ids();
    places.push(id);
    if (context === 'cell') {
      blocks.push({ type: 'table', id, children: [row([cell('项目'), cell(nodes)])] });
    } else if (context === 'heading')
      blocks.push({ ...makeHeading(2, '', undefined, ids), id, children: nodes });
    else blocks.push({ ...makeParagraph('', 'body', ids), id, children: nodes });
  });
  blocks.push(makeParagraph(divider(cases.length), 'body', ids));
  return {
    cases,
    ids: places,
    sent: {
      blocks,
      variables: VARIABLES,
      review: { revisions: [], threads: [], decisions: [] },
      people: [{ id: 'li', name: '李明', unit: '青禾镇', role: 'writer' }],
    },
  };
}

type Spell = ReturnType<typeof spellerOf>;

const textOfBlock = (block: Block, spell: Spell): string =>
  inlinesOf(block)
    .map((node) =>
      spell(node)
        .map(({ text }) => text)
        .join(''),
    )
    .join('');

/** What the paragraphs of each case read, in the report. */
export function readCases(blocks: readonly Block[], variables = VARIABLES): string[][] {
  const spell = spellerOf(blocks, variables, editionPolicy(undefined));
  const found: string[][] = [];
  for (const block of blocks) {
    const texts =
      block.type === 'table'
        ? block.children.flatMap((line) =>
            line.children.map((one) => textOfBlock({ ...makeParagraph('x'), children: one.children }, spell)),
          )
        : [textOfBlock(block, spell)];
    for (const text of texts) {
      if (DIVIDER.test(text)) found.push([]);
      else found.at(-1)?.push(text);
    }
  }
  return found.slice(0, -1);
}

/** The blocks of each case. */
export function blocksOfCases(blocks: readonly Block[]): Block[][] {
  const found: Block[][] = [];
  for (const block of blocks) {
    const words = inlinesOf(block).map((node) => ('text' in node ? node.text : ''));
    if (DIVIDER.test(words.join(''))) found.push([]);
    else found.at(-1)?.push(block);
  }
  return found.slice(0, -1);
}

const isParagraph = (one: Element): boolean => one.localName === 'p';

/** Paragraphs and cells in the order of the file. */
export const linesOf = (word: WordModel): Element[] =>
  within(word.root, /^(?:p|tc)$/).map(({ element }) => element);

/** The paragraph that each case edits. */
export function placesOf(word: WordModel, count: number): Element[] {
  const places: Element[] = [];
  const lines = linesOf(word).filter(isParagraph);
  lines.forEach((one, at) => {
    const number = DIVIDER.exec(word.textOf(one))?.[1];
    if (number === undefined || Number(number) >= count) return;
    const next = lines[at + 1];
    const isCell = next && word.textOf(next) === '项目';
    const place = isCell ? lines[at + 2] : next;
    if (place) places[Number(number)] = place;
  });
  return places;
}

/** Numbers of headings are counted, and no text of the report. */
const LABEL = /（[一二三四五六七八九十百千零]+）/g;

/** What each case reads in Word once everything is accepted, or rejected. */
export function readInWord(word: WordModel, accept: boolean): string[][] {
  const found: string[][] = [];
  let open = '';
  const cells = new Map<Element, Element>();
  for (const { element } of within(word.root, /^tc$/))
    for (const one of named(element, 'p')) cells.set(one, element);
  let last: Element | undefined;
  for (const { element } of within(word.root, /^p$/)) {
    const text = open + decidedText(element, accept);
    const own = cells.get(element);
    if (isBreakGone(element, accept)) {
      open = text;
      continue;
    }
    open = '';
    if (DIVIDER.test(text)) {
      found.push([]);
      last = undefined;
      continue;
    }
    const list = found.at(-1);
    // Paragraphs of a cell are lines of it.
    if (list && own && own === last) list[list.length - 1] += `\n${text}`;
    else list?.push(text);
    last = own;
  }
  return found.slice(0, -1).map((texts) => texts.map((text) => text.replaceAll(LABEL, '')));
}

const markIn = (paragraph: Element, name: RegExp): boolean =>
  named(paragraph, 'pPr')
    .flatMap((one) => named(one, 'rPr'))
    .some((one) => one.children.some((mark) => typeof mark !== 'string' && name.test(mark.localName)));

const isBreakGone = (paragraph: Element, accept: boolean): boolean =>
  markIn(paragraph, accept ? /^(?:del|moveFrom)$/ : /^(?:ins|moveTo)$/);

function decidedText(element: Element, accept: boolean): string {
  return element.children
    .map((node) => {
      if (typeof node === 'string') return '';
      if (/^(?:t|delText)$/.test(node.localName)) return node.textContent;
      if (/^(?:br|cr)$/.test(node.localName)) return '\n';
      if (/^(?:pPr|rPr)$/.test(node.localName)) return '';
      if ((accept ? /^(?:del|moveFrom)$/ : /^(?:ins|moveTo)$/).test(node.localName)) return '';
      return decidedText(node, accept);
    })
    .join('');
}

/** A gap that is filled in loses the wide spaces that were left for it, a cell its last line where that is empty. */
export const bare = (texts: readonly string[]): string =>
  texts.join('\n').replaceAll('　', '').replaceAll(/\n$/g, '');
