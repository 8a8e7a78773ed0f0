import { inlinesOf, isOrdinal } from '../document/guards.ts';
import { headingLabels } from '../document/numbering.ts';
import { noteNumbers } from '../document/notes.ts';
import { ordinalLabels } from '../document/ordinals.ts';
import type { Block, Inline, Ordinal } from '../document/types.ts';
import { formName } from '../review/collect.ts';
import { threadsOn } from '../document/marks.ts';
import { plainBody } from '../review/mentions.ts';
import { finalView, originalView } from '../document/resolve.ts';
import type { Person, Review, Thread } from '../review/types.ts';
import type { LayoutSettings } from '../settings/layout.ts';
import type { Template } from '../template/schema.ts';
import { assembleBlocks } from './assemble-blocks.ts';
import { hiderOf, toEdition, type EditionSource } from './gate.ts';
import type { EditionPolicy } from './mask.ts';
import { wordMasker } from './mask-words.ts';
import { speller } from './spell.ts';
import type { BlockOf, EditionHead, EditionLayout, EditionRun } from './types.ts';

declare const markedUp: unique symbol;

/** A run of the marked-up draft (花脸稿). Numbers of `ins` and `del` are places in the list of authors. */
export type MarkedRun = EditionRun & {
  ins?: number;
  del?: number;
  /** Some comment lies on it. */
  on?: true;
  /** Numbers of the comments that end with this run. */
  ends?: number[];
  /** No words of the report: says what became of the paragraph (另起一段, 并入上段, 原为正文). */
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
  const notes = numberedThreads(blocks, review.threads);
  const labels = labelsOf(blocks);
  const numbers = new Map([...headingLabels(originalView(blocks)), ...headingLabels(finalView(blocks))]);

  const by = (revision: string | undefined): number | undefined =>
    revision === undefined ? undefined : people.of(author.get(revision));
  const mask = wordMasker(blocks, variables, hides);
  const spell = speller(labels, {
    variables,
    hides,
    mask: policy.mask,
    notes: noteNumbers(blocks),
    words: mask,
  });
  const runsOf = (nodes: readonly Inline[], block: Block): MarkedRun[] => {
    const runs: MarkedRun[] = [];
    // A table comes or goes as a whole; any other block's own marks are of its break alone.
    const all: Pick<Block, 'pIns' | 'pDel'> = block.type === 'table' ? block : {};
    for (const node of nodes) {
      const marks = marksOf(by(node.ins ?? all.pIns), by(node.del ?? all.pDel));
      const threads = threadsOn(node).filter((thread) => notes.has(thread));
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
      for (const thread of threadsOn(node)) {
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

function markedBlocks(
  blocks: readonly Block[],
  runsOf: (nodes: readonly Inline[], block: Block) => MarkedRun[],
  numbers: ReadonlyMap<string, string>,
  by: (revision: string | undefined) => number | undefined,
): MarkedBlock[] {
  return assembleBlocks(blocks, {
    cell: (nodes, block) => trimRuns(runsOf(nodes, block)),
    text: (block) => {
      const words = trimRuns(runsOf(block.children, block));
      const number = block.type === 'heading' ? (numbers.get(block.id) ?? '') : '';
      if (words.length === 0 && (block.type !== 'heading' || block.pDel !== undefined)) return null;
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
        tag(`原为${formName(block.pWas)}`, marksOf(by(block.pFmt), undefined));
      // Numbers are among the words: they carry marks.
      return { runs: [...tags, ...numbered, ...words], number: '' };
    },
  });
}

/** Without white space at both ends, as the final has it. */
function trimRuns(runs: MarkedRun[]): MarkedRun[] {
  const solid = (run: MarkedRun): boolean => run.blank === true || run.text.trim() !== '';
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
    .filter((run) => run.text !== '' || run.ends !== undefined);
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
    .map(({ author, at, body }): Remark => ({ author: people.of(author), at, body: mask(plainBody(body)) }));
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
    for (const node of inlinesOf(block)) {
      add(node.ins, 'inserted');
      add(node.del, 'deleted');
    }
  }
  return found;
}
