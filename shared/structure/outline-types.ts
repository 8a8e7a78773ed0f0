import type { Counts } from '../document/count-report.ts';
import type { Doubt, ReportCertainty } from './certainty.ts';

export type OutlineField = {
  kind: string;
  unit: string;
  value: string;
  masked: boolean;
  /** How likely it is a field at all, 0 to 1. */
  sure: number;
  text: string;
};
/** A note as it is counted, and its words. */
export type OutlineNote = { kind: 'foot' | 'end'; number: number; text: string };
export type OutlineImage = { asset: string; alt: string; width: number; height: number };
export type OutlineBlock = {
  type: string;
  role?: string;
  level?: number;
  /** Of a heading, and of an annex: 附件1. */
  number?: string;
  text: string;
  slot?: string;
  /** Of a file that was recognised: how likely it is that the block is this, and that a heading fills its slot, 0 to 1. */
  sure?: number;
  slotSure?: number;
  /** True while the block, or a sentence of it, is still last year's text. */
  carried?: boolean;
  items?: { ordinal: string; text: string; sure?: number }[];
  fields?: OutlineField[];
  notes?: OutlineNote[];
  images?: OutlineImage[];
  /** It begins a page, or stands on one that lies across. */
  pageBreak?: boolean;
  landscape?: boolean;
};
export type Outline = {
  title: string;
  counts: Counts;
  blocks: OutlineBlock[];
  doubtful: Doubt[];
  /** Of a file that was recognised. */
  sure?: ReportCertainty;
};
