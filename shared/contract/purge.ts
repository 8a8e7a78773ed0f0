import { z } from 'zod';

/** Shorter ones stand anywhere. */
export const MIN_PASSAGE = 2;
const words = z.string().trim().min(MIN_PASSAGE).max(2000);
const id = z.string().min(1).max(64);

export const purgeParams = {
  /** What goes with a report when it is erased for good (彻底清除), and what can't be reached. Changes nothing. */
  'purge.look': z.strictObject({ id }),
  /**
   * Erases a report: out of the database with its log, versions, signatures, review and index, out of originals,
   * images, marked sentences and backups; then searches all files for it. There is no way back.
   */
  'purge.run': z.strictObject({
    id,
    /** The report's title, typed by whoever erases it. */
    title: z.string().max(1000),
    person: id,
    /** Encrypted backups that can't be opened are deleted, too: nobody can say what is in them. */
    deleteClosed: z.boolean(),
  }),
  /** Where a passage that was deleted still stands in a report's past. Changes nothing. */
  'purge.lookWords': z.strictObject({ id, words }),
  /**
   * Erases a passage that is no longer in a report's text out of everything else. Refused where it is in the text, or in
   * a signed version.
   */
  'purge.runWords': z.strictObject({ id, words, person: id, deleteClosed: z.boolean() }),
} as const;

export type PurgeLook = {
  title: string;
  year: number;
  unit: string;
  inBin: boolean;
  signatures: number;
  versions: number;
  comments: number;
  drafts: number;
  /** Files that it came from. */
  originals: number;
  images: number;
  phrases: number;
  /** Backups that hold it, here and in the second folder. */
  backups: number;
  /** Encrypted backups that can't be opened here. */
  closed: number;
  /** A second folder is set, and its disk isn't there. */
  secondAway: boolean;
  /** Titles of reports that were begun from it, or copied: what they have taken over stays in them. */
  heirs: string[];
};

export type PassageLook = {
  /** It is still in the text, also under tracked changes or as last year's value of a field. */
  inText: boolean;
  /** Signed versions that hold it, by number: they can't be changed. */
  signed: number[];
  /** Versions and drafts that hold it, which go. */
  versions: number;
  drafts: number;
  /** Files that the report came from and that hold it, which go. */
  originals: number;
  /** Titles of other reports that say it: they are not touched. */
  others: string[];
};

export type PurgeResult = {
  /** Files that were searched byte by byte. */
  files: number;
  /** Files in which it still stands. */
  found: string[];
  /** Encrypted backups that nobody could look into. */
  closed: string[];
  rewritten: number;
  deleted: number;
  /** Set-aside and temporary files that were removed. */
  removed: number;
  secondAway: boolean;
  /** Whether the log could be emptied: not while another process reads. */
  clean: boolean;
};

export type PurgeResults = {
  'purge.look': PurgeLook;
  'purge.run': PurgeResult;
  'purge.lookWords': PassageLook;
  'purge.runWords': PurgeResult;
};

export type PurgeEvents = {
  /** Erased for good: whoever has it open lets go of it. */
  'report.purged': { id: string };
};
