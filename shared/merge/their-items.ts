import type { BlockForm } from '../document/types.ts';
import type { Token } from '../review/tokens.ts';
import type { WordChange } from './word-copy.ts';

/** By whom: null is unknown, where somebody changed a file without tracking. */
export type By = WordChange | null;

/** What became of a token that was sent. */
export type Kept = {
  is: 'kept';
  token: number;
  /** Taken out, by whom; left out: not taken out anew. */
  cut?: By;
  form?: { to: BlockForm; by: By };
  comments: readonly string[];
};

/** A token that was put in. */
export type Come = {
  is: 'come';
  token: Token;
  by: By;
  /** And taken out again by somebody else. */
  cut?: By;
  comments: readonly string[];
};

export type Verdict = { revision: string; accepted: boolean };

export type Theirs = {
  items: (Kept | Come)[];
  /** Changes that were open when the copy was sent, and were accepted or rejected in Word. */
  verdicts: Verdict[];
  /** Ids of changes of which only a part was decided: they stay open. */
  partly: string[];
};

/** How the characters of a token came back. */
export type State = {
  present: boolean;
  ins: boolean;
  del: WordChange | undefined;
  comments: readonly string[];
};
