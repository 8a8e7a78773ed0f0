import { formatNames, formatsOf } from '../document/formats.ts';
import { inlinesOf, isOrdinal, linesOf } from '../document/guards.ts';
import { headingLabels } from '../document/numbering.ts';
import { noteNumbers } from '../document/notes.ts';
import { ordinalLabels } from '../document/ordinals.ts';
import { isCovered } from '../document/table-grid.ts';
import type { Block, BlockForm, Inline, Ordinal, TableBlock, TextBlock } from '../document/types.ts';
import { formName } from '../review/collect.ts';
import { marksIn, threadsOn } from '../document/marks.ts';
import { plainBody } from '../review/mentions.ts';
import { isReasonThread, openingOf, reasonThreadOf, reasonThreads } from '../review/said-in-word.ts';
import { finalView, formOf, originalView } from '../document/resolve.ts';
import type { Person, Review, Thread } from '../review/types.ts';
import type { LayoutSettings } from '../settings/layout.ts';
import type { Template } from '../template/schema.ts';
import { assembleBlocks } from './assemble-blocks.ts';
import { hiderOf, toEdition, type EditionSource } from './gate.ts';
import type { EditionPolicy } from './mask.ts';
import { wordMasker } from './mask-words.ts';
import { shows, speller } from './spell.ts';
import type { BlockOf, EditionHead, EditionImprint, EditionLayout, EditionRun } from './types.ts';

declare const markedUp: unique symbol;

/** A run of the marked-up draft (花脸稿). Numbers of `ins` and `del` are places in the list of authors. */
export type MarkedRun = EditionRun & {
  ins?: number;
  del?: number;
  /** Some comment lies on it. */
  on?: true;
  /** Numbers of the comments that end with this run. */
  ends?: number[];
  /** No words of the report: says what became of the paragraph, the words before it, the row (另起一段, 加粗, 增加一行). */
  tag?: true;
};

export type MarkedBlock = BlockOf<MarkedRun>;

export type Remark = { author: number; at: string; body: string };

/** A comment with its replies, numbered as it stands in the margin. */
export type MarkedNote = Remark & {
  number: number;
  replies: Remark[];
  resolved: boolean;
  /** The words that it was put on, where they are no longer in the report; '' otherwise. */
  quote: string;
};

export type MarkedAuthor = {
  name: string;
  /** How many changes of each kind, and comments. */
  inserted: number;
  deleted: number;
  comments: number;
};

/**
 * A report with every mark in it: what was struck out, what came in, who said what about it. It shows what a report no
 * longer says, so there is none for the public: it is no `EditionDocument`, no writer of those takes it, and its maker
 * knows no edition.
 */
export type MarkedDocument = {
  readonly [markedUp]: true;
  edition: 'internal';
  blocks: MarkedBlock[];
  authors: MarkedAuthor[];
  /** By number. */
  notes: MarkedNote[];
  title: string;
  draft: boolean;
  head: EditionHead | null;
  imprint: EditionImprint | null;
  layout: EditionLayout;
};

export type MarkedSource = EditionSource & { review: Review; people: readonly Person[] };

/** Said where the row of a change is gone, or its author's. */
const NOBODY = '不详';

/**
 * The marked-up draft (花脸稿) of a report: the internal edition with tracked changes and comments left in. Values that
 * are hidden in every edition are masked here too, also in what is deleted and in what comments quote.
 */
export function toMarked(
  source: MarkedSource,
  template: Template | undefined,
  policy: EditionPolicy,
  layout: LayoutSettings,
): MarkedDocument {
  const { document, variables, review } = source;
  const { blocks } = document;
  const clean = toEdition(source, template, 'internal', policy, layout);
  const people = new Authors(source.people);
  const author = new Map(review.revisions.map((row) => [row.id, row.author]));
  const hides = hiderOf(blocks, 'internal', policy);
  const reasons = reasonThreads(review.revisions, marksIn(blocks).revisions);
  const notes = numberedThreads(blocks, [...review.threads, ...reasons]);
  const labels = labelsOf(blocks);
  const numbers = new Map([...headingLabels(originalView(blocks)), ...headingLabels(finalView(blocks))]);

  const by = (revision: string | undefined): number | undefined =>
    revision === undefined ? undefined : people.of(author.get(revision));
  const mask = wordMasker(blocks, { variables, edition: 'internal', policy, hides });
  const spell = speller(labels, {
    variables,
    hides,
    mask: policy.mask,
    notes: noteNumbers(blocks),
    words: mask,
  });
  const runsOf: RunsOf = (nodes, all) => {
    const runs: MarkedRun[] = [];
    for (const [at, node] of nodes.entries()) {
      const marks = marksOf(by(node.ins ?? all.ins), by(node.del ?? all.del));
      const threads = saidOf(node).filter((thread) => notes.has(thread));
      const made: MarkedRun[] = spell(node).map((run) => ({
        ...run,
        ...marks,
        ...(threads.length > 0 ? { on: true as const } : {}),
      }));
      const ends = threads.flatMap((thread) => {
        const note = notes.get(thread);
        return note?.last === node ? [note.number] : [];
      });
      if (ends.length > 0) {
        if (made.length === 0) made.push({ text: '' });
        Object.assign(made.at(-1) ?? {}, { ends: ends.toSorted((a, b) => a - b) });
      }
      runs.push(...made);
      // What became of formats is said once, behind the last of the words.
      if (node.fmt !== undefined && made.length > 0 && nodes[at + 1]?.fmt !== node.fmt)
        runs.push({
          text: `〔${formatNames(formatsOf(node))}〕`,
          tag: true,
          ...marksOf(by(node.fmt), undefined),
        });
    }
    return runs;
  };

  const out = markedBlocks(blocks, runsOf, numbers, by);
  const inHead = clean.head
    ? out.findIndex((block) => block.type === 'paragraph' && block.role === 'docnumber')
    : -1;
  const kept = out.filter((_, at) => at !== inHead);
  const listed = [...notes.values()].map(({ thread, number, last }) =>
    noteOf(thread, number, last === null, people, mask),
  );
  for (const [revision, kind] of changesIn(blocks)) people.count(author.get(revision), kind);
  const made: Omit<MarkedDocument, symbol> = {
    edition: 'internal',
    blocks: kept,
    authors: people.list,
    notes: listed,
    title: clean.title,
    draft: clean.draft,
    head: clean.head,
    imprint: clean.imprint,
    layout: clean.layout,
  };
  return made as MarkedDocument;
}

/** The people whose marks are printed, in the order in which they turn up. */
class Authors {
  readonly list: MarkedAuthor[] = [];
  readonly #names: Map<string, string>;
  readonly #places = new Map<string, number>();

  constructor(people: readonly Person[]) {
    this.#names = new Map(people.map(({ id, name }) => [id, name]));
  }

  name(person: string): string | undefined {
    return this.#names.get(person);
  }

  of(person: string | undefined): number {
    const name = (person !== undefined && this.#names.get(person)) || NOBODY;
    // Two people of one name are two; everybody who is not known is one.
    const key = name === NOBODY ? '' : (person ?? '');
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    const place = this.list.length;
    this.#places.set(key, place);
    this.list.push({ name, inserted: 0, deleted: 0, comments: 0 });
    return place;
  }

  count(person: string | undefined, kind: 'inserted' | 'deleted' | 'comments'): void {
    const author = this.list[this.of(person)];
    if (author) author[kind] += 1;
  }
}

const marksOf = (ins: number | undefined, del: number | undefined): { ins?: number; del?: number } => ({
  ...(ins === undefined ? {} : { ins }),
  ...(del === undefined ? {} : { del }),
});

type Numbered = { thread: Thread; number: number; last: Inline | null };

/** The comments on a node, and the reasons of its changes. */
const saidOf = (node: Inline): string[] => [
  ...threadsOn(node),
  ...[node.ins, node.del, node.fmt].flatMap((id) => (id === undefined ? [] : reasonThreadOf(id))),
];

/**
 * The threads that are still there, numbered down the page by where each ends: so they come in order in the margin. Those
 * whose words are gone come last, with no place.
 */
function numberedThreads(blocks: readonly Block[], threads: readonly Thread[]): Map<string, Numbered> {
  const alive = threads.filter(({ comments }) => comments.some(({ removed }) => !removed));
  const known = new Set(alive.map(({ id }) => id));
  const ends = new Map<string, Inline>();
  for (const block of blocks) {
    for (const node of inlinesOf(block)) {
      if ('text' in node && node.text === '') continue;
      for (const thread of saidOf(node)) {
        if (!known.has(thread)) continue;
        ends.delete(thread);
        ends.set(thread, node);
      }
    }
  }
  const order = [...ends.keys()];
  const rank = ({ id }: Thread): number => (ends.has(id) ? order.indexOf(id) : order.length);
  const sorted = alive.toSorted((a, b) => rank(a) - rank(b) || (a.at < b.at ? -1 : 1));
  return new Map(
    sorted.map((thread, at) => [thread.id, { thread, number: at + 1, last: ends.get(thread.id) ?? null }]),
  );
}

/** Ordinals as the final text counts them; a deleted one keeps the number at which it stood. */
function labelsOf(blocks: readonly Block[]): Map<Ordinal, string> {
  const left = new Set(finalView(blocks).map(({ id }) => id));
  const counted = blocks.filter(
    (block) => block.type === 'paragraph' || block.type === 'table' || left.has(block.id),
  );
  return new Map([...ordinalLabels(blocks), ...ordinalLabels(counted), ...labelsBefore(blocks)]);
}

/** The deleted ordinals as they were counted before every change. */
function labelsBefore(blocks: readonly Block[]): [Ordinal, string][] {
  const deleted = new Map<Ordinal, Ordinal>();
  const before = blocks.map((block): Block => {
    if (block.type === 'table') return block;
    const children = block.children.map((node): Inline => {
      if (!isOrdinal(node)) return node;
      const { del, ...open } = node;
      // What came in only later is not counted, as what is deleted is not.
      const then = { ...open, ...(node.ins === undefined ? {} : { del: node.ins }) };
      if (del !== undefined) deleted.set(then, node);
      return then;
    });
    return { ...block, children };
  });
  return [...ordinalLabels(before)].flatMap(([then, label]): [Ordinal, string][] => {
    const node = deleted.get(then);
    return node ? [[node, label]] : [];
  });
}

/** Revisions that lie on all words of a cell: of its table, row or column. */
type Whole = { ins?: string | undefined; del?: string | undefined };
type RunsOf = (nodes: readonly Inline[], all: Whole) => MarkedRun[];

/** What is said of a row or column that came or went, at its first cell: it may hold no word that could be marked. */
function linesTags(
  table: TableBlock,
  row: number,
  column: number,
  by: (revision: string | undefined) => number | undefined,
): MarkedRun[] {
  const isShown = (r: number, c: number): boolean => !isCovered(table, r, c);
  const firstInRow = table.children[row]?.children.findIndex((_, c) => isShown(row, c));
  const firstInColumn = table.children.findIndex((_, r) => isShown(r, column));
  const tags: MarkedRun[] = [];
  for (const [line, name, isFirst] of [
    [table.children[row], '行', firstInRow === column],
    [table.columns?.[column], '列', firstInColumn === row],
  ] as const) {
    if (!isFirst || !line) continue;
    if (line.ins !== undefined)
      tags.push({ text: `〔增加一${name}〕`, tag: true, ...marksOf(by(line.ins), undefined) });
    if (line.del !== undefined)
      tags.push({ text: `〔删去一${name}〕`, tag: true, ...marksOf(undefined, by(line.del)) });
  }
  return tags;
}

function markedBlocks(
  blocks: readonly Block[],
  runsOf: RunsOf,
  numbers: ReadonlyMap<string, string>,
  by: (revision: string | undefined) => number | undefined,
): MarkedBlock[] {
  return assembleBlocks(blocks, {
    cell: (nodes, table, row, column) => {
      const lines = [table.children[row], table.columns?.[column]];
      const of = (mark: 'ins' | 'del', whole: string | undefined): string | undefined =>
        lines.map((line) => line?.[mark]).find((revision) => revision !== undefined) ?? whole;
      const words = runsOf(nodes, { ins: of('ins', table.pIns), del: of('del', table.pDel) });
      return [...linesTags(table, row, column, by), ...trimRuns(words)];
    },
    text: (block) => {
      // A block's own marks are of its break alone.
      const words = trimRuns(runsOf(block.children, {}));
      const number = block.type === 'heading' ? (numbers.get(block.id) ?? '') : '';
      const stays = block.type === 'heading' || block.type === 'annex';
      if (words.length === 0 && (!stays || block.pDel !== undefined)) return null;
      // The number of a heading comes and goes with all of its words.
      const whole = (mark: 'ins' | 'del'): boolean =>
        words.length > 0 && words.every((run) => run[mark] !== undefined);
      const first = words[0];
      const numbered: MarkedRun[] = number
        ? [
            {
              text: number,
              ...marksOf(whole('ins') ? first?.ins : undefined, whole('del') ? first?.del : undefined),
            },
          ]
        : [];
      const tags: MarkedRun[] = [];
      const tag = (text: string, marks: { ins?: number; del?: number }): void =>
        void tags.push({ text: `〔${text}〕`, tag: true, ...marks });
      if (block.pIns !== undefined && !whole('ins')) tag('另起一段', marksOf(by(block.pIns), undefined));
      if (block.pDel !== undefined && !whole('del')) tag('并入上段', marksOf(undefined, by(block.pDel)));
      if (block.pFmt !== undefined && block.pWas)
        tag(formTag(block, block.pWas), marksOf(by(block.pFmt), undefined));
      // Numbers are among the words: they carry marks. The label of an annex stands above them.
      const label = block.type === 'annex' ? (numbers.get(block.id) ?? '') : '';
      return { runs: [...tags, ...numbered, ...words], number: label };
    },
  });
}

/** What a block was; of one that only begins a page now, or no longer does, that. */
function formTag(block: TextBlock, was: BlockForm): string {
  const before = formName(was);
  if (before !== formName(formOf(block)) || was.pageBreak === block.pageBreak) return `原为${before}`;
  return block.pageBreak ? '另起一页' : '不再另起一页';
}

/** Without white space at both ends, as the final has it. */
function trimRuns(runs: MarkedRun[]): MarkedRun[] {
  const solid = (run: MarkedRun): boolean =>
    run.blank === true || (run.text === '' ? shows(run) : run.text.trim() !== '');
  const from = runs.findIndex(solid);
  const to = runs.findLastIndex(solid);
  return runs
    .map((run, at): MarkedRun => {
      if (run.blank) return run;
      let { text } = run;
      if (at <= from || from < 0) text = text.trimStart();
      if (at >= to) text = text.trimEnd();
      return { ...run, text };
    })
    .filter((run) => shows(run) || run.ends !== undefined);
}

function noteOf(
  thread: Thread,
  number: number,
  orphaned: boolean,
  people: Authors,
  mask: (text: string) => string,
): MarkedNote {
  const said = thread.comments
    .filter(({ removed }) => !removed)
    .map((comment): Remark => ({
      author: people.of(comment.author),
      at: comment.at,
      body: openingOf(thread, comment, (id) => people.name(id)) + mask(plainBody(comment.body)),
    }));
  if (!isReasonThread(thread.id))
    for (const { author, removed } of thread.comments) if (!removed) people.count(author, 'comments');
  const [first, ...replies] = said;
  return {
    ...(first ?? { author: people.of(thread.author), at: thread.at, body: '' }),
    number,
    replies,
    resolved: thread.state === 'resolved',
    quote: orphaned ? mask(thread.quote) : '',
  };
}

/** Every change once: what came in, and what went. */
function changesIn(blocks: readonly Block[]): Map<string, 'inserted' | 'deleted'> {
  const found = new Map<string, 'inserted' | 'deleted'>();
  const add = (id: string | undefined, kind: 'inserted' | 'deleted'): void => {
    if (id !== undefined && !found.has(id)) found.set(id, kind);
  };
  for (const block of blocks) {
    add(block.pIns, 'inserted');
    add(block.pDel, 'deleted');
    for (const { ins, del } of [...linesOf(block), ...inlinesOf(block)]) {
      add(ins, 'inserted');
      add(del, 'deleted');
    }
  }
  return found;
}
