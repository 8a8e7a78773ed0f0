import type { BlockForm, CellAlign, FormatsBefore } from '../document/types.ts';
import type { Token } from '../review/tokens.ts';
import type { LineCome, LineKept } from './table-lines.ts';
import type { By, WordChange, WordImage } from './word-copy.ts';

/** What became of a token that was sent. */
export type Kept = {
  is: 'kept';
  token: number;
  /** Taken out, by whom; left out: not taken out anew. */
  cut?: By;
  form?: { to: BlockForm; by: By };
  /** It looks otherwise. */
  look?: { to: FormatsBefore; by: By };
  comments: readonly string[];
  /** Number of the move that it went with. */
  move?: number;
};

/** A token that was put in. */
export type Come = {
  is: 'come';
  token: Token;
  by: By;
  /** And taken out again by somebody else. */
  cut?: By;
  comments: readonly string[];
  /** It stands in a row or a column that was put in, and comes with that. */
  apart?: true;
  /** It begins a cell. */
  inCell?: true;
  /** Where it was: the line, and which of its tokens, counted from its beginning. */
  from?: { line: string; at: number };
  /** Number of the move that it came with. */
  move?: number;
  /** It stood in the copy as words, and is a field again because its value is not public. */
  masked?: true;
};

/** What was done to the rows and columns of a table. */
export type TheirLines = { table: string; come: (LineCome & { cells: LineCell[] })[]; kept: LineKept[] };

/**
 * A cell of a row or column that came: its column or its row in the table of the copy, how many of them it takes, and
 * what it holds.
 */
export type LineCell = { at: number; span: number; align?: CellAlign; items: Come[] };

/** An image of the copy that can't be shown here, and the sent token that it stands behind. */
export type LostImage = { token: number; by: By; image: WordImage };

/** A value that is never printed, and whose mask was changed in the copy: nobody can tell what was meant. */
export type ChangedMask = { token: number; by: By; mask: string; words: string };

export type Verdict = { revision: string; accepted: boolean };

export type Theirs = {
  items: (Kept | Come)[];
  /** Changes that were open when the copy was sent, and were accepted or rejected in Word. */
  verdicts: Verdict[];
  /** Ids of changes of which only a part was decided: they stay open. */
  partly: string[];
  lines: TheirLines[];
  lost: LostImage[];
  masks: ChangedMask[];
};

/** How the characters of a token came back. */
export type State = {
  /** A change that was open is decided for some of the characters, and not for the others. */
  mixed?: { ins: boolean; del: boolean };
  present: boolean;
  ins: boolean;
  del: WordChange | undefined;
  /** How they look; left out where that can't be told. */
  look?: FormatsBefore;
  /** Who has an open change of formats on them. */
  format?: WordChange | undefined;
  comments: readonly string[];
};
