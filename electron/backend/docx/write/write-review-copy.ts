import {
  AlignmentType,
  BookmarkEnd,
  BookmarkStart,
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  Document,
  LineRuleType,
  Paragraph,
  TextRun,
  type ICommentOptions,
  type IParagraphOptions,
  type IRunOptions,
  type Table,
  type XmlComponent,
} from 'docx';

import { openingOf } from '../../../../shared/review/said-in-word.ts';
import { PARAGRAPH_ROLES, type BlockForm } from '../../../../shared/document/types.ts';
import { NO_IMAGES, type ImageSource } from '../../../../shared/edition/images.ts';
import { breakCarriers, SLOTS } from '../../../../shared/merge/break-marks.ts';
import type { CopyBlock, CopyRun, ReviewCopy } from '../../../../shared/edition/review-copy.ts';
import type { Person, Review, Revision, Thread } from '../../../../shared/review/types.ts';
import { anchorOf, labelAnchorOf, VERSION_ANCHOR, wallClock } from '../../../../shared/merge/anchors.ts';
import { encodeIdentity, IDENTITY_PROPERTY, type CopyIdentity } from '../review-identity.ts';
import type { Stretch } from './body.ts';
import { changedRun, type Change, type Child } from './changed-runs.ts';
import { endParagraph } from './end-paragraph.ts';
import { finishDocx } from './finish-docx.ts';
import { Moves } from './moves.ts';
import {
  ANNEX_LABEL,
  annexTitleForm,
  HEADINGS,
  paragraphForm,
  signatureForm,
  titleForm,
  withImages,
} from './forms.ts';
import { CHAR, roomOf, type Room } from './layout.ts';
import { edgesOf, pageOf, pageSize } from './page.ts';
import { stylesOf } from './styles.ts';
import { cellLook, tableOf } from './table.ts';
import { withoutForbidden } from './text-runs.ts';
import { withReasons } from './with-reasons.ts';

export type ReviewRowsForWord = Pick<Review, 'revisions' | 'threads'> & { people: readonly Person[] };

/**
 * Writes a review copy (送审稿) as a Word file: official layout, comments with replies and their state, tracked changes
 * with author and date, tracking switched on, an anchor on each block.
 * @param identity what the copy is of; null for one that only goes on paper
 * @param images where the bytes of its images are
 */
export async function writeReviewCopy(
  copy: ReviewCopy,
  rows: ReviewRowsForWord,
  identity: CopyIdentity | null,
  images: ImageSource = NO_IMAGES,
): Promise<Uint8Array> {
  const writer = new Writer(copy, rows, identity, images);
  const stretches = writer.stretches();
  const { edition } = copy;
  const file = new Document({
    title: edition.title,
    creator: edition.unit,
    lastModifiedBy: edition.unit,
    ...(identity
      ? {
          customProperties: [
            { name: IDENTITY_PROPERTY, value: encodeIdentity({ ...identity, edges: edgesOf(edition) }) },
          ],
        }
      : {}),
    styles: stylesOf(edition.layout),
    features: { trackRevisions: true },
    evenAndOddHeaderAndFooters: true,
    compatibility: { version: 15 },
    defaultTabStop: CHAR,
    comments: { children: writer.comments },
    sections: stretches.map(({ across, children }, at) => ({
      // A section without a header and a footer of its own goes on with those of the one before.
      ...(at === 0 ? pageOf(edition) : {}),
      properties: pageSize(across),
      children,
    })),
  });
  return finishDocx(file, { keepImages: true, edit: (xml) => writer.finish(xml) });
}

/** As large as Word itself writes comments: the document's own 16 points fill a margin with three words a line. */
const COMMENT_SIZE = 20;

function commentLine(text: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.LEFT,
    spacing: { line: 240, lineRule: LineRuleType.AUTO },
    children: [new TextRun({ text, size: COMMENT_SIZE, sizeComplexScript: COMMENT_SIZE })],
  });
}

type TextBlock = Extract<CopyBlock, { type: 'text' }>;
type TableBlock = Extract<CopyBlock, { type: 'table' }>;
type Mark = { ins?: string; del?: string };

class Writer {
  readonly comments: ICommentOptions[] = [];
  readonly #copy: ReviewCopy;
  readonly #identity: CopyIdentity | null;
  readonly #images: ImageSource;
  readonly #revisions: ReadonlyMap<string, Revision>;
  readonly #names: ReadonlyMap<string, string>;
  /** Numbers of a thread's comments in the file, the comment itself first. */
  readonly #numbers = new Map<string, number[]>();
  /** How many runs of a thread are still to come. */
  readonly #left = new Map<string, number>();
  readonly #begun = new Set<string>();
  /** Its blocks, with the reasons of changes among the threads on their runs. */
  readonly #blocks: readonly CopyBlock[];
  /** By block: threads whose words are gone, and reasons of changes that are of no words. */
  readonly #orphans = new Map<string, string[]>();
  readonly #moves: Moves;
  /** Ends of moves that stand behind the paragraph that is being written. */
  #ends: XmlComponent[] = [];
  #change = 0;
  #bookmark = 0;

  constructor(copy: ReviewCopy, rows: ReviewRowsForWord, identity: CopyIdentity | null, images: ImageSource) {
    this.#copy = copy;
    this.#images = images;
    this.#identity = identity;
    this.#revisions = new Map(rows.revisions.map((row) => [row.id, row]));
    this.#names = new Map(rows.people.map(({ id, name }) => [id, name]));
    const reasons = withReasons(copy.blocks, rows.revisions);
    this.#blocks = reasons.blocks;
    this.#moves = new Moves(this.#blocks, this.#revisions, (block) => [...numberRuns(block), ...block.runs]);
    for (const run of runsIn(this.#blocks)) {
      for (const id of run.threads) this.#left.set(id, (this.#left.get(id) ?? 0) + 1);
    }
    for (const { thread, block } of reasons.threads) {
      this.#addThread(thread);
      if (!this.#left.has(thread.id)) this.#addAt(block, thread.id);
    }
    for (const thread of rows.threads) {
      this.#addThread(thread);
      if (!this.#left.has(thread.id)) this.#addOrphan(thread);
    }
  }

  /** What the docx package has no way to write. */
  finish(xml: string): string {
    return this.#moves.finish(xml);
  }

  /** A thread whose words are gone stands behind its section's heading, else behind the title. */
  #addOrphan(thread: Thread): void {
    const texts = this.#blocks.filter((block) => block.type === 'text');
    const place =
      texts.find(
        ({ form, number, runs }) =>
          form.type === 'heading' && thread.section === number + runs.map(({ text }) => text).join(''),
      ) ?? texts[0];
    if (place) this.#addAt(place.id, thread.id);
  }

  #addAt(block: string, thread: string): void {
    const list = this.#orphans.get(block);
    if (list) list.push(thread);
    else this.#orphans.set(block, [thread]);
  }

  #addThread(thread: Thread): void {
    const numbers: number[] = [];
    for (const comment of thread.comments) {
      const { author, at, removed } = comment;
      if (removed) continue;
      const id = this.comments.length;
      const name = this.#names.get(author) ?? '';
      numbers.push(id);
      this.comments.push({
        id,
        author: name,
        initials: name.slice(0, 1),
        date: wallClock(at),
        children: (
          openingOf(thread, comment, (person) => this.#names.get(person)) + this.#copy.say(thread, comment)
        )
          .split('\n')
          .map((line) => commentLine(withoutForbidden(line))),
        // The package writes who answers whom and what is resolved only where something has a parent; -1 is none.
        parentId: numbers.length > 1 ? (numbers[0] ?? -1) : -1,
        resolved: thread.state === 'resolved',
        durableId: (0x10000000 + id).toString(16).toUpperCase(),
      });
    }
    if (numbers.length > 0) this.#numbers.set(thread.id, numbers);
  }

  /** What the file holds, in stretches of pages that stand upright or lie across. */
  stretches(): Stretch[] {
    const blocks = this.#blocks;
    const stretches: Stretch[] = [];
    const write = this.#writerOfTexts();
    blocks.forEach((block, index) => {
      const across = block.landscape === true;
      let stretch = stretches.at(-1);
      if (!stretch || stretch.across !== across) stretches.push((stretch = { across, children: [] }));
      const room = roomOf(across);
      if (block.type !== 'table') {
        stretch.children.push(...write(block, index, room));
        // The package takes whatever may stand between paragraphs; its types leave it out.
        stretch.children.push(...(this.#ends.splice(0) as unknown as Paragraph[]));
        return;
      }
      // Tables that follow one another would be one in Word.
      if (stretch.children.length > 0 && blocks[index - 1]?.type === 'table')
        stretch.children.push(endParagraph());
      stretch.children.push(this.#table(block, room));
      const next = blocks[index + 1];
      if (!next || (next.landscape === true) !== across) stretch.children.push(endParagraph());
    });
    return stretches.length > 0 ? stretches : [{ across: false, children: [] }];
  }

  #writerOfTexts(): (block: TextBlock, index: number, room: Room) => Paragraph[] {
    const { edition } = this.#copy;
    const blocks = this.#blocks;
    const texts = { unit: finalText(blocks, 'unit'), date: finalText(blocks, 'date') };
    const marks = marksOf(blocks);
    const firstSigned = blocks.findIndex((block) => isRole(block, 'unit') || isRole(block, 'date'));
    return (block, index, room) => {
      const before = blocks[index - 1];
      const next = blocks[index + 1];
      const neighbours = {
        first: !(before?.type === 'text' && before.form.role === 'attachment'),
        last: isRole(next, 'unit') || isRole(next, 'date') || isNamed(block, next),
      };
      const form = (of: BlockForm): IParagraphOptions => ({
        ...(of.type === 'signature'
          ? signatureForm(
              of.role === 'date' ? 'date' : 'unit',
              texts,
              index === firstSigned,
              edition.layout.seal,
            )
          : formOf(of, textOf(block), neighbours)),
        ...(of.pageBreak && of.type !== 'annex' ? { pageBreakBefore: true } : {}),
      });
      const mark = marks[index] ?? {};
      const shared = mark.ins || mark.del ? { run: this.#mark(mark, true) } : {};
      this.#ends = [];
      const isAnnex = block.form.type === 'annex';
      const label = this.#runs(numberRuns(block), room, {}, mark);
      const paragraph = new Paragraph({
        ...withImages(form(block.form), block.runs, block.form.type),
        ...shared,
        ...(block.format
          ? { revision: { ...form(block.format.was), ...this.#of(block.format.revision) } }
          : {}),
        children: this.#anchored(
          anchorOf(block.id),
          [
            ...(isAnnex ? [] : label),
            ...this.#runs(block.runs, room, {}, mark),
            ...this.#orphansOf(block.id),
          ],
          index === 0,
        ),
      });
      if (!isAnnex) return [paragraph];
      // The label stands in a line of its own; its bookmark says that it is none of the report's paragraphs.
      const own = block.pIns || block.pDel ? { run: this.#mark(markOf(block.pIns, block.pDel), true) } : {};
      return [
        new Paragraph({
          ...ANNEX_LABEL,
          ...own,
          children: this.#anchored(labelAnchorOf(block.id), label),
        }),
        paragraph,
      ];
    };
  }

  /** A bookmark around what a block holds. */
  #anchored(anchor: string, children: Child[], first = false): Child[] {
    if (!this.#identity) return children;
    const names = [anchor, ...(first ? [VERSION_ANCHOR + this.#identity.version] : [])];
    const ids = names.map(() => (this.#bookmark += 1));
    return [
      ...names.map((name, at) => new BookmarkStart(name, ids[at] ?? 0)),
      ...children,
      ...ids.map((id) => new BookmarkEnd(id)),
      // The package's own types leave out what its paragraphs take.
    ] as Child[];
  }

  #orphansOf(block: string): Child[] {
    return (this.#orphans.get(block) ?? [])
      .flatMap((thread) => this.#numbers.get(thread) ?? [])
      .flatMap((number) => [new CommentRangeStart(number), ...endOf(number)]);
  }

  /** @param mark of the paragraph of the text that they are in; left out for those of a cell */
  #runs(runs: readonly CopyRun[], room: Room, look: IRunOptions = {}, mark?: Mark): Child[] {
    const out: Child[] = [];
    const change = (revision: string): Change => this.#of(revision);
    for (const run of runs) {
      const threads = run.threads.filter((id) => this.#numbers.has(id));
      for (const id of threads) {
        if (this.#begun.has(id)) continue;
        this.#begun.add(id);
        for (const number of this.#numbers.get(id) ?? []) out.push(new CommentRangeStart(number));
      }
      const place = { images: this.#images, room };
      if (mark) {
        const moves = this.#moves;
        out.push(...(moves.before(run, change) as unknown as Child[]));
        out.push(changedRun(run, look, place, change, (revision, plain) => moves.elementOf(revision, plain)));
        for (const { revision, marker } of moves.behind(run)) {
          // With the mark of its paragraph the range goes on to the next one.
          if (mark.ins === revision || mark.del === revision) this.#ends.push(marker);
          else out.push(marker as unknown as Child);
        }
      } else out.push(changedRun(run, look, place, change));
      for (const id of threads) {
        const left = (this.#left.get(id) ?? 1) - 1;
        this.#left.set(id, left);
        if (left > 0) continue;
        for (const number of this.#numbers.get(id) ?? []) out.push(...endOf(number));
      }
    }
    return out;
  }

  /** Ids are unique across the file: all of them come from here. */
  #of(revision: string): Change {
    const row = this.#revisions.get(revision);
    this.#change += 1;
    const at = wallClock(row?.at ?? '1970-01-01T00:00:00Z').toISOString();
    return {
      id: this.#change,
      author: this.#names.get(row?.author ?? '') ?? '',
      date: `${at.slice(0, 19)}Z`,
    };
  }

  /** @param isOfText whether it is the mark of a paragraph of the text, which may be moved */
  #mark({ ins, del }: Mark, isOfText = false): { insertion?: Change; deletion?: Change } {
    const of = (revision: string): Change => {
      const change = this.#of(revision);
      if (isOfText) this.#moves.ofMark(revision, change.id);
      return change;
    };
    return {
      ...(ins ? { insertion: of(ins) } : {}),
      ...(del ? { deletion: of(del) } : {}),
    };
  }

  #table(block: TableBlock, room: Room): Table {
    const { columns, rows, id } = block;
    const lineOf = (row: number, column: number): Mark => {
      const ofRow = markOf(rows[row]?.ins ?? block.pIns, rows[row]?.del ?? block.pDel);
      const isMarked = ofRow.ins !== undefined || ofRow.del !== undefined;
      return isMarked ? ofRow : markOf(columns[column]?.ins, columns[column]?.del);
    };
    return tableOf(block, {
      room: room.width,
      pageBreak: block.pageBreak === true,
      mark: (row) => this.#mark(markOf(rows[row]?.ins ?? block.pIns, rows[row]?.del ?? block.pDel)),
      cellMark: ({ column }) => this.#mark(columns[column] ?? {}),
      children: (cell, header, { row, column, width }) => {
        // As Word has it: the words of a row that came or went are marked, too, or nobody would see it.
        const marked = cell.runs.map((run) => ({ ...lineOf(row, column), ...run }));
        const runs = this.#runs(marked, { ...room, width }, cellLook(header));
        return row === 0 && column === 0 ? this.#anchored(anchorOf(id), runs) : runs;
      },
    });
  }
}

const markOf = (ins: string | undefined, del: string | undefined): Mark => ({
  ...(ins ? { ins } : {}),
  ...(del ? { del } : {}),
});

/** Each reply has a range and a reference of its own: without them Word drops it. */
function endOf(comment: number): Child[] {
  return [new CommentRangeEnd(comment), new TextRun({ children: [new CommentReference(comment)] })];
}

/** The mark at the end of each paragraph. */
function marksOf(blocks: readonly CopyBlock[]): Mark[] {
  const marks = blocks.map((): Mark => ({}));
  const plain = blocks.map((block) =>
    block.type === 'table' ? { table: true, runs: [] } : { ...block, table: false },
  );
  for (const slot of SLOTS) {
    breakCarriers(plain, slot).forEach((carrier, index) => {
      const revision = blocks[index]?.[slot === 'ins' ? 'pIns' : 'pDel'];
      const mark = marks[carrier];
      if (mark && revision !== undefined) mark[slot] = revision;
    });
  }
  return marks;
}

/** A caption goes with the table below it, an image with its caption. */
function isNamed(block: TextBlock, next: CopyBlock | undefined): boolean {
  const isText = next?.type === 'text';
  if (block.form.role === 'caption')
    return next?.type === 'table' || (isText && next.form.role === 'measure');
  return isText && next.form.role === 'caption' && block.runs.some(({ image }) => image !== undefined);
}

function formOf(
  form: BlockForm,
  text: string,
  { first, last }: { first: boolean; last: boolean },
): IParagraphOptions {
  if (form.type === 'title') return titleForm(text, false);
  if (form.type === 'heading') return { heading: HEADINGS[form.level ?? 1] };
  if (form.type === 'annex') return annexTitleForm(text);
  const role = PARAGRAPH_ROLES.find((one) => one === form.role);
  return paragraphForm(role ?? 'body', text, first, last);
}

/** A heading's number stands or falls with its words. */
function numberRuns(block: TextBlock): CopyRun[] {
  if (!block.number) return [];
  const [first] = block.runs;
  const gone = block.runs.length > 0 && block.runs.every(({ del }) => del !== undefined);
  return [
    {
      text: block.number,
      ...(block.pIns && first?.ins ? { ins: first.ins } : {}),
      ...(gone && first?.del ? { del: first.del } : {}),
      threads: [],
    },
  ];
}

function textOf(block: TextBlock): string {
  return block.runs.map((run) => (run.del ? '' : run.text)).join('');
}

function isRole(block: CopyBlock | undefined, role: 'unit' | 'date'): block is TextBlock {
  return block?.type === 'text' && block.form.type === 'signature' && block.form.role === role;
}

function finalText(blocks: readonly CopyBlock[], role: 'unit' | 'date'): string {
  const block = blocks.find((one) => isRole(one, role));
  return block && isRole(block, role) ? textOf(block) : '';
}

function runsIn(blocks: readonly CopyBlock[]): CopyRun[] {
  return blocks.flatMap((block) =>
    block.type === 'table'
      ? block.rows.flatMap(({ cells }) => cells.flatMap((cell) => cell.runs))
      : block.runs,
  );
}
