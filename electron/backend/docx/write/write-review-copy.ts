import {
  BookmarkEnd,
  BookmarkStart,
  Document,
  Paragraph,
  type IParagraphOptions,
  type IRunOptions,
  type Table,
  type XmlComponent,
} from 'docx';

import type { BlockForm } from '../../../../shared/document/types.ts';
import { NO_IMAGES, type ImageSource } from '../../../../shared/edition/images.ts';
import type { CopyBlock, CopyRun, ReviewCopy } from '../../../../shared/edition/review-copy.ts';
import type { Person, Review, Revision } from '../../../../shared/review/types.ts';
import { anchorOf, labelAnchorOf, VERSION_ANCHOR, wallClock } from '../../../../shared/merge/anchors.ts';
import { encodeIdentity, IDENTITY_PROPERTY, type CopyIdentity } from '../review-identity.ts';
import type { Stretch } from './body.ts';
import { changedRun, type Change, type Child } from './changed-runs.ts';
import {
  finalText,
  formOf,
  isNamed,
  isRole,
  markOf,
  marksOf,
  numberRuns,
  textOf,
  type Mark,
  type TableBlock,
  type TextBlock,
} from './copy-blocks.ts';
import { CopyComments } from './copy-comments.ts';
import { EditableRanges, NO_FENCE, protectionOf, type Fence } from './fence.ts';
import { endParagraph } from './end-paragraph.ts';
import { finishDocx } from './finish-docx.ts';
import { Moves } from './moves.ts';
import { ANNEX_LABEL, signatureForm, withImages } from './forms.ts';
import { CHAR, roomOf, type Room } from './layout.ts';
import { edgesOf, pageOf, pageSize } from './page.ts';
import { stylesOf } from './styles.ts';
import { cellLook, tableOf } from './table.ts';
import { withReasons } from './with-reasons.ts';

export type ReviewRowsForWord = Pick<Review, 'revisions' | 'threads'> & { people: readonly Person[] };

/**
 * Writes a review copy (送审稿) as a Word file: official layout, comments with replies and their state, tracked changes
 * with author and date, tracking switched on, an anchor on each block.
 * @param identity what the copy is of; null for one that only goes on paper
 * @param how where the bytes of its images are, and what Word is to keep reviewers from
 */
export async function writeReviewCopy(
  copy: ReviewCopy,
  rows: ReviewRowsForWord,
  identity: CopyIdentity | null,
  { images = NO_IMAGES, fence = NO_FENCE }: { images?: ImageSource; fence?: Fence } = {},
): Promise<Uint8Array> {
  const writer = new Writer(copy, rows, identity, images, fence);
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
    ...protectionOf(fence),
    evenAndOddHeaderAndFooters: true,
    compatibility: { version: 15 },
    defaultTabStop: CHAR,
    comments: { children: writer.comments.list },
    sections: stretches.map(({ across, children }, at) => ({
      // A section without a header and a footer of its own goes on with those of the one before.
      ...(at === 0 ? pageOf(edition) : {}),
      properties: pageSize(across),
      children,
    })),
  });
  return finishDocx(file, { keepImages: true, edit: (xml) => writer.finish(xml) });
}

class Writer {
  readonly comments: CopyComments;
  readonly #copy: ReviewCopy;
  readonly #identity: CopyIdentity | null;
  readonly #images: ImageSource;
  readonly #revisions: ReadonlyMap<string, Revision>;
  readonly #names: ReadonlyMap<string, string>;
  /** Its blocks, with the reasons of changes among the threads on their runs. */
  readonly #blocks: readonly CopyBlock[];
  readonly #moves: Moves;
  readonly #fence: Fence;
  /** Ends of moves that stand behind the paragraph that is being written. */
  #ends: XmlComponent[] = [];
  #change = 0;
  #bookmark = 0;

  constructor(
    copy: ReviewCopy,
    rows: ReviewRowsForWord,
    identity: CopyIdentity | null,
    images: ImageSource,
    fence: Fence,
  ) {
    this.#copy = copy;
    this.#images = images;
    this.#identity = identity;
    this.#fence = fence;
    this.#revisions = new Map(rows.revisions.map((row) => [row.id, row]));
    this.#names = new Map(rows.people.map(({ id, name }) => [id, name]));
    const reasons = withReasons(copy.blocks, rows.revisions);
    this.#blocks = reasons.blocks;
    this.#moves = new Moves(this.#blocks, this.#revisions, (block) => [...numberRuns(block), ...block.runs]);
    this.comments = new CopyComments(reasons, rows.threads, this.#names, (thread, comment) =>
      copy.say(thread, comment),
    );
  }

  /** What the docx package has no way to write. */
  finish(xml: string): string {
    return this.#moves.finish(xml);
  }

  /** What the file holds, in stretches of pages that stand upright or lie across. */
  stretches(): Stretch[] {
    const blocks = this.#blocks;
    const stretches: Stretch[] = [];
    const write = this.#writerOfTexts();
    const ranges = new EditableRanges(blocks, this.#fence);
    blocks.forEach((block, index) => {
      const across = block.landscape === true;
      let stretch = stretches.at(-1);
      if (!stretch || stretch.across !== across) stretches.push((stretch = { across, children: [] }));
      const room = roomOf(across);
      if (block.type !== 'table') {
        stretch.children.push(...ranges.around(index, write(block, index, room)));
        // The package takes whatever may stand between paragraphs; its types leave it out.
        stretch.children.push(...(this.#ends.splice(0) as unknown as Paragraph[]));
        return;
      }
      // Tables that follow one another would be one in Word.
      if (stretch.children.length > 0 && blocks[index - 1]?.type === 'table')
        stretch.children.push(endParagraph());
      stretch.children.push(...ranges.around(index, [this.#table(block, room)]));
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
            ...this.comments.orphansOf(block.id),
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

  /** @param mark of the paragraph of the text that they are in; left out for those of a cell */
  #runs(runs: readonly CopyRun[], room: Room, look: IRunOptions = {}, mark?: Mark): Child[] {
    const out: Child[] = [];
    const change = (revision: string): Change => this.#of(revision);
    for (const run of runs) {
      out.push(...this.comments.before(run));
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
      out.push(...this.comments.behind(run));
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
