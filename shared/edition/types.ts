import type { CellAlign, HeadingLevel, NoteKind, NoteLeaf, ParagraphRole } from '../document/types.ts';

import type { LayoutSettings } from '../settings/layout.ts';
import type { Edition } from './edition.ts';

declare const gated: unique symbol;

/** A run of text as a writer may print it. */
export type EditionRun = {
  text: string;
  /** The gap of a field that nobody has filled in yet: its text is white space, printed underlined. */
  blank?: true;
  bold?: true;
  sup?: true;
  /** The run is a note's sign, and its text is empty. */
  note?: EditionNote;
  /** The run is an image, and its text is empty. */
  image?: EditionImage;
};

/** A footnote or an endnote at its place; counted from 1 within its kind. */
export type EditionNote = { kind: NoteKind; number: number; body: readonly NoteLeaf[] };

/** An image as it is printed. Its bytes are asked for by `asset`; lengths are points. */
export type EditionImage = { asset: string; width: number; height: number; alt: string };

/** A place in the grid of a table. Covered ones are there, without words: every row has as many. */
export type EditionCell<Run> = {
  runs: Run[];
  colSpan?: number;
  rowSpan?: number;
  align?: CellAlign;
  covered?: true;
};

/** `widths`: of the columns in points, null where the words decide; left out where they always do. */
export type EditionTable<Run> = {
  type: 'table';
  id: string;
  widths?: (number | null)[];
  rows: { header: boolean; cells: EditionCell<Run>[] }[];
};

/** Where a block stands in the pages. */
type Placed = { pageBreak?: true; landscape?: true };

/** The label of an item (一是, 首先，): from and up to (exclusive), in the words of the runs of its paragraph. */
export type ItemStart = { from: number; to: number };

/** A block as a writer prints it, of whatever its runs are. */
export type BlockOf<Run> = Placed & PlainBlock<Run>;

type PlainBlock<Run> =
  | { type: 'title'; id: string; runs: Run[] }
  /**
   * `number` is the label (`一、`), kept apart so that a writer can number automatically. `runIn` is the body that
   * runs on in the heading's own line, where the source had it so, and `items` are its items.
   */
  | {
      type: 'heading';
      id: string;
      level: HeadingLevel;
      number: string;
      runs: Run[];
      runIn?: Run[];
      items?: ItemStart[];
    }
  | { type: 'paragraph'; id: string; role: ParagraphRole; runs: Run[]; items?: ItemStart[] }
  | EditionTable<Run>
  /** Begins an annex on a page of its own: `number` is 附件1, the runs are its title. */
  | { type: 'annex'; id: string; number: string; runs: Run[] }
  | { type: 'signature'; id: string; role: 'unit' | 'date'; runs: Run[] };

export type EditionBlock = BlockOf<EditionRun>;

/** 版头: what stands above the red rule, already as the edition may print it; '' where there is nothing. */
export type EditionHead = {
  /** 份号 · 密级和保密期限 · 紧急程度 */
  copy: string;
  secrecy: string;
  urgency: string;
  /** 发文机关标志 */
  mark: string;
  /** 发文字号 */
  number: string;
  /** 签发人 */
  signer: string;
  /**
   * The number that the report's own text gives, which stands in the head instead, and before which of the blocks it
   * stood; null where the text gives none.
   */
  typed: { text: string; at: number } | null;
};

/** What stands behind the signature and at the end of the last page (版记), as the edition may print it; '' for nothing. */
export type EditionImprint = {
  /** 联系人 */
  contact: string;
  /** 抄送 */
  copies: string;
  /** 印发机关 · 印发日期 */
  printer: string;
  printDate: string;
};

/** The unit's choices of layout that a writer follows. */
export type EditionLayout = Omit<LayoutSettings, 'head' | 'mark'>;

/**
 * A report after the edition gate: in the public edition every internal value has become mask characters.
 * Only `toEdition` makes one; every writer takes nothing else.
 */
export type EditionDocument = {
  readonly [gated]: true;
  edition: Edition;
  blocks: EditionBlock[];
  /** For document properties. */
  title: string;
  unit: string;
  year: number;
  /** Without extension; by rule: unit, year, kind, edition. Safe in every file system. */
  fileName: string;
  /** Printed as 征求意见稿 unless the report is signed off. */
  draft: boolean;
  head: EditionHead | null;
  /** Null where there is nothing in it. */
  imprint: EditionImprint | null;
  layout: EditionLayout;
};
