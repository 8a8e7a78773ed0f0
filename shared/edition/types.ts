import type { HeadingLevel, ParagraphRole } from '../document/types.ts';

import type { LayoutSettings } from '../settings/layout.ts';
import type { Edition } from './edition.ts';

declare const gated: unique symbol;

/** A run of text as a writer may print it. */
export type EditionRun = {
  text: string;
  /** The gap of a field that nobody has filled in yet: its text is white space, printed underlined. */
  blank?: true;
};

/** The label of an item (一是, 首先，): from and up to (exclusive), in the words of the runs of its paragraph. */
export type ItemStart = { from: number; to: number };

/** A block as a writer prints it, of whatever its runs are. */
export type BlockOf<Run> =
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
  | { type: 'table'; id: string; rows: { header: boolean; cells: Run[][] }[] }
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
  layout: EditionLayout;
};
