import { z } from 'zod';

import { DOUBT_KINDS, type DoubtKind, type Doubt, type ReportCertainty } from '../structure/certainty.ts';
import type { Counts } from '../document/count-report.ts';
import { reportYear } from './report-year.ts';

const id = z.string().min(1).max(64);

/** Bytes of one step of sending a file, and of giving one back. */
export const CHUNK = 4 * 1024 * 1024;
/** Files that one step of taking in stores. A batch that is stopped or killed keeps the steps that were done. */
export const TOGETHER = 16;
/** Largest file that is taken in: pictures make Word files large, and they are not unpacked. */
export const MAX_FILE = 512 * 1024 * 1024;

/** 保留修订和批注 · 按改好的文字 · 按原来的文字 */
export const MARK_CHOICES = ['keep', 'accept', 'reject'] as const;
export type MarkChoice = (typeof MARK_CHOICES)[number];

/**
 * Many files at once: each is sent in pieces and recognised, somebody looks at what was found, and then each is taken
 * in or left. Nothing is in the store before `import.take`.
 */
export const importBatchParams = {
  'import.stage': z.strictObject({
    batch: id,
    file: id,
    name: z.string().min(1).max(1000),
    size: z.int().min(0).max(MAX_FILE),
    offset: z.int().min(0),
    /** Base64 of at most CHUNK bytes. */
    bytes: z.string().max(6_000_000),
  }),
  'import.recognise': z.strictObject({ batch: id, file: id }),
  /** Takes files in together: the disk is waited for once. All that are not refused are on it in the end, or none. */
  'import.take': z.strictObject({
    batch: id,
    files: z
      .array(
        z.strictObject({
          file: id,
          year: reportYear,
          unit: z.string().min(1).max(500),
          template: id,
          /** What becomes of tracked changes and comments; left out: they are kept. */
          marks: z.enum(MARK_CHOICES).optional(),
          /** Keeps it as a version of this report instead of as a report of its own. */
          into: z.strictObject({ report: id }).optional(),
        }),
      )
      .min(1)
      .max(TOGETHER),
  }),
  /** Throws away what was sent and not taken in. */
  'import.discard': z.strictObject({ batch: id }),
  /** Places of a report where recognition was not certain and nobody has said yes or no yet. */
  'import.doubts': z.strictObject({ id }),
  'import.settle': z.strictObject({ id, block: id, kind: z.enum(DOUBT_KINDS) }),
  /** Files that a report was imported from. */
  'original.list': z.strictObject({ id }),
  /** A piece of such a file, byte for byte. */
  'original.read': z.strictObject({ id: z.int().min(1), offset: z.int().min(0) }),
} as const;

/** A report that is there already and is the same, or of the same year and unit. */
export type Known = { id: string; title: string; year: number; unit: string };

/** Why a file is not taken in; `details` as of the error, with the file where the message names it. */
export type Refused = { code: string; message: string; details?: Record<string, unknown> };

export type Candidate = {
  title: string;
  year: number | null;
  unit: string | null;
  template: string;
  /** Year, unit and type that are not sure are to be looked at before the report is stored. */
  sure: ReportCertainty;
  counts: Counts;
  doubtful: Doubt[];
  /**
   * In the store already: the very same file, or another file with the same text. `mended`: what was kept of the file
   * was lost or broken, and this one has taken its place.
   */
  same: (Known & { how: 'bytes' | 'text'; mended?: true }) | null;
  /** An earlier file of this batch that is the same. */
  sameFile: { name: string; how: 'bytes' | 'text' } | null;
  /** Of the same year and unit. */
  twins: Known[];
  /** What a Word file has of tracked changes and comments. */
  marked: Marked | null;
  /**
   * A review copy of a report; `known` where that is in the store: its changes are taken back there. By what the file says
   * of itself, or because its text is that of a version that is here.
   */
  copyOf: { title: string; year: number | null; known: Known | null; how: 'says' | 'text' } | null;
  refused?: Refused;
};

/** Tracked changes and comments of a file, whose they are, and a sentence for what can't be kept. */
export type Marked = { changes: number; comments: number; people: string[]; notKept: string[] };

/** What became of a file: the report that it is now, with those of the same year and unit that were there before. */
export type Taken = { file: string; id: string; twins: string[] } | { file: string; refused: Refused };

export type StoredDoubt = { block: string; kind: DoubtKind; why: string; sure: number };

export type Original = { id: number; name: string; size: number; at: string };

export type ImportBatchResults = {
  'import.stage': { received: number };
  'import.recognise': Candidate;
  'import.take': Taken[];
  'import.discard': Record<string, never>;
  'import.doubts': StoredDoubt[];
  'import.settle': Record<string, never>;
  'original.list': Original[];
  'original.read': { name: string; size: number; bytes: string };
};
