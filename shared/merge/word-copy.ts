import type { HeadingLevel } from '../document/types.ts';

/** Who changed something in Word, and when (ISO 8601 UTC); null where the file does not say. */
export type WordChange = { author: string; at: string | null };

/** Words that came and words that went, both as they stand in the file. */
export type WordMark = { ins?: WordChange; del?: WordChange };

export type WordRun = WordMark & {
  text: string;
  /** Ids of the comments that lie on it. A comment on a place has a run without text. */
  comments: readonly string[];
};

export type WordParagraph = {
  is: 'paragraph';
  runs: WordRun[];
  /** Changes of the mark at its end. */
  mark: WordMark;
  /** A heading's level, 'title', or null for everything else: that much of a form every program keeps. */
  form: HeadingLevel | 'title' | null;
  /** Who changed the form, where that was tracked. */
  format?: WordChange;
  /** Names of the bookmarks that begin in it. */
  anchors: string[];
};

export type WordTable = {
  is: 'table';
  rows: (WordMark & { cells: WordRun[][] })[];
  anchors: string[];
};

export type WordBlock = WordParagraph | WordTable;

export type WordComment = {
  id: string;
  author: string;
  at: string | null;
  body: string;
  /** Null where the file has nothing to say about it. */
  done: boolean | null;
  /** The comment that it answers. */
  parent: string | null;
};

/** A review copy as it came back. */
export type WordCopy = {
  blocks: WordBlock[];
  comments: WordComment[];
  /** When it was last saved. */
  savedAt: string | null;
};
